package io.centter.control.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centter.control.Api;
import io.centter.control.TestPlane;
import io.centter.control.config.SealConfig;
import io.centter.control.config.Secret;
import io.centter.control.db.Seal;
import io.centter.model.identity.NetworkId;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private static AuditLog audit;

    @BeforeAll
    static void start() {
        plane = TestPlane.start();
        owner = plane.person("owner@example.com");
        sql = plane.sql().installPlugin(new PostgresPlugin()).installPlugin(new SqlObjectPlugin());
        String key = TestPlane.settings(plane.database(), Map.of()).get("seal.key");
        Seal seal = new Seal(new SealConfig("k1", new Secret(String.valueOf(key))), new SecureRandom());
        audit = new AuditLog(InstantSource.system(), seal.derive("audit"));
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
        assertThat(firstBroken(network)).isEmpty();
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
    void whoGoesAroundTheTriggerIsFoundOut() {
        String network = network();
        for (int i = 0; i < 3; i++) {
            owner.post("/networks/" + network + "/agents", Map.of("name", "Agent " + i));
        }
        assertThat(firstBroken(network)).isEmpty();

        tamper("UPDATE audit_log SET reason = 'none' WHERE chain = '" + network + "' AND seq = 3");
        assertThat(firstBroken(network)).contains(3L);
        tamper("UPDATE audit_log SET reason = NULL WHERE chain = '" + network + "' AND seq = 3");
        assertThat(firstBroken(network)).isEmpty();
        tamper("DELETE FROM audit_log WHERE chain = '" + network + "' AND seq = 2");
        assertThat(firstBroken(network)).contains(2L);
    }

    @Test
    void manyAtOnceLeaveNoGapAndNoFork() {
        String network = network();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 60; i++) {
                int number = i;
                threads.execute(
                        () -> owner.post("/networks/" + network + "/agents", Map.of("name", "Agent " + number)));
            }
        }

        assertThat(owner.get("/networks/" + network).json().path("agents").asInt())
                .isEqualTo(60);
        long lines = sql.withHandle(handle -> handle.createQuery("SELECT max(seq) FROM audit_log WHERE chain = :chain")
                .bind("chain", network)
                .mapTo(Long.class)
                .one());
        assertThat(lines).isEqualTo(61);
        assertThat(firstBroken(network)).isEmpty();
    }

    private static String network() {
        return owner.post("/networks", Map.of("name", "Audited")).text("id");
    }

    private static Optional<Long> firstBroken(String network) {
        return sql.withHandle(handle -> audit.firstBroken(handle, NetworkId.parse(network)));
    }

    private static void tamper(String statement) {
        sql.useHandle(handle -> {
            handle.execute("ALTER TABLE audit_log DISABLE TRIGGER USER");
            handle.execute(statement);
            handle.execute("ALTER TABLE audit_log ENABLE TRIGGER USER");
        });
    }
}
