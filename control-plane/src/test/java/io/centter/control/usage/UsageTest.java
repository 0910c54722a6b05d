package io.centter.control.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.centter.control.Api;
import io.centter.control.TestPlane;
import io.centter.control.config.Config;
import io.centter.control.db.Database;
import io.centter.control.db.Transactions;
import io.centter.model.api.UsageMetric;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UsageTest {
    private static final AgentId SOL = new AgentId("00000000000a");
    private static final AgentId LUNA = new AgentId("00000000000b");
    private static final Duration NEVER = Duration.ofDays(1);
    private static TestPlane plane;
    private static Api owner;
    private static Database database;
    private static Transactions transactions;
    private NetworkId network;
    private String path;

    @BeforeAll
    static void start() {
        plane = TestPlane.start();
        owner = plane.person("owner@example.com");
        database = new Database(
                Config.of(TestPlane.settings(plane.database(), Map.of())).db());
        database.start();
        transactions = new Transactions(database);
    }

    @AfterAll
    static void stop() {
        database.close();
        plane.close();
    }

    @BeforeEach
    void newNetwork() {
        String id = owner.post("/networks", Map.of("name", "Acme")).text("id");
        network = NetworkId.parse(id);
        path = "/networks/" + id + "/usage";
    }

    @Test
    void nothingThatIsCountedByManyAtOnceIsLostOrCountedTwice() throws Exception {
        try (Usage usage = usage("2026-01-02T10:00:00Z", NEVER)) {
            try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
                for (int i = 0; i < 4; i++) {
                    threads.execute(() -> {
                        for (int n = 0; n < 5_000; n++) {
                            usage.count(network, n % 2 == 0 ? SOL : null, UsageMetric.TOKENS_ISSUED, 1);
                        }
                    });
                }
                for (int i = 0; i < 20; i++) {
                    usage.flush();
                }
            }
        }
        List<JsonNode> lines = lines("?from=2026-01-02&to=2026-01-02&group=agent");
        assertThat(lines).hasSize(2);
        assertThat(lines)
                .allSatisfy(line -> assertThat(line.path("amount").asLong()).isEqualTo(10_000));
        assertThat(lines.getFirst().has("agent_id")).isFalse();
        assertThat(lines.getLast().path("agent_id").asText()).isEqualTo(SOL.value());
    }

    @Test
    void anOrderlyStopWritesWhatWasCountedLast() {
        Usage usage = usage("2026-01-02T23:59:59Z", NEVER);
        usage.start();
        usage.count(network, SOL, UsageMetric.MESSAGES_RELAYED, 3);
        usage.close();
        usage.close();

        assertThat(usage.waiting()).isEmpty();
        assertThat(lines("?from=2026-01-02&to=2026-01-02")).singleElement().satisfies(line -> {
            assertThat(line.path("day").asText()).isEqualTo("2026-01-02");
            assertThat(line.path("metric").asText()).isEqualTo("messages_relayed");
            assertThat(line.path("amount").asLong()).isEqualTo(3);
        });
    }

    @Test
    void whatCannotBeWrittenWaitsAndTheRestOfAGoneNetworkHoldsNobodyUp() {
        try (Usage usage = usage("2026-01-02T10:00:00Z", NEVER)) {
            usage.count(new NetworkId(new java.util.UUID(1, 1)), null, UsageMetric.EVENTS, 1);
            usage.count(network, null, UsageMetric.HEARTBEATS, 1);
            usage.flush();
            assertThat(usage.waiting()).isEmpty();
        }
        Database away = new Database(
                Config.of(TestPlane.settings(plane.database(), Map.of())).db());
        away.start();
        try (Usage usage = new Usage(new Transactions(away), () -> Instant.parse("2026-01-02T10:00:00Z"), NEVER)) {
            usage.count(network, null, UsageMetric.HEARTBEATS, 2);
            away.close();
            usage.flush();
            assertThat(usage.waiting().values()).containsExactly(2L);
        }
        assertThat(lines("?from=2026-01-02&to=2026-01-02")).hasSize(1);
    }

    @Test
    void usageIsReadByDayAndByAgentAndPageByPage() {
        for (int day = 1; day <= 3; day++) {
            try (Usage usage = usage("2026-02-0" + day + "T10:00:00Z", NEVER)) {
                usage.count(network, SOL, UsageMetric.HEARTBEATS, day);
                usage.count(network, LUNA, UsageMetric.HEARTBEATS, 10);
                usage.count(network, null, UsageMetric.HTTP_REQUESTS, 100);
            }
        }
        String range = "?from=2026-02-01&to=2026-02-03";
        assertThat(lines(range)).hasSize(6);
        assertThat(lines(range + "&metric=heartbeats"))
                .extracting(line -> line.path("amount").asLong())
                .containsExactly(11L, 12L, 13L);
        assertThat(lines(range + "&group=agent&metric=heartbeats"))
                .extracting(line -> line.path("amount").asLong())
                .containsExactly(6L, 30L);
        assertThat(lines("?from=2026-02-02&to=2026-02-02")).hasSize(2);
        for (String group : List.of("day", "agent")) {
            Api.Answer first = owner.get(path + range + "&limit=2&group=" + group);
            assertThat(first.json().path("items")).hasSize(2);
            Api.Answer next =
                    owner.get(path + range + "&limit=2&group=" + group + "&cursor=" + first.text("next_cursor"));
            assertThat(next.json().path("items")).isNotEmpty();
            assertThat(next.json().path("items").get(0))
                    .isNotEqualTo(first.json().path("items").get(0));
            assertThat(owner.get(path + range + "&metric=events&cursor=" + first.text("next_cursor"))
                            .code())
                    .isEqualTo("bad-cursor");
        }
    }

    @Test
    void requestsHeartbeatsAndEventsOfThePlaneAreCounted() {
        Api.Answer made = owner.post("/networks/" + network + "/agents", Map.of("name", "Sol"));
        String agent = made.json().path("agent").path("id").asText();
        plane.api()
                .with("X-Agent-Key", made.text("api_key"))
                .post(
                        "/agents/" + agent + "/heartbeat",
                        Map.of(
                                "v",
                                1,
                                "agent_id",
                                agent,
                                "seq",
                                1,
                                "ts",
                                Instant.now().toString(),
                                "status",
                                "ok"));

        await().atMost(Duration.ofSeconds(20))
                .until(() -> amount("heartbeats") == 1 && amount("events") >= 2 && amount("http_requests") >= 2);
        assertThat(lines("?group=agent&metric=heartbeats")
                        .getFirst()
                        .path("agent_id")
                        .asText())
                .isEqualTo(agent);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> owner.get("/networks/" + network + "/stats")
                                .json()
                                .path("events_per_day")
                                .path(6)
                                .path("events")
                                .asLong()
                        >= 2);
    }

    @Test
    void whatIsAskedWronglyIsNamed() {
        assertThat(owner.get(path + "?from=yesterday").pointer()).isEqualTo("from");
        assertThat(owner.get(path + "?from=2026-02-02&to=2026-02-01").pointer()).isEqualTo("from");
        assertThat(owner.get(path + "?from=2020-01-01&to=2026-02-01").pointer()).isEqualTo("from");
        assertThat(owner.get(path + "?to=+999999999-01-01").status()).isEqualTo(422);
        assertThat(owner.get(path + "?metric=miles").pointer()).isEqualTo("metric");
        assertThat(owner.get(path + "?group=team").pointer()).isEqualTo("group");
        assertThat(plane.person("stranger@example.com").get(path).status()).isEqualTo(404);
        assertThat(plane.api().get(path).status()).isEqualTo(401);
    }

    private long amount(String metric) {
        return lines("?metric=" + metric).stream()
                .mapToLong(line -> line.path("amount").asLong())
                .sum();
    }

    private List<JsonNode> lines(String query) {
        return owner.get(path + query).json().path("items").valueStream().toList();
    }

    private static Usage usage(String now, Duration pace) {
        InstantSource clock = () -> Instant.parse(now);
        return new Usage(transactions, clock, pace);
    }
}
