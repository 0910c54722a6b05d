package io.centter.control.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.centter.control.http.Access;
import io.centter.control.http.Route;
import io.centter.control.http.Route.Trait;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One route as one operation.
final class Operations {
    private final Schemas schemas;
    private final Examples examples;

    Operations(Schemas schemas, Examples examples) {
        this.schemas = schemas;
        this.examples = examples;
    }

    ObjectNode of(Route<?, ?> route) {
        ObjectNode operation = JsonNodeFactory.instance.objectNode();
        String summary = route.endpoint().summary();
        operation.put("operationId", id(route.endpoint()));
        operation.put("summary", summary.endsWith(".") ? summary.substring(0, summary.length() - 1) : summary);
        operation.put("description", description(route.access()));
        operation.putArray("tags").add(Groups.of(route));
        operation.set("security", security(route.access()));
        ArrayNode parameters = Parameters.of(route, schemas, examples.get(route));
        if (!parameters.isEmpty()) {
            operation.set("parameters", parameters);
        }
        if (route.body() != null) {
            ObjectNode body = operation.putObject("requestBody").put("required", !route.is(Trait.BODY_OPTIONAL));
            ObjectNode json = body.putObject("content").putObject("application/json");
            json.set("schema", schemas.of(route.body()));
            show(json, examples.get(route).request());
        }
        operation.set("responses", responses(route));
        return operation;
    }

    /// `PATCH /networks/{network}` is `patchNetwork`, `GET /networks/{network}/agents` is `getNetworkAgents`.
    static String id(Route.Endpoint endpoint) {
        StringBuilder id = new StringBuilder(endpoint.method().toLowerCase(Locale.ROOT));
        String[] segments = endpoint.path().replaceFirst("^/+", "").split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            String next = i + 1 < segments.length ? segments[i + 1].replaceAll("[{}]", "") : "";
            boolean named = !next.isEmpty() && segments[i + 1].startsWith("{") && segments[i].startsWith(next);
            if (!named) {
                for (String word : segments[i].replaceAll("[{}]", "").split("[^A-Za-z0-9]+", -1)) {
                    id.append(word.isEmpty() ? "" : Character.toUpperCase(word.charAt(0)) + word.substring(1));
                }
            }
        }
        return id.toString();
    }

    private static String description(Access access) {
        if (access.proofs().isEmpty()) {
            return "For everyone.";
        }
        StringBuilder who = new StringBuilder();
        for (Access.Proof proof : access.proofs().stream().sorted().toList()) {
            who.append(who.isEmpty() ? access.open() ? "For everyone; more is shown to " : "For " : ", or ")
                    .append(Security.who(proof, access.role()));
        }
        return who.append('.').toString();
    }

    private static ArrayNode security(Access access) {
        ArrayNode security = JsonNodeFactory.instance.arrayNode();
        access.proofs().stream().sorted().forEach(proof -> security.addObject().putArray(Security.scheme(proof)));
        if (access.open() && !access.proofs().isEmpty()) {
            security.addObject();
        }
        return security;
    }

    private ObjectNode responses(Route<?, ?> route) {
        ObjectNode responses = JsonNodeFactory.instance.objectNode();
        Route.Answer answer = route.answer();
        responses.set(String.valueOf(answer.status()), good(route, answer.status()));
        answer.others().forEach(status -> responses.set(String.valueOf(status), good(route, status)));
        if (hasEtag(route) && route.endpoint().method().equals("GET")) {
            responses.putObject("304").put("description", "You have this version already (`If-None-Match`).");
        }
        for (Refusals refusal : Refusals.of(route)) {
            if (!responses.has(String.valueOf(refusal.status()))) {
                responses.set(String.valueOf(refusal.status()), refusal.reference());
            }
        }
        return responses;
    }

    private ObjectNode good(Route<?, ?> route, int status) {
        ObjectNode response = JsonNodeFactory.instance.objectNode().put("description", word(status));
        ObjectNode headers = JsonNodeFactory.instance.objectNode();
        if (hasEtag(route)) {
            headers.set("ETag", Headers.reference("ETag"));
        }
        if (status == 201 && route.is(Trait.IDEMPOTENT)) {
            headers.set("Location", Headers.reference("Location"));
        }
        if (route.is(Trait.LIMITED)) {
            Headers.limits(headers);
        }
        if (!headers.isEmpty()) {
            response.set("headers", headers);
        }
        Class<?> type = route.answer().type();
        if (!route.answer().media().isEmpty()) {
            ObjectNode content = response.putObject("content");
            route.answer()
                    .media()
                    .forEach(media ->
                            content.putObject(media).putObject("schema").put("type", "string"));
        } else if (type != null) {
            ObjectNode json = response.putObject("content").putObject("application/json");
            json.set("schema", route.answer().page() ? schemas.pageOf(type) : schemas.of(type));
            show(json, status == route.answer().status() ? examples.get(route).answer() : null);
        }
        return response;
    }

    private static void show(ObjectNode media, @Nullable JsonNode example) {
        if (example != null) {
            media.set("example", Samples.filled(example));
        }
    }

    private static String word(int status) {
        return switch (status) {
            case 200 -> "Done.";
            case 201 -> "Created.";
            case 202 -> "Taken; it goes on.";
            case 204 -> "Done; there is nothing to say.";
            case 503 -> "The same, while requests cannot be served.";
            default -> "Status " + status + ".";
        };
    }

    /// A versioned object, or what carries one, comes with its version as ETag.
    private static boolean hasEtag(Route<?, ?> route) {
        Class<?> type = route.answer().type();
        return type != null
                && !route.answer().page()
                && type.isRecord()
                && Arrays.stream(type.getRecordComponents())
                        .anyMatch(part -> isVersion(part)
                                || (part.getType().isRecord()
                                        && Arrays.stream(part.getType().getRecordComponents())
                                                .anyMatch(Operations::isVersion)));
    }

    private static boolean isVersion(RecordComponent part) {
        return part.getName().equals("version") && part.getType().equals(long.class);
    }
}
