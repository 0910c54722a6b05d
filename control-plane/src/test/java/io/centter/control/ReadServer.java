package io.centter.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.centter.control.config.Config;
import io.centter.control.http.Access;
import io.centter.control.http.JsonObject;
import io.centter.control.http.Reply;
import io.centter.control.http.Router;
import io.centter.embedded.SharedServers;
import io.centter.embedded.postgres.Database;
import io.centter.model.api.MemberRole;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// What `ReadBench` measures, in a process of its own: a control plane with networks of many agents, and beside its own
/// routes one that gives the same bytes each time. Prints a line of `name=value` pairs when it serves.
final class ReadServer {
    private static final String AGENTS = """
            INSERT INTO agents (id, network_id, name, slug, role, transport, endpoint_url, location, transports,
                capabilities, builtin_skills, custom_skills, tools, last_heartbeat_at, last_heartbeat_over_http,
                created_at, updated_at)
            SELECT substr(md5(:network::text || i), 1, 12), :network, 'Agent ' || i, 'agent-' || i,
                (ARRAY['assistant', 'analyst', 'developer'])[1 + i % 3], 'nats',
                'https://agent-' || i || '.agents.example.com/a2a',
                jsonb_build_object('private_ip', '10.10.0.' || i % 256, 'vpc_id', 'vpc-1', 'hostname', 'host-' || i),
                ARRAY['vpc', 'https'],
                ARRAY(SELECT 'capability-' || (i * 7 + k) % 40 FROM generate_series(0, 5) AS k),
                ARRAY(SELECT 'skill-' || (i * 11 + k) % 40 FROM generate_series(0, 4) AS k),
                '{}', ARRAY['bash', 'git'], now() + interval '25 minutes', true, now(), now()
            FROM generate_series(1, :count - 1) AS i
            """;

    /// A page of each kind, of which the fixed answers are made.
    static final Map<String, String> PAGES = Map.of(
            "discover-100",
            "/discover?limit=100&role=assistant",
            "discover-20",
            "/discover?limit=20&status=online&role=assistant&capability=capability-1",
            "presence-100",
            "/presence?limit=100");

    private ReadServer() {}

    /// The size of each network.
    public static void main(String[] sizes) throws InterruptedException {
        Database database = SharedServers.createDatabase();
        Map<String, String> told = new LinkedHashMap<>();
        try (TestPlane plane = TestPlane.start(database, Map.of(), InstantSource.system())) {
            Api person = plane.person("bench@example.com");
            for (String size : sizes) {
                String network = person.post("/networks", Map.of("name", "Network " + size))
                        .text("id");
                JsonNode asking = person.post("/networks/" + network + "/agents", Map.of("name", "Asking"))
                        .json();
                told.put("network-" + size, network);
                told.put("key-" + size, asking.path("api_key").asText());
                fill(plane, UUID.fromString(network), Integer.parseInt(size));
            }
        }
        Map<String, byte[]> fixed = new ConcurrentHashMap<>();
        try (ControlPlane plane = ControlPlane.open(
                Config.of(TestPlane.settings(database, Map.of())), InstantSource.system(), new SecureRandom())) {
            declareFixed(plane.router(), fixed);
            plane.start();
            Api asking = new Api(plane.url(), Map.of())
                    .with("X-Agent-Key", Objects.requireNonNull(told.get("key-" + sizes[0])));
            String network = "/networks/" + told.get("network-" + sizes[0]);
            PAGES.forEach((kind, page) ->
                    fixed.put(kind, JsonObject.part(asking.get(network + page).json())));
            told.put("port", Integer.toString(plane.port()));
            told.put("pid", Long.toString(ProcessHandle.current().pid()));
            StringBuilder line = new StringBuilder("serving");
            told.forEach(
                    (name, value) -> line.append(' ').append(name).append('=').append(value));
            System.out.println(line);
            Thread.currentThread().join();
        }
    }

    // Their heartbeats lie ahead: there is no broker here that proves who is there. Nobody needs to be told of each.
    private static void fill(TestPlane plane, UUID network, int size) {
        plane.sql().useTransaction(handle -> {
            handle.execute("SET LOCAL session_replication_role = replica");
            handle.createUpdate(AGENTS)
                    .bind("network", network)
                    .bind("count", size)
                    .execute();
        });
    }

    private static void declareFixed(Router router, Map<String, byte[]> fixed) {
        router.get("//bench/fixed/open", "The same bytes for everyone")
                .by(Access.everyone())
                .gives(JsonNode.class)
                .inMemory()
                .handle(_ -> Reply.written(Objects.requireNonNull(fixed.get("discover-100"))));
        router.get("//bench/fixed/behind", "The same bytes by the server behind")
                .by(Access.everyone())
                .gives(JsonNode.class)
                .handle(_ -> Reply.written(Objects.requireNonNull(fixed.get("discover-100"))));
        for (String kind : PAGES.keySet()) {
            router.get("/networks/{network}/fixed/" + kind, "The same bytes for whoever is admitted")
                    .by(Access.memberOrAgent(MemberRole.VIEWER))
                    .gives(JsonNode.class)
                    .inMemory()
                    .handle(_ -> Reply.written(Objects.requireNonNull(fixed.get(kind))));
        }
    }
}
