package io.centter.control.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.centter.control.Api;
import io.centter.control.http.Access;
import io.centter.control.http.Route;
import io.centter.control.openapi.Callers.Caller;
import io.centter.control.openapi.Callers.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Every route against every kind of caller, by real requests: what comes back is what the route's declaration says.
class AuthorizationTest {
    private static final String HEAD = """
            # Who may do what

            Every endpoint against every kind of caller, as it was answered. This page is made by `AuthorizationTest`, which
            sends each cell as a real request (what changes something, under the profile `proofs`), compares it with what
            the route declares, and fails when this page says otherwise.

            What a caller may not see is 404, and that answer is the same, byte for byte but for its ids, as for an object
            that never existed. 403 is for members whose role is too small. *Other owner* owns another network; *own*,
            *sibling's* and *foreign* are the agent of the path, another of its network, and one of another network; *ended*
            is a session after signing out, *garbled* is no session at all.
            """;

    /// Without what a good request would change: that is a proof of its own, as each needs a tenant of its own.
    @Test
    void everyRouteRefusesWhomItDoesNotDeclare() {
        go(false);
    }

    @Test
    @Tag("proof")
    void everyRouteTreatsEveryCallerAsItDeclares() {
        go(true);
    }

    private static void go(boolean changing) {
        WholePlane plane = WholePlane.shared();
        List<Caller> callers = new Callers(plane).all();
        Scene scene = plane.scene().shared();
        Scene other = plane.scene().shared();
        List<String> wrong = new ArrayList<>();
        Map<String, StringBuilder> rows = new TreeMap<>();
        for (Route<?, ?> route : plane.routes()) {
            Example example = plane.examples().get(route);
            StringBuilder row = new StringBuilder("| " + Tables.endpoint(route) + " | " + Tables.who(route.access()));
            for (Caller caller : callers) {
                Verdict verdict = Callers.verdict(route, caller, example.needs());
                boolean changes = verdict == Verdict.ADMITTED
                        && !route.endpoint().method().equals("GET");
                int wanted = wanted(route, example, caller, verdict);
                row.append(" | ").append(wanted);
                if (changes && !changing) {
                    continue;
                }
                Scene here = changes ? plane.scene() : scene;
                Scene there = changes ? plane.scene() : other;
                Api.Answer answer = here.send(route, caller.credential().in(here, there));
                String cell = Examples.key(route) + " as " + caller.name();
                if (answer.status() != wanted) {
                    wrong.add(cell + ": " + answer.status() + " instead of " + wanted + " " + answer.json());
                } else if (wanted == 401
                        && !answer.header("WWW-Authenticate").equals(Callers.challenge(route, caller))) {
                    wrong.add(cell + " is told " + answer.header("WWW-Authenticate"));
                } else if (verdict == Verdict.NOT_FOUND) {
                    Api.Answer never = here.send(route, caller.credential().in(here, there), elsewhere(route));
                    if (!bare(answer).equals(bare(never))) {
                        wrong.add(cell + " tells that it exists: " + bare(answer) + " but " + bare(never));
                    }
                }
            }
            rows.computeIfAbsent(Groups.of(route), _ -> new StringBuilder())
                    .append(row)
                    .append(" |\n");
        }
        assertThat(wrong).isEmpty();
        Tables.keep("authorization.md", page(callers, rows), AuthorizationTest.class);
    }

    private static int wanted(Route<?, ?> route, Example example, Caller caller, Verdict verdict) {
        boolean person = caller.proof() == Access.Proof.SESSION;
        String owner = example.as() == null ? "owner" : example.as();
        boolean owns = person ? caller.name().equals(owner) : caller.relation() == Callers.Relation.SELF;
        Integer named = example.others().get(caller.name());
        if (verdict == Verdict.ADMITTED && named != null) {
            return named;
        }
        Integer refused = example.others().get(person ? "people" : "agents");
        if (verdict == Verdict.ADMITTED && refused != null && !owns) {
            return refused;
        }
        return switch (verdict) {
            case ADMITTED -> example.status() == null ? route.answer().status() : example.status();
            case UNAUTHENTICATED -> 401;
            case FORBIDDEN -> 403;
            case NOT_FOUND -> 404;
        };
    }

    /// The same path for objects that never existed.
    private static String elsewhere(Route<?, ?> route) {
        String id = UUID.randomUUID().toString();
        return route.endpoint()
                .path()
                .replace("{agent}", id.replace("-", "").substring(0, 12))
                .replaceAll("\\{\\w+}", id);
    }

    /// An answer without what differs between any two requests.
    private static String bare(Api.Answer answer) {
        JsonNode body = answer.json().deepCopy();
        if (body instanceof ObjectNode object) {
            object.remove("trace_id");
        }
        Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
        headers.remove("date");
        headers.remove("x-request-id");
        // Whether the body had come in completely when it was refused.
        headers.remove("connection");
        return answer.status() + " " + headers + " " + body;
    }

    private static String page(List<Caller> callers, Map<String, StringBuilder> rows) {
        StringBuilder page = new StringBuilder(HEAD);
        StringBuilder head = new StringBuilder("| endpoint | declared");
        StringBuilder line = new StringBuilder("|---|---");
        for (Caller caller : callers) {
            head.append(" | ").append(caller.name());
            line.append("|---");
        }
        rows.forEach((group, text) -> page.append("\n## ")
                .append(group)
                .append("\n\n")
                .append(head)
                .append(" |\n")
                .append(line)
                .append("|\n")
                .append(text));
        return page.toString();
    }
}
