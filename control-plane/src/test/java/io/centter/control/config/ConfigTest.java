package io.centter.control.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigTest {
    private static final String SECRET = "a secret of more than 32 characters!";
    private static final String KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @Test
    void defaultsAreSafe() {
        Config config = Config.read(Settings.of(needed(Map.of())));

        assertThat(config.http().host()).isEqualTo("127.0.0.1");
        assertThat(config.http().port()).isEqualTo(8080);
        assertThat(config.http().openRegistration()).isFalse();
        assertThat(config.admin().enabled()).isFalse();
        assertThat(config.session().bcryptCost()).isEqualTo(12);
        assertThat(config.session().lifetime()).isEqualTo(Duration.ofDays(7));
    }

    @Test
    void theEnvironmentStandsOverTheFile() throws IOException {
        Path file = directory.resolve("centter.yaml");
        Files.writeString(file, """
                http:
                  port: 9000
                  host: 0.0.0.0
                nats:
                  url: [nats://a:4222, nats://b:4222]
                presence: { degraded_after: 5m }
                """);

        Config config = Config.read(
                Settings.of(needed(Map.of("CENTTER_CONFIG_FILE", file.toString(), "CENTTER_HTTP_PORT", "9001"))));

        assertThat(config.http().port()).isEqualTo(9001);
        assertThat(config.http().host()).isEqualTo("0.0.0.0");
        assertThat(config.nats().urls()).containsExactly("nats://a:4222", "nats://b:4222");
        assertThat(config.presence().degradedAfter()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void whatIsNoOriginStopsTheStart() {
        for (String bad :
                List.of("*", "https://a.example.com/path", "ops.example.com", "ftp://a.example.com", "https://")) {
            assertRefused(Map.of("CENTTER_HTTP_ALLOWED_ORIGINS", bad), "CENTTER_HTTP_ALLOWED_ORIGINS: names");
        }
    }

    @Test
    void anUnknownKeyStopsTheStartAndTheNearestIsNamed() throws IOException {
        assertRefused(
                Map.of("CENTTER_HTTP_PROT", "1"),
                "CENTTER_HTTP_PROT: there is no such setting; did you mean CENTTER_HTTP_PORT?");
        Path file = directory.resolve("bad.yaml");
        Files.writeString(file, "htp:\n  port: 1\n");
        assertRefused(
                Map.of("CENTTER_CONFIG_FILE", file.toString()),
                file + ": htp.port: there is no such setting; did you mean http.port?");
    }

    @Test
    void curatorsAreAddressesAndNobodyIsOneUnasked() {
        assertThat(Config.read(Settings.of(needed(Map.of()))).market().curators())
                .isEmpty();
        assertRefused(
                Map.of("CENTTER_MARKET_CURATORS", "linda@example.com, Linda"),
                "CENTTER_MARKET_CURATORS: names 'linda'");
    }

    @Test
    void endsOfAuditLogsAreToldNoOftenerThanEveryMinute() {
        assertThat(Config.read(Settings.of(needed(Map.of()))).audit().anchorInterval())
                .isEqualTo(Duration.ofHours(1));
        assertRefused(Map.of("CENTTER_AUDIT_ANCHOR_INTERVAL", "59s"), "CENTTER_AUDIT_ANCHOR_INTERVAL: is at least 1m");
    }

    @Test
    void evenNumbersOfServersAreRefused() {
        assertRefused(
                Map.of("CENTTER_NATS_REPLICAS", "2", "CENTTER_EMBEDDED_NATS_SERVERS", "4"),
                "CENTTER_NATS_REPLICAS: is 1, 3 or 5.",
                "CENTTER_EMBEDDED_NATS_SERVERS: is 1, 3 or 5");
    }

    @Test
    void everyMistakeIsNamedAtOnce() {
        assertRefused(
                Map.of(
                        "CENTTER_HTTP_PORT", "http",
                        "CENTTER_DB_URL", "mysql://x",
                        "CENTTER_SESSION_SECRET", "short",
                        "CENTTER_SEAL_KEY", "c2hvcnQ=",
                        "CENTTER_LOG_FORMAT", "xml"),
                "CENTTER_HTTP_PORT: is a whole number from 0 to 65535.",
                "CENTTER_DB_URL: is jdbc:postgresql://host:port/name.",
                "CENTTER_SESSION_SECRET: is too short.",
                "CENTTER_SEAL_KEY: is not 32 bytes.",
                "CENTTER_LOG_FORMAT: is json, text or auto.");
    }

    @Test
    void secretsAreReadFromFilesAndNeverPrinted() throws IOException {
        Path file = directory.resolve("secret");
        Files.writeString(file, SECRET + "\n");
        Map<String, String> environment = needed(Map.of("CENTTER_SESSION_SECRET_FILE", file.toString()));
        environment.remove("CENTTER_SESSION_SECRET");

        Config config = Config.read(Settings.of(environment));

        assertThat(config.session().secret().reveal()).isEqualTo(SECRET);
        assertThat(config.toString()).doesNotContain(SECRET).doesNotContain(KEY).contains("***");
        environment.put("CENTTER_SESSION_SECRET_FILE", directory.resolve("none").toString());
        assertThatThrownBy(() -> Config.read(Settings.of(environment)))
                .isInstanceOf(ConfigRefused.class)
                .hasMessageContaining("CENTTER_SESSION_SECRET_FILE: cannot be read");
    }

    @Test
    void otherSealKeysAreAListOfIdsAndKeys() {
        Config config = Config.read(Settings.of(needed(Map.of("CENTTER_SEAL_PREVIOUS", "k0:" + KEY + ", k-1:" + KEY))));

        assertThat(config.seal().others()).containsOnlyKeys("k0", "k-1");
        assertThat(config.toString()).doesNotContain(KEY);
        for (String wrong : List.of(KEY, ":" + KEY, "k0:c2hvcnQ=", "k0:" + KEY + ",k0:" + KEY, "k1:" + KEY)) {
            assertThatThrownBy(() -> Config.read(Settings.of(needed(Map.of("CENTTER_SEAL_PREVIOUS", wrong)))))
                    .as(wrong)
                    .isInstanceOf(ConfigRefused.class)
                    .hasMessageContaining("CENTTER_SEAL_PREVIOUS")
                    .hasMessageNotContaining(KEY);
        }
    }

    @Test
    void aFileThatIsNotYamlIsRefused() throws IOException {
        Path file = directory.resolve("broken.yaml");
        Files.writeString(file, "http: [");

        assertThatThrownBy(() -> Settings.of(Map.of("CENTTER_CONFIG_FILE", file.toString())))
                .isInstanceOf(ConfigRefused.class)
                .hasMessageContaining("is not YAML");
        assertThatThrownBy(() -> Settings.of(Map.of("CENTTER_CONFIG_FILE", "/does/not/exist")))
                .isInstanceOf(ConfigRefused.class)
                .hasMessageContaining("cannot be read");
    }

    @Test
    void whatOnlyTheLauncherReadsIsPassedOver() {
        Config.read(Settings.of(needed(Map.of("CENTTER_HOME", "/opt/centter", "CENTTER_NATS_SERVER", "/bin/true"))));
        assertThat(Config.embedded(Settings.of(Map.of("CENTTER_NATS_SERVER", "/bin/true")))
                        .natsServer())
                .isEqualTo("/bin/true");
    }

    private static Map<String, String> needed(Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "CENTTER_DB_URL",
                "jdbc:postgresql://localhost/centter",
                "CENTTER_SESSION_SECRET",
                SECRET,
                "CENTTER_SEAL_KEY",
                KEY,
                "PATH",
                "/bin"));
        environment.putAll(more);
        return environment;
    }

    private static void assertRefused(Map<String, String> more, String... lines) {
        assertThatThrownBy(() -> Config.read(Settings.of(needed(more))))
                .isInstanceOf(ConfigRefused.class)
                .satisfies(e -> assertThat(e.getMessage()).contains(lines));
    }

    @Test
    void aWrongSettingIsToldBeforeEmbeddedServersStart() {
        assertThatThrownBy(() -> Config.embedded(Settings.given(Map.of("http.prot", "1"))))
                .isInstanceOf(ConfigRefused.class)
                .hasMessageContaining("did you mean http.port");
        assertThat(Config.embedded(Settings.given(Map.of("embedded.nats_port", "4333")))
                        .natsPort())
                .isEqualTo(4333);
    }
}
