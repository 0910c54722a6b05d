package io.centter.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centter.control.config.Config;
import io.centter.control.config.ConfigRefused;
import io.centter.embedded.SharedServers;
import io.centter.embedded.postgres.Database;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

class SealRotationTest {
    private static final String OLD = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
    private static final String NEW = Base64.getEncoder().encodeToString(new byte[32]);
    private static final Map<String, String> BOTH =
            Map.of("seal.key", NEW, "seal.key_id", "k2", "seal.previous", "k1:" + OLD);
    private static final Map<String, String> NEW_ALONE = Map.of("seal.key", NEW, "seal.key_id", "k2");

    private final Database database = SharedServers.createDatabase();
    private final Jdbi sql = Jdbi.create(database.jdbcUrl(), database.user(), database.password());

    @Test
    void theKeyIsChangedStepByStepAndOldLinesStillVerify() {
        String network;
        String session;
        String operator;
        try (TestPlane plane = start(Map.of())) {
            Api.Answer signedIn = plane.api()
                    .post(
                            "/auth/register",
                            Map.of("email", "a@example.com", "password", "correct horse battery", "name", "A"));
            session = signedIn.text("token");
            network = plane.api()
                    .as(session)
                    .post("/networks", Map.of("name", "Acme"))
                    .text("id");
            operator = operator();
            assertThat(plane.api()
                            .get("/networks/" + network + "/jwks.json")
                            .json()
                            .path("keys"))
                    .hasSize(2);
        }

        assertTheOldKeyIsMissed();

        try (TestPlane plane = start(BOTH)) {
            assertIntact(plane, session, network);
            plane.api().as(session).post("/networks/" + network + "/agents", Map.of("name", "Sol"));
        }
        assertRenewedOnce();

        try (TestPlane plane = start(NEW_ALONE)) {
            assertIntact(plane, session, network);
            assertThat(operator()).isEqualTo(operator);
        }
        assertThat(texts("SELECT DISTINCT seal_key_id FROM nats_trust UNION SELECT seal_key_id FROM plane_secrets"))
                .containsExactly("k2");
        assertThat(texts("SELECT after::text FROM audit_log WHERE action = 'plane.reseal' ORDER BY seq"))
                .hasSize(2)
                .first()
                .asString()
                .contains("\"nats_trust\": 1");
    }

    private void assertRenewedOnce() {
        assertThat(Sealed.renew(config(BOTH), InstantSource.system(), new SecureRandom()))
                .containsEntry("nats_trust", 1)
                .containsEntry("plane_secrets", 2)
                .containsEntry("authority_keys", 2);
        assertThat(Sealed.renew(config(BOTH), InstantSource.system(), new SecureRandom())
                        .values())
                .containsOnly(0);
    }

    @Test
    void everySealedColumnIsKnownToTheCommand() {
        start(Map.of()).close();

        assertThat(texts("SELECT table_name::text FROM information_schema.columns WHERE column_name = 'seal_key_id'"))
                .containsExactlyInAnyOrderElementsOf(
                        Sealed.TABLES.stream().map(table -> table.table()).toList());
        assertThat(texts("""
                SELECT column_name::text FROM information_schema.columns
                WHERE column_name LIKE 'sealed%' AND data_type = 'bytea'
                """))
                .containsExactlyInAnyOrderElementsOf(Sealed.TABLES.stream()
                        .flatMap(table -> table.purposes().keySet().stream())
                        .toList());
    }

    @Test
    void aRunThatWasBrokenOffGoesOn() {
        try (TestPlane plane = start(Map.of())) {
            plane.person("a@example.com");
        }
        // As after a run that ended before the last table.
        byte[] before =
                sql.withHandle(handle -> handle.createQuery("SELECT sealed FROM plane_secrets WHERE name = 'audit'")
                        .mapTo(byte[].class)
                        .one());
        Sealed.renew(config(BOTH), InstantSource.system(), new SecureRandom());
        sql.useHandle(handle -> handle.createUpdate(
                        "UPDATE plane_secrets SET sealed = :before, seal_key_id = 'k1' WHERE name = 'audit'")
                .bind("before", before)
                .execute());

        assertThat(Sealed.renew(config(BOTH), InstantSource.system(), new SecureRandom()))
                .containsEntry("nats_trust", 0)
                .containsEntry("plane_secrets", 1);
        start(NEW_ALONE).close();
    }

    private void assertTheOldKeyIsMissed() {
        assertThatThrownBy(() -> start(NEW_ALONE))
                .isInstanceOf(ConfigRefused.class)
                .hasMessageContaining("sealed with the key k1")
                .hasMessageContaining("seal.previous")
                .hasMessageContaining("reseal")
                .hasMessageNotContaining(NEW);
        assertThatThrownBy(() -> start(Map.of("seal.key", NEW)))
                .isInstanceOf(ConfigRefused.class)
                .hasMessageContaining("not the one that this database was sealed with");
    }

    private static void assertIntact(TestPlane plane, String session, String network) {
        Api.Answer verdict = plane.api().as(session).get("/networks/" + network + "/audit/verify");
        assertThat(verdict.json().path("intact").asBoolean())
                .as(verdict.json().toString())
                .isTrue();
    }

    private TestPlane start(Map<String, String> settings) {
        return TestPlane.start(database, settings, InstantSource.system());
    }

    private Config config(Map<String, String> settings) {
        return Config.of(TestPlane.settings(database, settings));
    }

    private String operator() {
        return texts("SELECT operator_key FROM nats_trust").getFirst();
    }

    private List<String> texts(String query) {
        return sql.withHandle(
                handle -> handle.createQuery(query).mapTo(String.class).list());
    }
}
