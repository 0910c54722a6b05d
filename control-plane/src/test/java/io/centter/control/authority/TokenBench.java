package io.centter.control.authority;

import static org.assertj.core.api.Assertions.assertThat;

import io.centter.control.Api;
import io.centter.control.TestPlane;
import io.centter.control.bench.BenchServer;
import io.centter.control.bench.Measured;
import io.centter.control.bench.NodePeer;
import io.centter.control.bench.ServerProcess;
import io.centter.control.bench.Wrk;
import io.centter.embedded.SharedServers;
import io.centter.embedded.host.FreePorts;
import io.centter.embedded.postgres.Database;
import io.centter.model.authority.Audience;
import io.centter.model.authority.Issuer;
import io.centter.model.authority.TokenClaims;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.permission.Scope;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.ToDoubleFunction;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tokens a second: the control plane against a peer of Fastify, jose and pg on the same PostgreSQL, and against its
/// own
/// floors, a fixed answer of the same size and bare signatures. Rounds take turns in one run.
@Tag("bench")
final class TokenBench {
    private static final int AGENTS = 10_000;
    private static final int CONNECTIONS = 64;
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 5);
    private static final Duration ROUND = Duration.ofSeconds(Integer.getInteger("bench.seconds", 8));
    private static final Duration WARM_UP = Duration.ofSeconds(Integer.getInteger("bench.warmup", 30));
    private static final int ANSWER_SIZE = 660;

    @TempDir
    Path directory;

    private final Database database = SharedServers.createDatabase();
    private final List<String> agents = new ArrayList<>();
    private String network = "";
    private String target = "";

    @Test
    void tokensASecondBesideThePeerAndTheFloors() throws Exception {
        prepare();
        Path script = script();
        int port = FreePorts.any();
        Map<String, String> environment = environment(port);
        Map<String, String> peerSettings = Map.of(
                "DATABASE_URL",
                "postgres://" + database.user() + ":" + database.password() + "@"
                        + database.jdbcUrl().substring("jdbc:postgresql://".length()));
        String path = "/api/v1/networks/" + network + "/auth/token";
        Wrk wrk = new Wrk(CONNECTIONS);
        List<Measured> tokens = new ArrayList<>();
        List<Measured> fixed = new ArrayList<>();
        List<Measured> peers = new ArrayList<>();
        try (ServerProcess centter =
                        ServerProcess.java(BenchServer.class, environment, port, directory.resolve("centter.log"));
                ServerProcess peer = NodePeer.start("token", peerSettings, FreePorts.any(), directory)) {
            assertThat(answerSize(centter, path))
                    .isCloseTo(ANSWER_SIZE, org.assertj.core.data.Percentage.withPercentage(10));
            wrk.load(centter, path, script, WARM_UP);
            wrk.load(centter, BenchServer.FIXED, null, WARM_UP.dividedBy(3));
            wrk.load(peer, path, script, WARM_UP.dividedBy(3));
            for (int round = 0; round < ROUNDS; round++) {
                fixed.add(wrk.load(centter, BenchServer.FIXED, null, ROUND));
                tokens.add(wrk.load(centter, path, script, ROUND));
                peers.add(wrk.load(peer, path, script, ROUND));
            }
        }
        report(fixed, tokens, peers);
    }

    private static void report(List<Measured> fixed, List<Measured> tokens, List<Measured> peers) throws Exception {
        double signatures = signatures();
        print("fixed answer", fixed);
        print("tokens", tokens);
        print("peer", peers);
        System.out.printf(Locale.ROOT, "bare ES256 with claims, one thread: %,.0f/s%n", signatures);
        System.out.printf(
                Locale.ROOT,
                "tokens / peer: %.2f by rate, %.2f by processor time; tokens / fixed answer: %.2f, %.2f; p99 %.1f ms to"
                        + " the peer's %.1f ms%n",
                median(tokens, Measured::perSecond) / median(peers, Measured::perSecond),
                median(tokens, Measured::perCpuSecond) / median(peers, Measured::perCpuSecond),
                median(tokens, Measured::perSecond) / median(fixed, Measured::perSecond),
                median(tokens, Measured::perCpuSecond) / median(fixed, Measured::perCpuSecond),
                median(tokens, Measured::p99Millis),
                median(peers, Measured::p99Millis));
        assertThat(tokens).allSatisfy(round -> assertThat(round.failed()).isZero());
        assertThat(peers).allSatisfy(round -> assertThat(round.failed()).isZero());
    }

    /// A network of agents that may all call the skill of one of them.
    private void prepare() throws Exception {
        try (TestPlane plane = TestPlane.start(database, Map.of(), java.time.InstantSource.system())) {
            Api owner = plane.person("owner@example.com");
            network = owner.post("/networks", Map.of("name", "Acme")).text("id");
            target = owner.post("/networks/" + network + "/agents", Map.of("name", "Target"))
                    .json()
                    .path("agent")
                    .path("id")
                    .asText();
        }
        SecureRandom random = new SecureRandom();
        List<String> ids = new ArrayList<>();
        List<String> hashes = new ArrayList<>();
        for (int i = 0; i < AGENTS; i++) {
            byte[] bytes = new byte[32];
            random.nextBytes(bytes);
            String key = "amk_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            String id = String.format(Locale.ROOT, "%012x", i + 1L);
            ids.add(id);
            hashes.add(HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8))));
            agents.add(id + " " + key);
        }
        insert(ids, hashes);
    }

    private void insert(List<String> ids, List<String> hashes) {
        Jdbi.create(database.jdbcUrl(), database.user(), database.password()).useTransaction(handle -> {
            // The triggers tell of single changes; here nobody listens yet.
            handle.execute("SET LOCAL session_replication_role = replica");
            UUID id = UUID.fromString(network);
            UUID team = UUID.randomUUID();
            handle.execute(
                    "INSERT INTO agents (id, network_id, name, slug, api_key_hash, api_key_created_at, created_at, updated_at)"
                            + " SELECT a.id, ?, 'Agent ' || a.id, 'a-' || a.id, decode(a.hash, 'hex'), now(), now(), now()"
                            + " FROM unnest(?::text[], ?::text[]) AS a (id, hash)",
                    id,
                    ids.toArray(String[]::new),
                    hashes.toArray(String[]::new));
            handle.execute(
                    "INSERT INTO teams (id, network_id, name, slug, created_at, updated_at) VALUES (?, ?, 'All', 'all', now(), now())",
                    team,
                    id);
            handle.execute(
                    "INSERT INTO team_agents (network_id, team_id, agent_id, role, added_at)"
                            + " SELECT network_id, ?, id, 'developer', now() FROM agents WHERE network_id = ?",
                    team,
                    id);
            handle.execute("UPDATE agents SET builtin_skills = '{crm}' WHERE id = ?", target);
            handle.execute("UPDATE networks SET access_version = access_version + 1 WHERE id = ?", id);
        });
        Jdbi.create(database.jdbcUrl(), database.user(), database.password())
                .useHandle(handle -> handle.execute("ANALYZE"));
    }

    private Path script() throws IOException {
        Path list = Files.write(directory.resolve("agents.txt"), agents);
        return Files.writeString(directory.resolve("token.lua"), """
                local agents = {}
                for line in io.lines("%s") do
                  local id, key = line:match("(%%S+) (%%S+)")
                  agents[#agents + 1] = '{"agent_id":"' .. id .. '","api_key":"' .. key ..
                    '","scopes":["skill:execute:crm"],"audience":"%s"}'
                end
                wrk.method = "POST"
                wrk.headers["Content-Type"] = "application/json"
                local i = 0
                request = function()
                  i = i %% #agents + 1
                  return wrk.format(nil, nil, nil, agents[i])
                end
                """.formatted(list, target));
    }

    private Map<String, String> environment(int port) {
        Map<String, String> settings = new HashMap<>(TestPlane.settings(
                database,
                Map.of(
                        "http.port", String.valueOf(port),
                        "admin.port", "0",
                        "db.pool", "8",
                        "authority.tokens_per_minute", "10000000")));
        Map<String, String> environment = new HashMap<>();
        settings.forEach((key, value) ->
                environment.put("CENTTER_" + key.toUpperCase(Locale.ROOT).replace('.', '_'), value));
        environment.put("CENTTER_LOG_LEVEL", "warn");
        environment.put("BENCH_FIXED_SIZE", String.valueOf(ANSWER_SIZE));
        return environment;
    }

    private int answerSize(ServerProcess server, String path) {
        String[] first = agents.getFirst().split(" ", -1);
        Api.Answer answer = new Api(URI.create("http://127.0.0.1:" + server.port()), Map.of())
                .post(
                        path.substring("/api/v1".length()),
                        Map.of(
                                "agent_id",
                                first[0],
                                "api_key",
                                first[1],
                                "scopes",
                                List.of("skill:execute:crm"),
                                "audience",
                                target));
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(200);
        return answer.json().toString().length();
    }

    /// How many tokens one thread signs when it does nothing else.
    private static double signatures() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        Signer signer =
                Signer.of("bench", generator.generateKeyPair().getPrivate().getEncoded(), Es256.fastest());
        NetworkId network = new NetworkId(UUID.randomUUID());
        AgentId agent = new AgentId("0123456789ab");
        TokenClaims claims = new TokenClaims(
                new Issuer(network),
                agent,
                new Audience.Agent(agent),
                List.of(Scope.parse("skill:execute:crm")),
                null,
                UUID.randomUUID(),
                1_700_000_000,
                1_700_000_000,
                1_700_003_600,
                null);
        int count = 0;
        long began = System.nanoTime();
        for (long end = began + Duration.ofSeconds(10).toNanos(); System.nanoTime() < end; ) {
            signer.sign(claims);
            if (++count == 20_000) {
                began = System.nanoTime();
            }
        }
        return (count - 20_000) / ((System.nanoTime() - began) / 1e9);
    }

    private static void print(String name, List<Measured> rounds) {
        System.out.printf(
                Locale.ROOT,
                "%-13s %,.0f/s, %,.0f for each second of processor time, p99 %.1f ms (medians of %d rounds)%n",
                name,
                median(rounds, Measured::perSecond),
                median(rounds, Measured::perCpuSecond),
                median(rounds, Measured::p99Millis),
                rounds.size());
    }

    private static double median(List<Measured> rounds, ToDoubleFunction<Measured> figure) {
        return rounds.stream()
                .mapToDouble(figure)
                .sorted()
                .skip(rounds.size() / 2)
                .findFirst()
                .orElseThrow();
    }
}
