package io.centter.control.db;

import static org.assertj.core.api.Assertions.assertThat;

import io.centter.control.Api;
import io.centter.control.TestPlane;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

class CommitUnknownTest {
    @Test
    void whoseCommitIsCutOffIsToldThatItMayBeDoneAndRepeatsItWithItsKey() {
        try (TestPlane plane = TestPlane.start()) {
            Jdbi sql = plane.sql();
            Api person = plane.person("a@example.com").with("Idempotency-Key", "once");
            sql.useHandle(handle -> handle.execute("""
                    CREATE FUNCTION cut_off() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS
                    $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); PERFORM pg_sleep(5); RETURN NULL; END $$;
                    CREATE CONSTRAINT TRIGGER cut_off AFTER INSERT ON networks DEFERRABLE INITIALLY DEFERRED
                    FOR EACH ROW EXECUTE FUNCTION cut_off()
                    """));

            Api.Answer cut = person.post("/networks", Map.of("name", "Acme"));
            assertThat(cut.status()).isEqualTo(503);
            assertThat(cut.code()).isEqualTo("commit-unknown");
            assertThat(cut.header("Retry-After")).isEqualTo("2");
            assertThat(cut.text("detail")).contains("may or may not be done").contains("Idempotency-Key");

            sql.useHandle(handle -> handle.execute("DROP TRIGGER cut_off ON networks"));
            Api.Answer repeated = person.post("/networks", Map.of("name", "Acme"));
            assertThat(repeated.status()).isEqualTo(201);
            assertThat(person.post("/networks", Map.of("name", "Acme")).text("id"))
                    .isEqualTo(repeated.text("id"));
            assertThat(count(sql, "SELECT count(*) FROM networks")).isOne();
            assertThat(count(sql, "SELECT count(*) FROM audit_log WHERE action = 'network.create'"))
                    .isOne();
        }
    }

    private static int count(Jdbi sql, String query) {
        return sql.withHandle(
                handle -> handle.createQuery(query).mapTo(Integer.class).one());
    }
}
