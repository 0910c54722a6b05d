package io.centter.control.auditing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.centter.control.Api;
import io.centter.control.TestPlane;
import io.centter.model.wire.Wire;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AuditTrailTest {
    private static TestPlane plane;
    private static Api owner;

    @BeforeAll
    static void start() {
        plane = TestPlane.start();
        owner = plane.person("owner@example.com");
    }

    @AfterAll
    static void stop() {
        plane.close();
    }

    @Test
    void linesComeNewestFirstAndPagesStayAsTheyAreWhileMoreIsWritten() {
        String path = network();
        for (int i = 0; i < 5; i++) {
            agent(path, "Agent " + i);
        }

        Api.Answer first = owner.get(path + "/audit?limit=2");
        agent(path, "Latecomer");
        Api.Answer second = owner.get(path + "/audit?limit=2&cursor=" + first.text("next_cursor"));
        Api.Answer third = owner.get(path + "/audit?limit=2&cursor=" + second.text("next_cursor"));

        assertThat(seqs(first)).containsExactly(6L, 5L);
        assertThat(seqs(second)).containsExactly(4L, 3L);
        assertThat(seqs(third)).containsExactly(2L, 1L);
        assertThat(third.json().has("next_cursor")).isFalse();
    }

    @Test
    void aLineTellsWhoDidWhatFromWhere() {
        String path = network();
        String agent = agent(path, "Sol");
        owner.with("If-Match", "\"1\"")
                .with("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
                .patch("/agents/" + agent, Map.of("role", "developer"));

        JsonNode line = owner.get(path + "/audit?action=agent.update")
                .json()
                .path("items")
                .path(0);

        assertThat(line.path("actor").asText())
                .isEqualTo("user:" + owner.get("/auth/me").text("id"));
        assertThat(line.path("target").asText()).isEqualTo("agent:" + agent);
        assertThat(line.path("before").path("role").asText()).isEqualTo("assistant");
        assertThat(line.path("after").path("role").asText()).isEqualTo("developer");
        assertThat(line.path("ip").asText()).isEqualTo("127.0.0.1");
        assertThat(line.path("trace_id").asText()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(line.path("hash").asText()).matches("[0-9a-f]{64}");
    }

    @Test
    void filtersAreAllFulfilled() {
        String path = network();
        String sol = agent(path, "Sol");
        String luna = agent(path, "Luna");
        owner.post("/agents/" + sol + "/api-key/rotate");
        owner.with("If-Match", "\"1\"").patch(path, Map.of("name", "Renamed"));
        String me = owner.get("/auth/me").text("id");

        assertThat(actions(path, "action=agent.*"))
                .containsExactly("agent.api-key-rotate", "agent.create", "agent.create");
        assertThat(actions(path, "action=agent.create&target=agent:" + luna)).containsExactly("agent.create");
        assertThat(actions(path, "action=agent")).isEmpty();
        assertThat(actions(path, "action=agen.*")).isEmpty();
        assertThat(actions(path, "actor=user:" + me)).hasSize(5);
        assertThat(actions(path, "actor=user:" + sol)).isEmpty();
        String at = owner.get(path + "/audit?action=network.update")
                .json()
                .path("items")
                .path(0)
                .path("at")
                .asText();
        assertThat(actions(path, "from=" + at)).containsExactly("network.update");
        assertThat(actions(path, "to=" + at)).hasSize(4);
    }

    @Test
    void aReasonIsFoundByAPartOfItAndNothingInItIsAPattern() {
        String path = network();
        for (String reason : List.of("Left the company", "100% sure", "a_b", "back\\slash")) {
            line(path, "x.test", reason);
        }

        assertThat(reasons(path, "the COMPANY")).containsExactly("Left the company");
        assertThat(reasons(path, "%")).containsExactly("100% sure");
        assertThat(reasons(path, "_")).containsExactly("a_b");
        assertThat(reasons(path, "\\")).containsExactly("back\\slash");
        assertThat(reasons(path, "' OR 1=1 --")).isEmpty();
    }

    @Test
    void whatCannotBeAskedIsNamed() {
        String path = network();
        for (String wrong : List.of(
                "action=*",
                "action=agent*",
                "action=Agent.create",
                "action=agent.*.*",
                "actor=",
                "q=%00",
                "target=a%0Ab",
                "from=yesterday",
                "limit=0",
                "limit=501")) {
            Api.Answer refused = owner.get(path + "/audit?" + wrong);
            assertThat(refused.status()).as(wrong).isEqualTo(422);
            assertThat(refused.pointer()).as(wrong).isEqualTo(wrong.substring(0, wrong.indexOf('=')));
        }
        assertThat(owner.get(path + "/audit?user=x").code()).isEqualTo("unknown-parameter");
        assertThat(owner.get(path + "/audit/export?format=xml").pointer()).isEqualTo("format");
        assertThat(owner.get(path + "/audit/verify?kept=1:abc").pointer()).isEqualTo("kept");
        String cursor = owner.get(path + "/audit?limit=1&actor=user:"
                        + owner.get("/auth/me").text("id"))
                .text("next_cursor");
        assertThat(owner.get(path + "/audit?cursor=" + cursor).status()).isEqualTo(400);
        assertThat(owner.get(path + "/audit?cursor=AAAA").code()).isEqualTo("bad-cursor");
    }

    @Test
    void operatorsReadAdministratorsExportAndOthersSeeNothing() {
        String path = network();
        Api viewer = member(path, "viewer");
        Api operator = member(path, "operator");
        Api admin = member(path, "admin");
        Api stranger = plane.person("stranger-" + path.hashCode() + "@example.com");
        Map<Api, List<Integer>> expected = Map.of(
                viewer,
                List.of(403, 403, 403),
                operator,
                List.of(200, 403, 403),
                admin,
                List.of(200, 200, 200),
                stranger,
                List.of(404, 404, 404),
                plane.api(),
                List.of(401, 401, 401));
        expected.forEach((api, statuses) -> {
            assertThat(api.get(path + "/audit").status()).isEqualTo(statuses.get(0));
            assertThat(api.get(path + "/audit/verify").status()).isEqualTo(statuses.get(1));
            assertThat(api.download(path + "/audit/export").statusCode()).isEqualTo(statuses.get(2));
        });
        String key = owner.post(path + "/agents", Map.of("name", "Sol")).text("api_key");
        assertThat(plane.api().with("X-Agent-Key", key).get(path + "/audit").status())
                .isEqualTo(401);
    }

    @Test
    void anExportIsAFileOfAllLinesAndIsItselfALine() throws Exception {
        String path = network();
        agent(path, "Sol");

        HttpResponse<String> export = owner.download(path + "/audit/export?format=jsonl");

        String head = export.headers().firstValue("Centter-Audit-Head").orElse("");
        assertThat(export.headers().firstValue("Content-Type")).hasValue("application/jsonl");
        assertThat(export.headers().firstValue("Content-Disposition").orElse(""))
                .matches("attachment; filename=\"audit-[0-9a-f-]{36}-2\\.jsonl\"");
        List<String> lines = export.body().lines().toList();
        assertThat(lines).hasSize(2);
        JsonNode last = Wire.tolerant().readTree(lines.getLast());
        assertThat(head).isEqualTo("2:" + last.path("hash").asText());
        JsonNode own = owner.get(path + "/audit?limit=1").json().path("items").path(0);
        assertThat(own.path("action").asText()).isEqualTo("audit.export");
        assertThat(own.path("after").path("head").asText()).isEqualTo(head);
        assertThat(owner.get(path + "/audit/verify?kept=" + head)
                        .json()
                        .path("intact")
                        .asBoolean())
                .isTrue();
        String later = owner.download(path + "/audit/export?format=jsonl").body();
        assertThat(later).startsWith(export.body());
    }

    @Test
    void aCellThatASpreadsheetWouldRunIsMadeText() {
        String path = network();
        for (String reason : List.of("=1+1", "+1", "-1", "@SUM(A1)", "\tx", "plain", "a \"quote\", and a comma")) {
            line(path, "x.test", reason);
        }

        HttpResponse<String> export = owner.download(path + "/audit/export?action=x.*");

        assertThat(export.headers().firstValue("Content-Type")).hasValue("text/csv");
        List<String> rows = export.body().lines().toList();
        assertThat(rows.getFirst()).isEqualTo("seq,at,actor,action,target,before,after,reason,ip,trace_id,hash");
        assertThat(rows.subList(1, rows.size()))
                .extracting(row -> row.split("\"x:1\",\"\",\"\",", -1)[1])
                .extracting(tail -> tail.substring(0, tail.indexOf(",\"10.0.0.1\"")))
                .containsExactly(
                        "\"'=1+1\"",
                        "\"'+1\"",
                        "\"'-1\"",
                        "\"'@SUM(A1)\"",
                        "\"'\tx\"",
                        "\"plain\"",
                        "\"a \"\"quote\"\", and a comma\"");
    }

    @Test
    void aLongLogIsExportedWhole() {
        String path = network();
        plane.sql().useTransaction(handle -> {
            handle.createUpdate("""
                    INSERT INTO audit_log (chain, seq, at, actor, action, target, prev_hash, hash)
                    SELECT :chain, i, now(), 'hub', 'x.many', 'x:' || i, '', sha256('x')
                    FROM generate_series(2, 2501) AS i
                    """).bind("chain", id(path)).execute();
            handle.execute("ALTER TABLE audit_chains DISABLE TRIGGER USER");
            handle.createUpdate("UPDATE audit_chains SET seq = 2501 WHERE chain = :chain")
                    .bind("chain", id(path))
                    .execute();
            handle.execute("ALTER TABLE audit_chains ENABLE TRIGGER USER");
        });

        List<String> rows =
                owner.download(path + "/audit/export").body().lines().toList();

        assertThat(rows).hasSize(1 + 2501);
        assertThat(rows.getLast()).startsWith("\"2501\"");
        assertThat(owner.download(path + "/audit/export?action=x.many&format=jsonl")
                        .body()
                        .lines())
                .hasSize(2500);
    }

    private static String network() {
        return "/networks/" + owner.post("/networks", Map.of("name", "Audited")).text("id");
    }

    private static String id(String path) {
        return path.substring("/networks/".length());
    }

    private static String agent(String path, String name) {
        return owner.post(path + "/agents", Map.of("name", name))
                .json()
                .path("agent")
                .path("id")
                .asText();
    }

    private static Api member(String path, String role) {
        String email = role + "-" + id(path) + "@example.com";
        Api api = plane.person(email);
        assertThat(owner.post(path + "/members", Map.of("email", email, "role", role))
                        .status())
                .isEqualTo(201);
        return api;
    }

    /// A line that no request writes; its hashes are not right, and need not be.
    private static void line(String path, String action, String reason) {
        plane.sql()
                .useHandle(handle -> handle.createUpdate("""
                        INSERT INTO audit_log (chain, seq, at, actor, action, target, reason, ip, prev_hash, hash)
                        SELECT chain, max(seq) + 1, now(), 'hub', :action, 'x:1', :reason, '10.0.0.1', '', ''
                        FROM audit_log WHERE chain = :chain GROUP BY chain
                        """)
                        .bind("chain", id(path))
                        .bind("action", action)
                        .bind("reason", reason)
                        .execute());
        plane.sql().useTransaction(handle -> {
            handle.execute("ALTER TABLE audit_chains DISABLE TRIGGER USER");
            handle.createUpdate("UPDATE audit_chains SET seq = seq + 1 WHERE chain = :chain")
                    .bind("chain", id(path))
                    .execute();
            handle.execute("ALTER TABLE audit_chains ENABLE TRIGGER USER");
        });
    }

    private static List<Long> seqs(Api.Answer answer) {
        return StreamSupport.stream(answer.json().path("items").spliterator(), false)
                .map(line -> line.path("seq").asLong())
                .toList();
    }

    private static List<String> actions(String path, String query) {
        return texts(owner.get(path + "/audit?" + query), "action");
    }

    private static List<String> reasons(String path, String part) {
        return texts(owner.get(path + "/audit?q=" + URLEncoder.encode(part, StandardCharsets.UTF_8)), "reason");
    }

    private static List<String> texts(Api.Answer answer, String field) {
        List<String> texts = new ArrayList<>();
        answer.json().path("items").forEach(line -> texts.add(line.path(field).asText()));
        return texts;
    }
}
