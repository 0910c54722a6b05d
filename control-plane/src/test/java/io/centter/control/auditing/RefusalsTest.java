package io.centter.control.auditing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.centter.control.Api;
import io.centter.control.TestPlane;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RefusalsTest {
    private final TestPlane plane = TestPlane.start(Map.of("http.trusted_proxies", "127.0.0.1"));
    private final Jdbi sql = plane.sql();

    @AfterEach
    void stop() {
        plane.close();
    }

    @Test
    void everySignInThatIsRefusedIsALineWithItsCauseAndWithoutThePassword() {
        plane.person("a@example.com");

        login("a@example.com", "wrong password 1", "203.0.113.9");
        login("nobody@example.com", "wrong password 2", "203.0.113.9");

        await().until(() -> lines("user.login-refused").size() == 2);
        assertThat(lines("user.login-refused"))
                .anyMatch(line -> line.startsWith("nobody 203.0.113.9 user:") && line.endsWith(" wrong password"))
                .anyMatch(line -> line.equals("nobody 203.0.113.9 email:nobody@example.com unknown address"));
        assertThat(texts("SELECT audit_log::text FROM audit_log"))
                .noneMatch(line -> line.contains("wrong password 1") || line.contains("wrong password 2"));
    }

    @Test
    void aFloodIsAFewLinesAndTheirNumber() {
        for (int i = 0; i < 30; i++) {
            login("same@example.com", "wrong password", "203.0.113.1");
        }
        for (int i = 0; i < 60; i++) {
            login("guess" + i + "@example.com", "wrong password", "203.0.113.2");
        }
        login("other@example.com", "wrong password", "203.0.113.3");
        for (int i = 0; i < 60; i++) {
            login("six" + i + "@example.com", "wrong password", "2001:db8:0:1::" + i);
        }
        login("six@example.com", "wrong password", "2001:db8:0:2::1");

        plane.close();

        List<String> lines = lines("user.login-refused");
        assertThat(lines).filteredOn(line -> line.contains("email:same@")).hasSize(2);
        assertThat(lines).filteredOn(line -> line.contains("203.0.113.2")).hasSize(20 + 2);
        assertThat(lines).filteredOn(line -> line.contains("203.0.113.3")).hasSize(1);
        assertThat(lines).filteredOn(line -> line.contains(" 2001:db8:0:1:")).hasSize(20);
        assertThat(lines)
                .filteredOn(line -> line.contains(" 2001:0db8:0000:0001::/64 others"))
                .hasSize(2);
        assertThat(lines).filteredOn(line -> line.contains(" 2001:db8:0:2:")).hasSize(1);
        assertThat(texts("""
                                SELECT after ->> 'more' FROM audit_log WHERE after ->> 'more' IS NOT NULL ORDER BY 1
                                """)).containsExactly("29", "39", "39");
    }

    @Test
    void whoIsRefusedForWantOfARoleStandsInTheLogOfTheNetwork() {
        Api owner = plane.person("owner@example.com");
        Api viewer = plane.person("viewer@example.com");
        Api stranger = plane.person("stranger@example.com");
        String network = owner.post("/networks", Map.of("name", "Acme")).text("id");
        owner.post("/networks/" + network + "/members", Map.of("email", "viewer@example.com", "role", "viewer"));
        String agent = owner.post("/networks/" + network + "/agents", Map.of("name", "Sol"))
                .json()
                .path("agent")
                .path("id")
                .asText();

        for (int i = 0; i < 3; i++) {
            assertThat(viewer.post("/networks/" + network + "/agents", Map.of("name", "Mine"))
                            .status())
                    .isEqualTo(403);
        }
        assertThat(viewer.post("/agents/" + agent + "/api-key/rotate").status()).isEqualTo(403);
        assertThat(stranger.post("/agents/" + agent + "/api-key/rotate").status())
                .isEqualTo(404);

        await().until(() -> lines("access.refused").size() == 2);
        String who = viewer.get("/auth/me").text("id");
        assertThat(lines("access.refused"))
                .allMatch(line -> line.startsWith("user:" + who + " 127.0.0.1 POST /"))
                .anyMatch(line -> line.contains("POST /networks/{network}/agents This needs the role operator"))
                .anyMatch(line -> line.contains("POST /agents/{agent}/api-key/rotate This needs the role operator"));
        plane.close();
        assertThat(lines("access.refused")).hasSize(3);
    }

    @Test
    void aKeyThatIsNoneStandsInTheLogOfTheNetworkThatWasAskedAndCannotFloodIt() {
        Api owner = plane.person("owner@example.com");
        String network = owner.post("/networks", Map.of("name", "Acme")).text("id");
        Api.Answer made = owner.post("/networks/" + network + "/agents", Map.of("name", "Sol"));
        String agent = made.json().at("/agent/id").asText();
        String nowhere = "01932f4e-0000-72c0-8da6-2ddeec872331";
        Api thief = plane.api().with("X-Forwarded-For", "203.0.113.7").with("X-Agent-Key", "amk_" + "x".repeat(43));

        for (int i = 0; i < 50; i++) {
            assertThat(thief.post("/agents/" + agent + "/heartbeat", Map.of()).status())
                    .isEqualTo(401);
        }
        assertThat(thief.get("/networks/" + network + "/presence").status()).isEqualTo(401);
        assertThat(thief.with("X-Agent-Key", "no key at all").get("/skills").status())
                .isEqualTo(401);
        for (String none : List.of("/agents/ffffffffffff/skills", "/networks/" + nowhere + "/presence")) {
            assertThat(thief.get(none).status()).isEqualTo(401);
        }
        Map<String, Object> wrong =
                Map.of("agent_id", agent, "api_key", "amk_" + "y".repeat(43), "scopes", List.of(), "audience", agent);
        for (String asked : List.of(network, nowhere)) {
            assertThat(thief.post("/networks/" + asked + "/auth/token", wrong).code())
                    .isEqualTo("invalid-credentials");
        }
        plane.close();

        assertThat(texts("SELECT concat_ws(' ', chain = '" + network + "', actor, ip, target, reason, after ->> 'more')"
                        + " FROM audit_log WHERE action = 'key.refused' ORDER BY target, after NULLS FIRST"))
                .containsExactlyInAnyOrder(
                        "t nobody 203.0.113.7 POST /agents/{agent}/heartbeat key-invalid",
                        "t nobody 203.0.113.7 POST /agents/{agent}/heartbeat key-invalid 49",
                        "t nobody 203.0.113.7 GET /networks/{network}/presence key-invalid",
                        "f nobody 203.0.113.7 GET /skills key-invalid",
                        "f nobody 203.0.113.7 GET /agents/{agent}/skills key-invalid",
                        "f nobody 203.0.113.7 GET /networks/{network}/presence key-invalid",
                        "f nobody 203.0.113.7 POST /networks/{network}/auth/token invalid-credentials");
        assertThat(
                        texts(
                                "SELECT concat_ws(' ', actor, ip, after ->> 'code') FROM audit_log WHERE action = 'token.refuse'"))
                .containsExactly("nobody 203.0.113.7 invalid-credentials");
        assertThat(texts("SELECT audit_log::text FROM audit_log")).noneMatch(line -> line.contains("xxxxxxxxxx"));
    }

    @Test
    void aGoodKeyIsNoRefusal() {
        Api owner = plane.person("owner@example.com");
        String network = owner.post("/networks", Map.of("name", "Acme")).text("id");
        Api.Answer made = owner.post("/networks/" + network + "/agents", Map.of("name", "Sol"));
        String agent = made.json().at("/agent/id").asText();
        Api known = plane.api().with("X-Agent-Key", made.text("api_key"));
        assertThat(known.get("/agents/" + agent + "/skills").status()).isEqualTo(200);
        assertThat(known.get("/auth/me").status()).isEqualTo(401);
        plane.close();
        assertThat(lines("key.refused")).isEmpty();
    }

    @Test
    void everyActOfAPersonOnItsAccountIsALine() {
        Api me = plane.person("a@example.com");
        me.patch("/auth/me", Map.of("name", "Linda"));
        me.post("/auth/password", Map.of("current_password", "not the password", "new_password", "another password"));
        await().until(() -> lines("user.password-refused").size() == 1);
        me.post(
                "/auth/password",
                Map.of("current_password", "correct horse battery", "new_password", "another good password"));
        login("a@example.com", "another good password", "203.0.113.9");
        me.post("/auth/logout");

        assertThat(texts("SELECT action FROM audit_log WHERE chain = 'users' AND trace_id IS NOT NULL ORDER BY seq"))
                .containsExactly(
                        "user.register",
                        "user.update",
                        "user.password-refused",
                        "user.password-change",
                        "user.login",
                        "user.logout");
    }

    private void login(String email, String password, String ip) {
        plane.api()
                .with("X-Forwarded-For", "10.9.9.9, " + ip)
                .post("/auth/login", Map.of("email", email, "password", password));
    }

    private List<String> texts(String query) {
        return sql.withHandle(
                handle -> handle.createQuery(query).mapTo(String.class).list());
    }

    private List<String> lines(String action) {
        return sql.withHandle(handle -> handle.createQuery("""
                        SELECT concat_ws(' ', actor, ip, target, reason) FROM audit_log WHERE action = :action ORDER BY seq
                        """)
                .bind("action", action)
                .mapTo(String.class)
                .list());
    }
}
