package io.centter.control.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centter.control.Api;
import io.centter.control.TestPlane;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AuditLogTest {
    private static TestPlane plane;
    private static Jdbi sql;
    private static Api owner;

    @BeforeAll
    static void start() {
        plane = TestPlane.start();
        owner = plane.person("owner@example.com");
        sql = plane.sql().installPlugin(new PostgresPlugin()).installPlugin(new SqlObjectPlugin());
    }

    @AfterAll
    static void stop() {
        plane.close();
    }

    @Test
    void everyChangeHasOneLineWithWhoAndWhat() {
        String network = network();
        String path = "/networks/" + network;
        Api.Answer agent = owner.post(path + "/agents", Map.of("name", "Sol"));
        String agentPath = "/agents/" + agent.json().path("agent").path("id").asText();
        owner.with("If-Match", "\"1\"").patch(agentPath, Map.of("role", "developer"));
        owner.with("If-Match", "\"9\"").patch(agentPath, Map.of("role", "analyst"));
        owner.post(agentPath + "/api-key/rotate");

        List<String> actions = sql.withHandle(
                handle -> handle.createQuery("SELECT action FROM audit_log WHERE chain = :chain ORDER BY seq")
                        .bind("chain", network)
                        .mapTo(String.class)
                        .list());
        assertThat(actions).containsExactly("network.create", "agent.create", "agent.update", "agent.api-key-rotate");
        String change = sql.withHandle(handle -> handle.createQuery("""
                        SELECT actor || ' ' || (before ->> 'role') || ' ' || (after ->> 'role') FROM audit_log
                        WHERE chain = :chain AND action = 'agent.update' AND ip = '127.0.0.1'
                        """)
                .bind("chain", network)
                .mapTo(String.class)
                .one());
        assertThat(change).isEqualTo("user:" + owner.get("/auth/me").text("id") + " assistant developer");
        assertThat(verify(network).json().path("intact").asBoolean()).isTrue();
    }

    @Test
    void linesCannotBeChangedDeletedOrCutOff() {
        network();

        for (String attempt :
                List.of("UPDATE audit_log SET actor = 'somebody'", "DELETE FROM audit_log", "TRUNCATE audit_log")) {
            assertThatThrownBy(() -> sql.withHandle(handle -> handle.execute(attempt)))
                    .isInstanceOf(UnableToExecuteStatementException.class)
                    .hasMessageContaining("append-only");
        }
    }

    @Test
    void fiftyWritersOfTwoProcessesLeaveNoGapAndNoFork() {
        String network = network();
        String path = "/networks/" + network;
        try (TestPlane second = TestPlane.start(plane.database(), Map.of("db.pool", "6"), InstantSource.system())) {
            Api there = owner.at(second.plane().url());
            try (ExecutorService threads = Executors.newFixedThreadPool(50)) {
                for (int i = 0; i < 50; i++) {
                    Api api = i % 2 == 0 ? owner : there;
                    String name = "Agent " + i;
                    threads.execute(() -> {
                        String agent = api.post(path + "/agents", Map.of("name", name))
                                .json()
                                .path("agent")
                                .path("id")
                                .asText();
                        api.with("If-Match", "\"1\"").patch("/agents/" + agent, Map.of("role", "developer"));
                        api.post("/agents/" + agent + "/api-key/rotate");
                        api.with("If-Match", "\"9\"").delete("/agents/" + agent);
                    });
                }
            }
        }

        Api.Answer verdict = verify(network);
        assertThat(verdict.json().path("intact").asBoolean())
                .as(verdict.json().toString())
                .isTrue();
        assertThat(verdict.json().path("lines").asLong()).isEqualTo(1 + 50 * 3);
        long predecessors = sql.withHandle(
                handle -> handle.createQuery("SELECT count(DISTINCT prev_hash) FROM audit_log WHERE chain = :chain")
                        .bind("chain", network)
                        .mapTo(Long.class)
                        .one());
        assertThat(predecessors).isEqualTo(151);
    }

    private static String network() {
        return owner.post("/networks", Map.of("name", "Audited")).text("id");
    }

    private static Api.Answer verify(String network) {
        return owner.get("/networks/" + network + "/audit/verify");
    }
}
