package io.centter.control.hub;

import static org.awaitility.Awaitility.await;

import io.centter.control.audit.AuditLog;
import io.centter.control.config.DatabaseConfig;
import io.centter.control.config.NatsConfig;
import io.centter.control.config.PresenceConfig;
import io.centter.control.config.SealConfig;
import io.centter.control.config.Secret;
import io.centter.control.db.Database;
import io.centter.control.db.Seal;
import io.centter.control.db.Transactions;
import io.centter.control.discovery.Discovery;
import io.centter.control.event.Backoff;
import io.centter.control.event.Outbox;
import io.centter.control.event.Relay;
import io.centter.control.ground.Ground;
import io.centter.control.http.Caller;
import io.centter.control.http.Cursors;
import io.centter.control.http.Idempotency;
import io.centter.control.http.Origin;
import io.centter.control.lease.Duties;
import io.centter.control.presence.PresenceBoard;
import io.centter.control.presence.PresenceKeeper;
import io.centter.control.presence.PresenceWriter;
import io.centter.control.presence.RegistryFeed;
import io.centter.control.route.Routing;
import io.centter.embedded.SharedServers;
import io.centter.model.api.IssuedCredentials;
import io.centter.model.event.EventData;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.IdSource;
import io.centter.model.identity.NetworkId;
import io.centter.model.identity.Slug;
import io.centter.model.identity.UserId;
import io.centter.model.role.Role;
import io.centter.model.role.RoleTemplate;
import io.nats.client.Connection;
import io.nats.client.ErrorListener;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/// A hub on a real PostgreSQL and a real nats-server, without HTTP. Networks and agents are written as the services
/// write them.
final class HubFixture implements AutoCloseable {
    static final SecureRandom RANDOM = new SecureRandom();
    static final InstantSource CLOCK = InstantSource.system();

    final Database database;
    final Transactions transactions;
    final TrustRoots roots;
    final int port;
    final TestBroker broker;
    /// Nobody waits long for what a test waits for.
    private static final PresenceConfig IMPATIENT = new PresenceConfig(
            Duration.ofMinutes(10),
            Duration.ofMinutes(30),
            Duration.ofMillis(500),
            Duration.ofSeconds(2),
            Duration.ofMillis(300),
            Duration.ofDays(30));

    private final NatsConfig.Deliveries deliveries;
    private final PresenceConfig presence;
    private final int replicas;
    private final IdSource ids = new IdSource(CLOCK, RANDOM);
    private final Seal seal;
    private final AuditLog audit;
    final UserId owner;

    Plane plane;

    HubFixture(Path directory) {
        this(directory, 1);
    }

    /// @param servers of the broker; with more than one, everything is kept on each
    HubFixture(Path directory, int servers) {
        this(directory, servers, servers);
    }

    /// @param replicas how many copies are wanted
    HubFixture(Path directory, int servers, int replicas) {
        this(directory, servers, replicas, new NatsConfig.Deliveries(2, Duration.ofMillis(300)), IMPATIENT);
    }

    HubFixture(Path directory, int servers, NatsConfig.Deliveries deliveries) {
        this(directory, servers, servers, deliveries, IMPATIENT);
    }

    HubFixture(Path directory, int servers, int replicas, NatsConfig.Deliveries deliveries, PresenceConfig presence) {
        this.deliveries = deliveries;
        this.presence = presence;
        this.replicas = replicas;
        this.broker = new TestBroker(directory, servers);
        var empty = SharedServers.createDatabase();
        this.database = new Database(new DatabaseConfig(
                empty.jdbcUrl(),
                empty.user(),
                new Secret(empty.password()),
                10,
                Duration.ofSeconds(2),
                Duration.ofSeconds(30),
                "centter_app"));
        database.start();
        this.transactions = new Transactions(database);
        byte[] key = new byte[32];
        this.seal = new Seal(new SealConfig("k1", new Secret(Base64.getEncoder().encodeToString(key))), RANDOM);
        this.audit = new AuditLog(CLOCK, key);
        this.roots = new Trust(transactions, seal, RANDOM, CLOCK).loadOrCreate();
        this.port = broker.port();
        this.owner = insertOwner();
        this.plane = new Plane();
    }

    /// All of one process of the control plane; a second one is a restart.
    final class Plane implements AutoCloseable {
        final Outbox outbox = new Outbox(ids, CLOCK);
        final PresenceWriter writer;
        final PresenceBoard board;
        final RegistryFeed registry;
        final Discovery discovery;
        final Duties duties;
        final Routing routing;
        final Hub hub;
        final Relay relay;
        final PresenceKeeper keeper;

        Plane() {
            duties = new Duties(transactions, "test-" + ids.agentId(), Duties.Pace.STANDARD);
            writer = new PresenceWriter(transactions, outbox, duties.apply("presence", () -> true), CLOCK);
            board = new PresenceBoard(CLOCK, PresenceKeeper.rules(presence), writer);
            registry = new RegistryFeed(transactions, board, CLOCK);
            discovery = new Discovery(board, new Cursors(new byte[32]));
            routing = new Routing(ground(), board, Set.of(), Duration.ofSeconds(5));
            hub = new Hub(
                    new NatsConfig(
                            broker.urls(),
                            broker.urls(),
                            List.of(),
                            Duration.ofHours(24),
                            Duration.ofHours(1),
                            deliveries,
                            replicas),
                    roots,
                    new Hub.Parts(ground(), seal, board, registry, discovery, routing, duties));
            relay = new Relay(
                    transactions,
                    outbox,
                    List.of(hub.carrier()),
                    duties.holder(),
                    new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1)),
                    hub::isAble);
            keeper = new PresenceKeeper(board, writer, registry, presence);
            outbox.listen(registry);
            hub.whenReady(relay::retryNow);
        }

        private Ground ground() {
            return new Ground(
                    transactions, outbox, audit, new Idempotency(CLOCK), new Cursors(new byte[32]), ids, CLOCK, RANDOM);
        }

        Plane start() {
            duties.start();
            keeper.start();
            relay.start();
            hub.start();
            routing.start();
            return this;
        }

        @Override
        public void close() {
            hub.close();
            routing.close();
            keeper.close();
            relay.close();
            duties.close();
        }
    }

    /// Starts the broker and the plane; returns when they hear each other.
    void start(Duration within) {
        startServer();
        plane.start();
        await().atMost(within).until(() -> plane.hub.isUp());
    }

    void startServer() {
        broker.start(roots);
    }

    void stopServer() {
        broker.stop();
    }

    void restartPlane() {
        plane.close();
        plane = new Plane().start();
    }

    NetworkId network(String slug) {
        NetworkId network = new NetworkId(ids.uuid());
        transactions.write(handle -> handle.createUpdate("""
                INSERT INTO networks (id, name, slug, owner_id, created_at, updated_at)
                VALUES (:id, :slug, :slug, :owner, now(), now())
                """)
                .bind("id", network)
                .bind("slug", slug)
                .bind("owner", owner)
                .execute());
        transactions.inNetwork(network, handle -> {
            handle.createUpdate("""
                    INSERT INTO network_members (network_id, user_id, role, added_by, added_at)
                    VALUES (:network, :owner, 'owner', :owner, now())
                    """)
                    .bind("network", network)
                    .bind("owner", owner)
                    .execute();
            for (Role role : Role.values()) {
                RoleTemplate.of(role)
                        .scopes()
                        .forEach(scope -> handle.execute("""
                        INSERT INTO role_scopes (network_id, role, scope, changed_at) VALUES (?, ?, ?, now())
                        """, network.value(), role.wireName(), scope));
            }
            plane.outbox.event(handle, network, new EventData.NetworkCreated(slug, new Slug(slug)));
            plane.outbox.work(handle, network, MeshCarrier.SYNC_ACCOUNT, Map.of());
            return true;
        });
        return network;
    }

    AgentId agent(NetworkId network, String slug, Role role) {
        AgentId agent = ids.agentId();
        transactions.inNetwork(network, handle -> {
            handle.createUpdate("""
                    INSERT INTO agents (id, network_id, name, slug, role, created_at, updated_at)
                    VALUES (:id, :network, :slug, :slug, :role, now(), now())
                    """)
                    .bind("id", agent)
                    .bind("network", network)
                    .bind("slug", slug)
                    .bind("role", role.wireName())
                    .execute();
            plane.outbox.event(handle, network, new EventData.AgentCreated(agent, slug, new Slug(slug), role));
            plane.outbox.work(handle, network, MeshCarrier.SYNC_AGENT, Map.of("agent_id", agent));
            return true;
        });
        return agent;
    }

    IssuedCredentials issue(NetworkId network, AgentId agent) {
        return plane.hub.credentials().issue(network, agent, caller());
    }

    IssuedCredentials issueConsole(NetworkId network) {
        return plane.hub.credentials().issueConsole(network, caller());
    }

    /// The owner of all networks, with a session.
    Caller.UserCaller caller() {
        return new Caller.UserCaller(
                owner,
                ids.uuid(),
                Instant.now().plusSeconds(9_000),
                new Origin("127.0.0.1", "request", "0".repeat(32)));
    }

    /// Connects as an agent's SDK does.
    Client connect(IssuedCredentials credentials) throws IOException, InterruptedException {
        return new Client(credentials, broker.urls());
    }

    /// The same, to one server and no other.
    Client connect(IssuedCredentials credentials, int server) throws IOException, InterruptedException {
        return new Client(credentials, List.of(broker.urls().get(server)));
    }

    private UserId insertOwner() {
        UserId user = new UserId(ids.uuid());
        transactions.write(handle -> handle.createUpdate("""
                INSERT INTO users (id, email, name, password_hash, sessions_valid_from, created_at, updated_at)
                VALUES (:id, :email, 'Owner', 'x', now(), now(), now())
                """)
                .bind("id", user)
                .bind("email", user + "@example.com")
                .execute());
        return user;
    }

    @Override
    public void close() {
        plane.close();
        stopServer();
        database.close();
    }

    /// A connected client, and what the broker told it.
    static final class Client implements AutoCloseable {
        final Connection connection;
        final Queue<String> errors = new ConcurrentLinkedQueue<>();

        Client(IssuedCredentials credentials, List<String> urls) throws IOException, InterruptedException {
            this.connection = Nats.connect(Options.builder()
                    .servers(urls.toArray(String[]::new))
                    .authHandler(Nats.staticCredentials(credentials.creds().getBytes(StandardCharsets.UTF_8)))
                    .inboxPrefix("_INBOX." + credentials.userName() + ".")
                    .connectionTimeout(Duration.ofSeconds(2))
                    .reconnectWait(Duration.ofMillis(100))
                    .maxReconnects(-1)
                    .errorListener(new ErrorListener() {
                        @Override
                        public void errorOccurred(Connection connection, String error) {
                            errors.add(error);
                        }
                    })
                    .build());
        }

        @Override
        public void close() {
            try {
                connection.close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
