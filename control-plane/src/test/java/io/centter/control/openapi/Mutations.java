package io.centter.control.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// Spoils good requests, each time in one way. The same seed gives the same requests.
final class Mutations {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "\u0000",
            "a\u0000b",
            "\ud800",
            "x".repeat(70_000),
            "é".repeat(129),
            "'; DROP TABLE users; --",
            "*",
            ">",
            "a.b.>",
            "../../etc/passwd",
            "${jndi:ldap://x}",
            "\r\nX-Injected: 1",
            "\u202e\ufeff",
            "01932f4e-7d3a-7c55-9a51-0242ac120002",
            "f254bbfa01c7",
            "9999-12-31T23:59:59Z",
            "-1000000000-01-01T00:00:00Z",
            "PT1000000000000000000H",
            "-1",
            "1e400",
            "null",
            "true");
    private static final List<String> PATHS = List.of(
            "%00", "%2e%2e", "a%2Fb", "*", "%ff", "x".repeat(3000), "0", "%F0%9F%92%A9", "a;b=c", "%7B%7D", "-");
    private static final List<String> RAW = List.of(
            "",
            "{",
            "[]",
            "null",
            "\"text\"",
            "42",
            "NaN",
            "{\"a\":NaN}",
            "{} {}",
            "{\"name\":\"a\",\"name\":\"b\"}",
            "[".repeat(5_000),
            "{\"a\":".repeat(500) + "1" + "}".repeat(500),
            "{\"name\":\"\\ud800\"}",
            "{\"name\":\"\\u0000\"}",
            "{'name':'a'}",
            "{\"name\":\"a\",}",
            "\ufeff{}",
            "<xml/>");

    private final Random random;

    Mutations(long seed) {
        this.random = new Random(seed);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    String text() {
        return any(TEXTS);
    }

    String segment() {
        return any(PATHS);
    }

    /// A body that is spoiled as bytes.
    byte[] broken(String good) {
        byte[] bytes = good.getBytes(StandardCharsets.UTF_8);
        return switch (random.nextInt(4)) {
            case 0 -> any(RAW).getBytes(StandardCharsets.UTF_8);
            case 1 -> Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
            case 2 -> {
                byte[] spoiled = bytes.clone();
                spoiled[random.nextInt(spoiled.length)] = (byte) (0x80 | random.nextInt(0x80));
                yield spoiled;
            }
            default -> new byte[] {'{', '"', 'n', '"', ':', '"', (byte) 0xc0, (byte) 0xaf, '"', '}'};
        };
    }

    /// A body of which one value, at any depth, is another, is missing, or is one too many.
    JsonNode spoiled(JsonNode good) {
        JsonNode copy = good.deepCopy();
        List<ObjectNode> objects = new ArrayList<>();
        collect(copy, objects);
        if (objects.isEmpty()) {
            return value();
        }
        ObjectNode object = any(objects);
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        int way = random.nextInt(10);
        if (names.isEmpty() || way == 0) {
            object.set(random.nextBoolean() ? "unknown" : text(), value());
        } else if (way == 1) {
            object.remove(any(names));
        } else if (way == 2) {
            object.putNull(any(names));
        } else {
            object.set(any(names), value());
        }
        return copy;
    }

    private static void collect(JsonNode node, List<ObjectNode> objects) {
        if (node instanceof ObjectNode object) {
            objects.add(object);
        }
        node.forEach(child -> collect(child, objects));
    }

    private JsonNode value() {
        return switch (random.nextInt(12)) {
            case 0 -> JSON.numberNode(-1);
            case 1 -> JSON.numberNode(Long.MAX_VALUE);
            case 2 -> JSON.numberNode(BigInteger.TEN.pow(60));
            case 3 -> JSON.numberNode(new BigDecimal("1.5"));
            case 4 -> JSON.booleanNode(true);
            case 5 -> JSON.arrayNode();
            case 6 -> JSON.arrayNode().add(JSON.nullNode()).add("x").add(1);
            case 7 -> JSON.objectNode().put("a", 1);
            case 8 -> nested(80);
            case 9 -> many();
            default -> JSON.textNode(text());
        };
    }

    private static JsonNode nested(int depth) {
        JsonNode node = JSON.textNode("x");
        for (int i = 0; i < depth; i++) {
            node = JSON.arrayNode().add(node);
        }
        return node;
    }

    private static ArrayNode many() {
        ArrayNode many = JSON.arrayNode();
        for (int i = 0; i < 3_000; i++) {
            many.add("v" + i);
        }
        return many;
    }
}
