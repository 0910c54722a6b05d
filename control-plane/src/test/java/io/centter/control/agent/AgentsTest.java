package io.centter.control.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.centter.control.Api;
import io.centter.control.TestPlane;
import io.centter.control.access.AccessSnapshots;
import io.centter.control.config.Config;
import io.centter.control.db.AtOnce;
import io.centter.control.db.Database;
import io.centter.control.db.Transactions;
import io.centter.control.http.Caller;
import io.centter.control.http.Origin;
import io.centter.control.refusal.Refused;
import io.centter.model.identity.AgentId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AgentsTest {
    private static final Origin ORIGIN = new Origin("127.0.0.1", "r", "t");

    private static TestPlane plane;
    private static Database database;
    private static Transactions transactions;
    private static Api owner;
    private static Api stranger;
    private static String network;

    @BeforeAll
    static void start() {
        plane = TestPlane.start();
        database = new Database(
                Config.of(TestPlane.settings(plane.database(), Map.of())).db());
        transactions = new Transactions(database);
        owner = plane.person("owner@example.com");
        stranger = plane.person("stranger@example.com");
        network = owner.post("/networks", Map.of("name", "Acme")).text("id");
    }

    @AfterAll
    static void stop() {
        database.close();
        plane.close();
    }

    @Test
    void anAgentIsCreatedWithAKeyThatIsShownOnce() {
        Api.Answer created = create(Map.of("name", "Linda", "role", "coordinator"));

        assertThat(created.status()).isEqualTo(201);
        String key = created.text("api_key");
        assertThat(key).matches("amk_[A-Za-z0-9_-]{43}");
        assertThat(created.json().path("secret_already_shown").asBoolean()).isFalse();
        String id = created.json().path("agent").path("id").asText();
        assertThat(id).matches("[0-9a-f]{12}");
        Api.Answer read = owner.get("/agents/" + id);
        assertThat(read.text("role")).isEqualTo("coordinator");
        assertThat(read.text("transport")).isEqualTo("nats");
        assertThat(read.json().toString()).doesNotContain("key");
        assertThat(keys().authenticate(key, ORIGIN).agent()).isEqualTo(new AgentId(id));
        List<String> rows = plane.sql()
                .withHandle(
                        handle -> handle.createQuery("""
                        SELECT payload FROM outbox UNION ALL SELECT CAST(after AS text) FROM audit_log
                        UNION ALL SELECT response FROM idempotency_keys
                        """).mapTo(String.class).list());
        assertThat(rows).noneMatch(row -> row != null && row.contains(key));
    }

    @Test
    void aRetryWithTheSameKeyMakesNoSecondAgentAndShowsNoSecret() {
        Api keyed = owner.with("Idempotency-Key", UUID.randomUUID().toString());

        Api.Answer first = keyed.post("/networks/" + network + "/agents", Map.of("name", "Once"));
        Api.Answer second = keyed.post("/networks/" + network + "/agents", Map.of("name", "Once"));

        assertThat(second.status()).isEqualTo(201);
        assertThat(second.json().path("agent")).isEqualTo(first.json().path("agent"));
        assertThat(second.json().has("api_key")).isFalse();
        assertThat(second.json().path("secret_already_shown").asBoolean()).isTrue();
    }

    @Test
    void twentyAtOnceWithOneKeyMakeOneAgent() throws Exception {
        Api keyed = owner.with("Idempotency-Key", UUID.randomUUID().toString());
        List<Future<Api.Answer>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 20; i++) {
                answers.add(
                        threads.submit(() -> keyed.post("/networks/" + network + "/agents", Map.of("name", "Twenty"))));
            }
        }
        HashSet<String> ids = new HashSet<>();
        int shown = 0;
        for (Future<Api.Answer> answer : answers) {
            assertThat(answer.get().status()).isIn(201, 409);
            if (answer.get().status() == 201) {
                ids.add(answer.get().json().path("agent").path("id").asText());
                shown += answer.get().json().has("api_key") ? 1 : 0;
            } else {
                assertThat(answer.get().code()).isEqualTo("idempotency-in-progress");
            }
        }
        assertThat(ids).hasSize(1);
        assertThat(shown).isEqualTo(1);
    }

    @Test
    void twoAgentsOfANetworkCannotHaveOneSlug() {
        create(Map.of("name", "Sol"));

        Api.Answer second = create(Map.of("name", "sol"));

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.code()).isEqualTo("slug-taken");
    }

    @Test
    void badInputNamesTheField() {
        String path = "/networks/" + network + "/agents";

        assertProblem(owner.post(path, Map.of()), 422, "invalid-value", "/name");
        assertProblem(owner.post(path, Map.of("name", " ")), 422, "invalid-value", "/name");
        assertProblem(owner.post(path, Map.of("name", "x".repeat(129))), 422, "invalid-value", "/name");
        assertProblem(owner.post(path, Map.of("name", "A", "slug", "a.b")), 422, "invalid-name", "/slug");
        assertProblem(owner.post(path, Map.of("name", "A", "role", "king")), 422, "wrong-type", "/role");
        assertProblem(owner.post(path, Map.of("name", 5)), 422, "wrong-type", "/name");
        assertProblem(owner.post(path, Map.of("name", List.of("a"))), 422, "wrong-type", "/name");
        assertProblem(owner.post(path, Map.of("name", "A", "network_id", "x")), 422, "unknown-field", "/network_id");
        assertProblem(owner.raw("POST", path, "{\"name\":"), 400, "malformed-json", "");
        assertProblem(owner.raw("POST", path, "{\"name\":\"a\",\"name\":\"b\"}"), 400, "malformed-json", "");
        assertProblem(owner.raw("POST", path, "{\"name\":\"a\"} trailing"), 400, "malformed-json", "");
        assertProblem(owner.raw("POST", path, "null"), 422, "wrong-type", "");
        assertProblem(owner.raw("POST", path, "[]"), 422, "wrong-type", "");
        assertProblem(owner.raw("POST", path, ""), 400, "body-missing", "");
        assertProblem(owner.raw("POST", path, "[".repeat(1000)), 422, "wrong-type", "");
    }

    @Test
    void anAgentChangesUnderItsVersion() {
        String path = "/agents/" + id(create(Map.of("name", "Changing")));

        assertThat(owner.patch(path, Map.of("name", "Changed")).status()).isEqualTo(428);
        Api.Answer changed = owner.with("If-Match", "\"1\"")
                .patch(path, Map.of("name", "Changed", "role", "developer", "description", "Builds."));
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.text("name")).isEqualTo("Changed");
        assertThat(changed.text("slug")).isEqualTo("changing");
        assertThat(changed.text("role")).isEqualTo("developer");
        assertThat(owner.with("If-Match", "\"1\"")
                        .patch(path, Map.of("name", "Again"))
                        .status())
                .isEqualTo(412);
        assertProblem(
                owner.with("If-Match", "\"2\"").patch(path, Map.of("status", "online")),
                422,
                "unknown-field",
                "/status");
    }

    @Test
    void aDeletedAgentIsGoneWithItsKeyAndItsSlugIsFree() {
        Api.Answer created = create(Map.of("name", "Leaving"));
        String path = "/agents/" + id(created);

        assertThat(owner.delete(path).status()).isEqualTo(428);
        assertThat(owner.with("If-Match", "\"1\"").delete(path).status()).isEqualTo(204);

        assertThat(owner.get(path).status()).isEqualTo(404);
        assertThat(owner.with("If-Match", "\"1\"").delete(path).status()).isEqualTo(404);
        Assertions.assertThatThrownBy(() -> keys().authenticate(created.text("api_key"), ORIGIN))
                .isInstanceOf(Refused.Unauthenticated.class);
        assertThat(create(Map.of("name", "Leaving")).status()).isEqualTo(201);
    }

    @Test
    void whatCannotBeAKeyIsRefusedWithoutAskingTheDatabase() {
        String key = "amk_" + "x".repeat(43);
        for (String none :
                List.of("", "amk_", key + "x", key.substring(1), key.replace("amk", "AMK"), key + "' OR 1=1")) {
            Assertions.assertThatThrownBy(() -> AtOnce.attempt(() -> keys().authenticate(none, ORIGIN)))
                    .as(none)
                    .isInstanceOf(Refused.Unauthenticated.class);
        }
        // For what might be one it would be asked.
        assertThat(AtOnce.attempt(() -> keys().authenticate(key, ORIGIN))).isEmpty();
    }

    @Test
    void anotherTenantsAgentLooksLikeNone() {
        String path = "/agents/" + id(create(Map.of("name", "Private")));

        Api.Answer foreign = stranger.get(path);
        Api.Answer none = stranger.get("/agents/0123456789ab");

        assertThat(foreign.status()).isEqualTo(404);
        assertThat(foreign.text("detail")).isEqualTo(none.text("detail"));
        assertThat(stranger.get("/agents/*").status()).isEqualTo(404);
        assertThat(stranger.get("/agents/ABCDEF012345").status()).isEqualTo(404);
        assertThat(stranger.with("If-Match", "*").delete(path).status()).isEqualTo(404);
        assertThat(stranger.with("If-Match", "*")
                        .patch(path, Map.of("name", "Mine"))
                        .status())
                .isEqualTo(404);
        assertThat(stranger.post(path + "/api-key/rotate").status()).isEqualTo(404);
        assertThat(plane.api().get(path).status()).isEqualTo(401);
    }

    @Test
    void aRotatedKeyEndsAtOnceOrAfterTheOverlap() {
        Api.Answer created = create(Map.of("name", "Rotating"));
        String path = "/agents/" + id(created) + "/api-key/rotate";
        String first = created.text("api_key");

        String second = owner.post(path, Map.of("overlap_seconds", 60)).text("api_key");
        assertThat(keys().authenticate(first, ORIGIN)).isEqualTo(keys().authenticate(second, ORIGIN));
        AgentKeys later = keys(InstantSource.fixed(Instant.now().plusSeconds(61)));
        assertThat(later.authenticate(second, ORIGIN)).isInstanceOf(Caller.AgentCaller.class);
        Assertions.assertThatThrownBy(() -> later.authenticate(first, ORIGIN))
                .isInstanceOf(Refused.Unauthenticated.class);

        Api.Answer third = owner.post(path);
        assertThat(third.status()).isEqualTo(200);
        for (String old : List.of(first, second)) {
            Assertions.assertThatThrownBy(() -> keys().authenticate(old, ORIGIN))
                    .isInstanceOf(Refused.Unauthenticated.class);
        }
        assertThat(keys().authenticate(third.text("api_key"), ORIGIN).agent()).hasToString(id(created));
        assertProblem(owner.post(path, Map.of("overlap_seconds", 86_401)), 422, "invalid-value", "/overlap_seconds");
        assertProblem(owner.post(path, Map.of("overlap_seconds", "60")), 422, "wrong-type", "/overlap_seconds");
    }

    @Test
    void agentsAreListedBySlugPageByPage() {
        String other = owner.post("/networks", Map.of("name", "Listed")).text("id");
        for (String name : List.of("c", "a", "b")) {
            owner.post("/networks/" + other + "/agents", Map.of("name", name));
        }

        Api.Answer first = owner.get("/networks/" + other + "/agents?limit=2");
        Api.Answer second = owner.get("/networks/" + other + "/agents?limit=2&cursor=" + first.text("next_cursor"));

        assertThat(first.json().path("items").findValuesAsText("slug")).containsExactly("a", "b");
        assertThat(second.json().path("items").findValuesAsText("slug")).containsExactly("c");
        assertThat(second.json().has("next_cursor")).isFalse();
        assertThat(owner.get("/networks/" + network + "/agents?cursor=" + first.text("next_cursor"))
                        .code())
                .isEqualTo("bad-cursor");
        assertThat(owner.get("/networks/" + other).json().path("agents").asInt())
                .isEqualTo(3);
    }

    private static AgentKeys keys() {
        return keys(InstantSource.system());
    }

    /// Of a process that hears of no changes, and so asks the database each time.
    private static AgentKeys keys(InstantSource clock) {
        return new AgentKeys(new AccessSnapshots(transactions, () -> false, clock), clock);
    }

    private static Api.Answer create(Map<String, ?> agent) {
        return owner.post("/networks/" + network + "/agents", agent);
    }

    private static String id(Api.Answer created) {
        return created.json().path("agent").path("id").asText();
    }

    private static void assertProblem(Api.Answer answer, int status, String code, String pointer) {
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(status);
        assertThat(answer.code()).as(answer.json().toString()).isEqualTo(code);
        assertThat(answer.pointer()).as(answer.json().toString()).isEqualTo(pointer);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.text("trace_id")).matches("[0-9a-f]{32}");
    }
}
