package io.centter.control.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.centter.control.Api;
import io.centter.control.TestPlane;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A superuser of the database turns the triggers off and changes what was written.
class TamperTest {
    private static TestPlane plane;
    private static Jdbi sql;
    private static Api owner;

    private String network = "";

    @BeforeAll
    static void start() {
        plane = TestPlane.start();
        owner = plane.person("owner@example.com");
        sql = plane.sql();
    }

    @AfterAll
    static void stop() {
        plane.close();
    }

    @BeforeEach
    void fiveLines() {
        network = owner.post("/networks", Map.of("name", "Audited")).text("id");
        for (int i = 0; i < 4; i++) {
            owner.post("/networks/" + network + "/agents", Map.of("name", "Agent " + i));
        }
        assertThat(verify("").json().path("intact").asBoolean()).isTrue();
        assertThat(verify("").json().path("lines").asLong()).isEqualTo(5);
    }

    @Test
    void everyFieldOfALineIsCovered() {
        for (String change : new String[] {
            "actor = 'user:somebody'",
            "action = 'agent.destroy'",
            "target = 'agent:other'",
            "before = '{}'",
            "after = after || '{\"name\": \"Mallory\"}'",
            "reason = 'none'",
            "ip = '10.0.0.1'",
            "trace_id = 'x'",
            "at = at + interval '1 microsecond'",
            "network_id = NULL",
            "hash = sha256('x')",
            "prev_hash = sha256('x')"
        }) {
            fiveLines();
            tamper("UPDATE audit_log SET " + change + " WHERE chain = :chain AND seq = 3");

            assertBroken(3, "changed");
        }
    }

    @Test
    void aRemovedLineIsMissed() {
        tamper("DELETE FROM audit_log WHERE chain = :chain AND seq = 2");

        assertBroken(2, "missing");
    }

    @Test
    void twoLinesThatChangedPlacesAreSeen() {
        tamper("UPDATE audit_log SET seq = seq + 1000 WHERE chain = :chain AND seq IN (2, 3)");
        tamper("UPDATE audit_log SET seq = CASE seq WHEN 1002 THEN 3 ELSE 2 END WHERE chain = :chain AND seq > 1000");

        assertBroken(2, "changed");
    }

    @Test
    void aCutTailIsMissed() {
        tamper("DELETE FROM audit_log WHERE chain = :chain AND seq > 3");

        assertBroken(4, "missing");
    }

    @Test
    void aTailThatIsCutWithTheEndIsFoundByAHashKeptElsewhere() {
        String kept = "5:" + verify("").text("head_hash");
        assertThat(verify("?kept=" + kept).json().path("intact").asBoolean()).isTrue();

        tamper("DELETE FROM audit_log WHERE chain = :chain AND seq > 3");
        tamper("""
                UPDATE audit_chains SET seq = 3, head = (SELECT hash FROM audit_log WHERE chain = :chain AND seq = 3)
                WHERE chain = :chain
                """);

        assertThat(verify("").json().path("intact").asBoolean()).isTrue();
        assertThat(verify("?kept=" + kept).text("finding")).isEqualTo("missing");
        owner.post("/networks/" + network + "/agents", Map.of("name", "Another"));
        owner.post("/networks/" + network + "/agents", Map.of("name", "And another"));
        Api.Answer verdict = verify("?kept=" + kept);
        assertThat(verdict.text("finding")).isEqualTo("other-than-kept");
        assertThat(verdict.json().path("first_broken").asLong()).isEqualTo(5);
    }

    @Test
    void aTailThatIsWrittenAnewWithoutTheKeyIsSeen() {
        tamper("UPDATE audit_log SET reason = 'new', hash = sha256('4') WHERE chain = :chain AND seq = 4");
        tamper("UPDATE audit_log SET prev_hash = sha256('4'), hash = sha256('5') WHERE chain = :chain AND seq = 5");
        tamper("UPDATE audit_chains SET head = sha256('5') WHERE chain = :chain");

        assertBroken(4, "changed");
    }

    @Test
    void aLineBehindTheEndIsSeen() {
        tamper("""
                INSERT INTO audit_log (chain, seq, at, actor, action, target, prev_hash, hash)
                SELECT chain, 6, at, 'user:x', 'agent.create', 'agent:y', hash, sha256('6') FROM audit_log
                WHERE chain = :chain AND seq = 5
                """);

        assertBroken(6, "added");
    }

    @Test
    void linesOfAnotherNetworkDoNotFit() {
        String other = network;
        fiveLines();
        tamper("DELETE FROM audit_log WHERE chain = :chain AND seq = 5");
        tamper("UPDATE audit_log SET chain = :chain WHERE seq = 5 AND chain = '" + other + "'");

        assertBroken(5, "changed");
    }

    @Test
    void anEndThatIsGoneOrAnotherIsSeen() {
        tamper("UPDATE audit_chains SET head = sha256('x') WHERE chain = :chain");
        assertBroken(5, "other-end");

        fiveLines();
        tamper("DELETE FROM audit_chains WHERE chain = :chain");
        assertBroken(1, "added");
    }

    private void assertBroken(long seq, String finding) {
        Api.Answer verdict = verify("");
        assertThat(verdict.status()).isEqualTo(200);
        assertThat(verdict.json().path("intact").asBoolean()).as(finding).isFalse();
        assertThat(verdict.json().path("first_broken").asLong()).isEqualTo(seq);
        assertThat(verdict.text("finding")).isEqualTo(finding);
        assertThat(verdict.json().path("lines").asLong()).isLessThanOrEqualTo(5);
    }

    private Api.Answer verify(String query) {
        return owner.get("/networks/" + network + "/audit/verify" + query);
    }

    private void tamper(String statement) {
        sql.useTransaction(handle -> {
            handle.execute("ALTER TABLE audit_log DISABLE TRIGGER USER");
            handle.execute("ALTER TABLE audit_chains DISABLE TRIGGER USER");
            handle.createUpdate(statement).bind("chain", network).execute();
            handle.execute("ALTER TABLE audit_log ENABLE TRIGGER USER");
            handle.execute("ALTER TABLE audit_chains ENABLE TRIGGER USER");
        });
    }
}
