package io.centter.control.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import io.centter.control.Api;
import io.centter.control.config.Config;
import io.centter.control.config.Settings;
import io.centter.model.heartbeat.Heartbeat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/// A plane that logs all it can, and secrets that are known: none may be in what it wrote.
class SecretsInLogsTest {
    private static final String PASSWORD = "Canary-Password-4711";
    private static final String NEXT_PASSWORD = "Canary-Password-4712";
    private static final String WRONG_PASSWORD = "Canary-Password-4713";
    private static final String[] TABLES = {"audit_log", "idempotency_keys", "outbox", "networks", "agents"};

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final FileAppender<ILoggingEvent> file = new FileAppender<>();
    private final Map<String, String> secrets = new LinkedHashMap<>();
    private final List<Api.Answer> refused = new ArrayList<>();

    @BeforeEach
    void logAll() {
        Config.log(Settings.given(Map.of("log.level", "trace", "log.format", "text")))
                .apply();
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%level %logger %msg %mdc %kvp%n%ex");
        encoder.start();
        file.setContext(context);
        file.setEncoder(encoder);
        file.setFile(directory.resolve("all.log").toString());
        file.start();
        root.detachAndStopAllAppenders();
        root.addAppender(file);
        root.setLevel(Level.TRACE);
    }

    @AfterEach
    void logAsBefore() {
        root.setLevel(Level.WARN);
        file.stop();
        Config.log(Settings.given(Map.of())).apply();
    }

    @Test
    void noSecretIsInAnythingThatIsWritten() throws Exception {
        List<String> rows;
        try (EmbeddedPlane plane = EmbeddedPlane.start(directory.resolve("plane"))) {
            Map<String, String> settings = plane.servers().settings();
            for (String name : List.of("db.password", "session.secret", "seal.key")) {
                secrets.put(name, String.valueOf(settings.get(name)));
            }
            use(new Api(plane.http(), Map.of()));
            rows = rows(settings);
        }

        String log = Files.readString(directory.resolve("all.log"));
        assertThat(log).contains("DEBUG io.centter").contains("answered method=POST");
        assertThat(secrets).hasSizeGreaterThan(12);
        secrets.forEach((name, secret) -> {
            assertThat(secret).as(name).hasSizeGreaterThan(15);
            assertThat(log.lines().filter(line -> line.contains(secret)).map(line -> line.replace(secret, "!!!")))
                    .as("log lines with the " + name)
                    .isEmpty();
            assertThat(rows).as("rows with the " + name).noneMatch(row -> row.contains(secret));
            assertThat(refused)
                    .as("problems with the " + name)
                    .noneMatch(answer -> answer.json().toString().contains(secret));
        });
    }

    private void use(Api api) {
        secrets.put("password", PASSWORD);
        secrets.put("next password", NEXT_PASSWORD);
        secrets.put("wrong password", WRONG_PASSWORD);
        Api.Answer registered =
                api.post("/auth/register", Map.of("email", "a@example.com", "password", PASSWORD, "name", "A"));
        secrets.put("first session", registered.text("token"));
        refused.add(api.post("/auth/login", Map.of("email", "a@example.com", "password", WRONG_PASSWORD)));
        refused.add(api.raw("POST", "/auth/login", "{\"email\":\"a@example.com\",\"password\":\"" + PASSWORD + "\",}"));
        refused.add(api.raw("POST", "/auth/login", "{\"email\":\"a@example.com\",\"passwort\":\"" + PASSWORD + "\"}"));
        refused.add(api.raw("POST", "/auth/login", "{\"email\":[\"" + PASSWORD + "\"],\"password\":1}"));
        String session = api.post("/auth/login", Map.of("email", "a@example.com", "password", PASSWORD))
                .text("token");
        secrets.put("session", session);
        Api me = api.as(session);
        refused.add(
                me.post("/auth/password", Map.of("current_password", WRONG_PASSWORD, "new_password", NEXT_PASSWORD)));
        me.post("/auth/password", Map.of("current_password", PASSWORD, "new_password", NEXT_PASSWORD));
        agent(api, me);
        refused.add(api.as(secrets.get("first session")).get("/auth/me"));
        me.post("/auth/logout");
        refused.add(me.get("/auth/me"));
    }

    private void agent(Api api, Api me) {
        String network = me.with("Idempotency-Key", "n1")
                .post("/networks", Map.of("name", "Acme"))
                .text("id");
        String path = "/networks/" + network + "/agents";
        Api.Answer created = me.with("Idempotency-Key", "a1").post(path, Map.of("name", "Sol"));
        assertThat(me.with("Idempotency-Key", "a1")
                        .post(path, Map.of("name", "Sol"))
                        .text("api_key"))
                .isEmpty();
        String agent = created.json().path("agent").path("id").asText();
        secrets.put("api key", created.text("api_key"));
        heartbeat(api, agent, created.text("api_key"), 0);
        String rotated = me.post("/agents/" + agent + "/api-key/rotate").text("api_key");
        secrets.put("rotated key", rotated);
        refused.add(heartbeat(api, agent, created.text("api_key"), 1));
        heartbeat(api, agent, rotated, 1);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> api.get("//health/ready").text("status").equals("ready"));
        credentials("agent's", api.with("X-Agent-Key", rotated).post("/agents/" + agent + "/nats/credentials"));
        credentials("console's", me.post("/networks/" + network + "/nats/console-credentials"));
        me.delete("/agents/" + agent + "/nats/credentials");
    }

    /// The two lines of a credentials file that count: the JWT, and the seed.
    private void credentials(String whose, Api.Answer issued) {
        assertThat(issued.status()).isEqualTo(201);
        List<String> lines = issued.text("creds")
                .lines()
                .filter(line -> line.matches("[A-Za-z0-9_.-]{50,}"))
                .toList();
        assertThat(lines).hasSize(2);
        secrets.put(whose + " jwt", lines.getFirst());
        secrets.put(whose + " seed", lines.getLast());
    }

    private static Api.Answer heartbeat(Api api, String agent, String key, int seq) {
        return api.with("X-Agent-Key", key)
                .post(
                        "/agents/" + agent + "/heartbeat",
                        Map.of(
                                "v",
                                Heartbeat.VERSION,
                                "agent_id",
                                agent,
                                "seq",
                                seq,
                                "ts",
                                Instant.now(),
                                "status",
                                "ok"));
    }

    private static List<String> rows(Map<String, String> settings) {
        Jdbi sql = Jdbi.create(
                String.valueOf(settings.get("db.url")),
                String.valueOf(settings.get("db.user")),
                String.valueOf(settings.get("db.password")));
        List<String> rows = new ArrayList<>();
        for (String table : TABLES) {
            rows.addAll(sql.withHandle(handle -> handle.createQuery("SELECT t::text FROM " + table + " t")
                    .mapTo(String.class)
                    .list()));
        }
        assertThat(rows).hasSizeGreaterThan(10);
        return rows;
    }
}
