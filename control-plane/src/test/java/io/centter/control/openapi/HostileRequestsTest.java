package io.centter.control.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.centter.control.Api;
import io.centter.control.http.Route;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What somebody sends who knows the API well and means harm, at every route where it could do some.
class HostileRequestsTest {
    /// What the server alone says of its objects, or only some may say.
    private static final List<String> NOT_THEIRS = List.of(
            "id",
            "network_id",
            "owner_id",
            "user_id",
            "role",
            "plan",
            "status",
            "version",
            "created_at",
            "granted_by",
            "api_key_hash",
            "__proto__");

    private static final Set<Integer> REFUSED = Set.of(400, 401, 403, 404, 409, 422);

    private static WholePlane plane;
    private static Scene mine;
    private static Scene theirs;
    private final List<String> wrong = new ArrayList<>();

    @BeforeAll
    static void furnish() {
        plane = WholePlane.shared();
        mine = plane.scene().shared().furnish();
        theirs = plane.scene().shared().furnish();
    }

    @Test
    void noBodyIsReadThatIsMadeToHurtTheReader() {
        Map<String, String> bombs = new LinkedHashMap<>();
        bombs.put("a tower of lists", "[".repeat(1_000) + "]".repeat(1_000));
        bombs.put("a tower of objects", "{\"a\":".repeat(1_000) + "1" + "}".repeat(1_000));
        bombs.put("no number", "{\"name\":NaN}");
        bombs.put("no end", "{\"name\":Infinity}");
        bombs.put("two values", "{} {}");
        bombs.put("a long number", "{\"name\":" + "9".repeat(100_000) + "}");
        bombs.put("a long name", "{\"" + "n".repeat(200_000) + "\":1}");
        withBodies((route, good) -> {
            bombs.forEach((name, bomb) -> {
                Api.Answer answer = send(route, bomb);
                if (answer.status() != 400 && answer.status() != 422) {
                    wrong.add(Examples.key(route) + " with " + name + ": " + answer.status() + " " + answer.json());
                }
            });
            good.fieldNames().forEachRemaining(field -> {
                String twice = "{\"" + field + "\":" + good.get(field) + ","
                        + good.toString().substring(1);
                Api.Answer answer = send(route, twice);
                if (answer.status() != 400 || !answer.code().equals("malformed-json")) {
                    wrong.add(Examples.key(route) + " with " + field + " twice: " + answer.status() + " "
                            + answer.json());
                }
            });
        });
        assertThat(wrong).isEmpty();
    }

    @Test
    void nobodySetsWhatIsNotTheirs() {
        withBodies((route, good) -> {
            Set<String> known = fields(Objects.requireNonNull(route.body()));
            for (String field : NOT_THEIRS) {
                if (!known.contains(field)) {
                    Api.Answer answer =
                            send(route, good.deepCopy().put(field, "owner").toString());
                    if (answer.status() != 422
                            || !answer.code().equals("unknown-field")
                            || !answer.pointer().equals("/" + field)) {
                        wrong.add(
                                Examples.key(route) + " with " + field + ": " + answer.status() + " " + answer.json());
                    }
                }
            }
        });
        assertThat(wrong).isEmpty();
    }

    @Test
    void whatAnotherTenantHasIsInNoBodyMoreThanWhatNeverWas() {
        List<String> tried = new ArrayList<>();
        withBodies((route, good) -> {
            for (String kind : List.of("agent", "other_agent", "team", "network")) {
                String own = mine.value(kind);
                if (good.toString().contains(own)) {
                    tried.add(Examples.key(route) + " " + kind);
                    String foreign = theirs.value(kind);
                    String never = own.contains("-")
                            ? UUID.randomUUID().toString()
                            : UUID.randomUUID().toString().replace("-", "").substring(0, 12);
                    Api.Answer there = send(route, good.toString().replace(own, foreign));
                    Api.Answer nowhere = send(route, good.toString().replace(own, never));
                    if (!REFUSED.contains(there.status())
                            || !told(there, foreign).equals(told(nowhere, never))) {
                        wrong.add(Examples.key(route) + " with the other's " + kind + ": " + told(there, foreign)
                                + " but " + told(nowhere, never));
                    }
                }
            }
        });
        assertThat(wrong).isEmpty();
        assertThat(tried).as("routes that name objects in their bodies").hasSizeGreaterThan(8);
    }

    @Test
    void aCursorIsGoodForItsOwnListAlone() {
        String agents = mine.person("owner")
                .api()
                .get("/networks/" + mine.value("network") + "/agents?limit=1")
                .text("next_cursor");
        assertThat(agents).isNotEmpty();
        List<String> minted = new ArrayList<>();
        for (Route<?, ?> route : plane.routes()) {
            if (route.query().containsKey("cursor")) {
                if (!Examples.key(route).equals("GET /networks/{network}/agents")) {
                    refuses(route, mine, agents, "the cursor of the agents");
                }
                refuses(route, mine, "AAAA", "nonsense");
                String next = mine.usual(route)
                        .get(with(mine.path(route), "limit", "1"))
                        .text("next_cursor");
                if (!next.isEmpty()) {
                    minted.add(Examples.key(route));
                    refuses(route, mine, (next.startsWith("A") ? "B" : "A") + next.substring(1), "a spoiled cursor");
                    if (route.endpoint().path().contains("{")) {
                        refuses(route, theirs, next, "the cursor of another tenant");
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(minted).as("lists with more than one page here").hasSizeGreaterThan(3);
    }

    @Test
    void noPageIsLargerThanItsListSays() {
        int lists = 0;
        for (Route<?, ?> route : plane.routes()) {
            if (route.query().containsKey("limit")) {
                lists++;
                for (String limit : List.of("0", "-1", "1000000", "4294967297", "1e3", "all", "")) {
                    Api usual = mine.usual(route);
                    String path = with(mine.path(route), "limit", limit);
                    Api.Answer answer = route.body() == null
                            ? usual.get(path)
                            : usual.raw(route.endpoint().method(), path, String.valueOf(mine.body(route)));
                    if (answer.status() != 422 || !answer.pointer().equals("limit")) {
                        wrong.add(Examples.key(route) + " with limit=" + limit + ": " + answer.status() + " "
                                + answer.json());
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(lists).isGreaterThan(20);
    }

    private void refuses(Route<?, ?> route, Scene scene, String cursor, String what) {
        Api.Answer answer = scene.usual(route).get(with(scene.path(route), "cursor", cursor));
        if (answer.status() != 400 || !answer.code().equals("bad-cursor")) {
            wrong.add(Examples.key(route) + " with " + what + ": " + answer.status() + " " + answer.json());
        }
    }

    private static String with(String path, String parameter, String value) {
        String plain = path.replaceAll("(?<=[?&])" + parameter + "=[^&]*&?", "").replaceAll("[?&]$", "");
        return plain + (plain.contains("?") ? "&" : "?") + parameter + "=" + value;
    }

    private static void withBodies(BiConsumer<Route<?, ?>, ObjectNode> each) {
        for (Route<?, ?> route : plane.routes()) {
            JsonNode good = route.body() == null ? null : mine.body(route);
            if (good instanceof ObjectNode object) {
                each.accept(route, object);
            }
        }
    }

    private static Api.Answer send(Route<?, ?> route, String body) {
        Api usual = mine.usual(route);
        Api caller = route.is(Route.Trait.VERSIONED) ? usual.with("If-Match", "*") : usual;
        return caller.raw(route.endpoint().method(), mine.path(route), body);
    }

    /// An answer without the id that was asked for, and without what no two answers share.
    private static String told(Api.Answer answer, String id) {
        JsonNode body = answer.json().deepCopy();
        if (body instanceof ObjectNode object) {
            object.remove("trace_id");
        }
        return answer.status() + " " + body.toString().replace(id, "…");
    }

    /// What a body may have, in any of its forms.
    private static Set<String> fields(Class<?> type) {
        if (type.isSealed()) {
            return Stream.concat(
                            Stream.of(type.getPermittedSubclasses()).flatMap(form -> fields(form).stream()),
                            Stream.of("type", "kind"))
                    .collect(Collectors.toSet());
        }
        return Stream.of(type.getRecordComponents())
                .map(RecordComponent::getName)
                .map(SnakeCaseStrategy.INSTANCE::translate)
                .collect(Collectors.toSet());
    }
}
