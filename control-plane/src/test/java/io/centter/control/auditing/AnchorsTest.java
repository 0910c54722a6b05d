package io.centter.control.auditing;

import static org.assertj.core.api.Assertions.assertThat;

import io.centter.control.Api;
import io.centter.control.TestPlane;
import io.centter.control.audit.AuditLog;
import io.centter.control.config.Config;
import io.centter.control.db.Database;
import io.centter.control.db.Transactions;
import io.centter.control.event.Outbox;
import io.centter.control.ground.Ground;
import io.centter.control.http.Cursors;
import io.centter.control.http.Idempotency;
import io.centter.model.identity.IdSource;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The ends of audit logs, told outside the database, and what they find.
class AnchorsTest {
    private final TestPlane plane = TestPlane.start();
    private final Jdbi sql = plane.sql();
    private final Database database = new Database(
            Config.of(TestPlane.settings(plane.database(), Map.of())).db());
    private Instant now = Instant.parse("2026-11-29T12:00:00Z");
    private Anchors anchors = new Anchors(ground(), Duration.ofHours(1));
    private Api owner = plane.api();
    private String network = "";

    @BeforeEach
    void aNetworkWithSomeLines() {
        database.start();
        anchors = new Anchors(ground(), Duration.ofHours(1));
        owner = plane.person("owner@example.com");
        network = owner.post("/networks", Map.of("name", "Acme")).text("id");
        agent("One");
        agent("Two");
    }

    @AfterEach
    void stop() {
        database.close();
        plane.close();
    }

    @Test
    void everyHourTheEndOfEachLogThatMovedIsAnEvent() {
        assertThat(anchors.anchor()).isEqualTo(2);
        assertThat(told()).containsExactly("3:" + head());
        assertThat(anchors.anchor()).as("nothing moved").isZero();
        agent("Three");
        assertThat(anchors.anchor()).as("not yet an hour").isZero();
        now = now.plus(Duration.ofHours(1));
        assertThat(anchors.anchor()).isEqualTo(1);
        assertThat(told()).hasSize(2).last().isEqualTo("4:" + head());
        assertThat(verify(told().getFirst()).json().path("intact").asBoolean()).isTrue();
        assertThat(verify(told().getLast()).json().path("intact").asBoolean()).isTrue();
    }

    @Test
    void aTailThatIsWrittenAnewIsFoundByTheAnchor() {
        anchors.anchor();
        String kept = told().getFirst();
        cutTo(2);
        agent("Instead");
        agent("And more");

        assertThat(owner.get("/networks/" + network + "/audit/verify")
                        .json()
                        .path("intact")
                        .asBoolean())
                .as("each line follows the one before, under the key")
                .isTrue();
        Api.Answer verdict = verify(kept);
        assertThat(verdict.text("finding")).isEqualTo("other-than-kept");
        assertThat(verdict.json().path("first_broken").asLong()).isEqualTo(3);
    }

    @Test
    void aLogThatEndsBeforeItsAnchorIsNotToldAnew() {
        anchors.anchor();
        String kept = told().getFirst();
        cutTo(1);
        now = now.plus(Duration.ofHours(1));
        anchors.anchor();

        assertThat(told()).containsExactly(kept);
        assertThat(verify(kept).text("finding")).isEqualTo("missing");
    }

    @Test
    void aNetworkThatIsGoneIsPassedOver() {
        owner.with("If-Match", "*").delete("/networks/" + network);
        anchors.anchor();
        assertThat(told()).isEmpty();
    }

    private void agent(String name) {
        assertThat(owner.post("/networks/" + network + "/agents", Map.of("name", name))
                        .status())
                .isEqualTo(201);
    }

    private Api.Answer verify(String kept) {
        return owner.get("/networks/" + network + "/audit/verify?kept=" + kept);
    }

    private String head() {
        return owner.get("/networks/" + network + "/audit/verify").text("head_hash");
    }

    /// As a superuser of the database does it.
    private void cutTo(int line) {
        sql.useTransaction(handle -> {
            handle.execute("SET LOCAL session_replication_role = replica");
            handle.execute("DELETE FROM audit_log WHERE chain = ? AND seq > ?", network, line);
            handle.execute(
                    "UPDATE audit_chains SET seq = ?, head = (SELECT hash FROM audit_log WHERE chain = ? AND seq = ?)"
                            + " WHERE chain = ?",
                    line,
                    network,
                    line,
                    network);
        });
    }

    /// What the events of the network said, as `kept` takes it.
    private List<String> told() {
        return sql.withHandle(handle -> handle.createQuery("""
                SELECT (CAST(payload AS jsonb) ->> 'line') || ':' || (CAST(payload AS jsonb) ->> 'hash') FROM outbox
                WHERE network_id = CAST(:network AS uuid) AND payload LIKE '%"audit.anchored"%' ORDER BY position
                """)
                .bind("network", network)
                .mapTo(String.class)
                .list());
    }

    private Ground ground() {
        Transactions transactions = new Transactions(database);
        SecureRandom random = new SecureRandom();
        IdSource ids = new IdSource(() -> now, random);
        return new Ground(
                transactions,
                new Outbox(ids, () -> now),
                new AuditLog(() -> now, new byte[32]),
                new Idempotency(() -> now),
                new Cursors(new byte[32]),
                ids,
                () -> now,
                random);
    }
}
