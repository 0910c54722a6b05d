package io.centter.control.openapi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.centter.control.http.Access;
import io.centter.control.http.Route;
import io.centter.control.http.Route.Trait;
import io.centter.model.api.MemberRole;
import java.util.EnumSet;
import java.util.Set;

/// The problems that an operation may answer with, as they follow from its declaration. Each is one response of the
/// document, which names the codes that the edge itself gives; a feature's own codes come with the same statuses.
enum Refusals {
    UNREADABLE(400, "The request cannot be read", "body-missing", "malformed-json", "bad-cursor"),
    UNAUTHENTICATED(401, "Nobody is signed in, or not with what this takes", "unauthenticated", "session-invalid"),
    FORBIDDEN(403, "You see the object, but may not do this", "insufficient-role"),
    NOT_FOUND(404, "There is nothing here, or nothing that you may see", "not-found"),
    CONFLICT(
            409,
            "It does not fit to what is there, or a limit is reached",
            "idempotency-in-progress",
            "slug-taken",
            "name-tombstoned"),
    STALE(412, "The object changed since you read it", "version-conflict"),
    TOO_LARGE(413, "The body is larger than the server reads", "body-too-large"),
    MEDIA_TYPE(415, "The body is not sent as JSON", "unsupported-media-type"),
    INVALID(
            422,
            "One or more values cannot be taken; `errors` names each",
            "unknown-field",
            "wrong-type",
            "invalid-value",
            "invalid-name",
            "unknown-parameter",
            "idempotency-key-reused"),
    PRECONDITION(428, "Send `If-Match` with the version that the change is meant for", "precondition-required"),
    TOO_MANY(429, "Asked too often; `Retry-After` says when to try again", "too-many-requests"),
    FAULT(500, "A fault of the server, which is in its log under `trace_id`", "internal-error"),
    NOT_CONFIGURED(501, "This server was not given what it takes", "not-configured"),
    AWAY(503, "Something that is needed is away; nothing was half done");

    /// Features that do something outside, where a server may have nothing configured.
    private static final Set<String> OUTSIDE = Set.of("dns", "provision");

    private final int status;
    private final String sentence;
    private final String codes;

    Refusals(int status, String sentence, String... codes) {
        this.status = status;
        this.sentence = sentence;
        this.codes = codes.length == 0 ? "" : " (`" + String.join("`, `", codes) + "`)";
    }

    int status() {
        return status;
    }

    /// What may happen to a request of this route.
    static Set<Refusals> of(Route<?, ?> route) {
        Set<Refusals> may = EnumSet.of(INVALID, TOO_MANY, FAULT, AWAY);
        Access access = route.access();
        if (!access.proofs().isEmpty()) {
            may.add(UNAUTHENTICATED);
        }
        if (access.role() != null && access.role() != MemberRole.VIEWER) {
            may.add(FORBIDDEN);
        }
        if (route.endpoint().path().contains("{")) {
            may.add(NOT_FOUND);
        }
        if (route.body() != null) {
            may.addAll(EnumSet.of(UNREADABLE, TOO_LARGE, MEDIA_TYPE));
        }
        if (route.query().containsKey("cursor")) {
            may.add(UNREADABLE);
        }
        if (!route.endpoint().method().equals("GET")) {
            may.add(CONFLICT);
            if (!access.proofs().isEmpty()) {
                may.add(FORBIDDEN);
            }
        }
        if (OUTSIDE.contains(route.feature()) && !route.endpoint().method().equals("GET")) {
            may.add(NOT_CONFIGURED);
        }
        if (route.is(Trait.VERSIONED)) {
            may.addAll(EnumSet.of(STALE, PRECONDITION));
        }
        return may;
    }

    /// The responses that operations refer to.
    static ObjectNode responses() {
        ObjectNode responses = JsonNodeFactory.instance.objectNode();
        for (Refusals refusal : values()) {
            ObjectNode response =
                    responses.putObject(refusal.component()).put("description", refusal.sentence + refusal.codes + ".");
            if (refusal == TOO_MANY || refusal == AWAY) {
                ObjectNode headers = response.putObject("headers");
                headers.set("Retry-After", Headers.reference("RetryAfter"));
                if (refusal == TOO_MANY) {
                    Headers.limits(headers);
                }
            }
            if (refusal == UNAUTHENTICATED || refusal == FORBIDDEN) {
                response.putObject("headers").set("WWW-Authenticate", Headers.reference("WwwAuthenticate"));
            }
            response.putObject("content")
                    .putObject("application/problem+json")
                    .putObject("schema")
                    .put("$ref", "#/components/schemas/Problem");
        }
        return responses;
    }

    ObjectNode reference() {
        return JsonNodeFactory.instance.objectNode().put("$ref", "#/components/responses/" + component());
    }

    private String component() {
        StringBuilder name = new StringBuilder();
        for (String word : name().split("_", -1)) {
            name.append(word.charAt(0)).append(word.substring(1).toLowerCase(java.util.Locale.ROOT));
        }
        return name.toString();
    }
}
