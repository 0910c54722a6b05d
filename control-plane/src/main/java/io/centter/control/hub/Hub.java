package io.centter.control.hub;

import io.centter.control.config.NatsConfig;
import io.centter.control.db.Seal;
import io.centter.control.db.SealedTable;
import io.centter.control.discovery.Discovery;
import io.centter.control.event.Carrier;
import io.centter.control.ground.Ground;
import io.centter.control.http.Router;
import io.centter.control.lease.Duties;
import io.centter.control.lease.Duty;
import io.centter.control.presence.Intake;
import io.centter.control.presence.PresenceBoard;
import io.centter.control.presence.RegistryFeed;
import io.centter.control.route.Routing;
import io.centter.model.api.NatsAccountView;
import io.centter.model.api.NatsHealth;
import io.centter.model.event.Replay;
import io.centter.model.event.ReplayQuery;
import io.centter.model.heartbeat.Heartbeat;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.nats.client.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The hub as a whole: the link to the broker and everything that hangs on it. Without a broker it starts, says so, and
/// joins when there is one.
public final class Hub implements AutoCloseable {
    /// What the hub needs of the rest.
    public record Parts(
            Ground ground,
            Seal seal,
            PresenceBoard board,
            RegistryFeed registry,
            Discovery discovery,
            Routing routing,
            Duties duties) {}

    private static final Logger LOG = LoggerFactory.getLogger(Hub.class);

    private final NatsConfig config;
    private final InstantSource clock;
    private final Instant made;
    private final Broker broker;
    private final HubLink link;
    private final Accounts accounts;
    private final MeshPublisher publisher;
    private final Mesh mesh;
    private final RollCall servers;
    private final UndeliveredWatch undelivered;
    private final LetterWatch letters;
    private final ControlUpkeep upkeep;
    private final MeshCarrier carrier;
    private final HeartbeatIntake intake;
    private final ConnectionWatch connections;
    private final RegistryResponder responder;
    private final PeerBeats peers;
    private final ClaimsWatch claims;
    private final Reconciler reconciler;
    private final Repairs repairs;
    private final Credentials credentials;
    private final AccountService service;
    private final NatsRoutes routes;

    /// The tables in which the hub keeps what is sealed.
    public static List<SealedTable> sealed() {
        return List.of(Trust.SEALED, AccountKeys.SEALED);
    }

    public Hub(NatsConfig config, TrustRoots roots, Parts parts) {
        Ground ground = parts.ground();
        this.config = config;
        this.clock = ground.clock();
        this.made = clock.instant();
        this.link = new HubLink(config.urls(), roots, new LinkEvents(), ground.random(), clock);
        this.broker = new Broker(link::system);
        this.servers = new RollCall(broker, config.replicas());
        this.accounts = new Accounts(
                ground, parts.seal(), roots, broker, parts.duties().holder(), config.replicas(), this::suspect);
        AccountSessions sessions = new AccountSessions(config.urls(), accounts, ground.random(), clock);
        Inboxes inboxes = new Inboxes(ground.transactions(), sessions, config);
        this.publisher = new MeshPublisher(link::control, ground.random());
        this.mesh = new Mesh(link, new Stores(broker), accounts, sessions, inboxes, publisher);
        this.undelivered = new UndeliveredWatch(accounts::knownNetworkOf);
        this.letters = new LetterWatch(accounts::knownNetworkOf);
        this.upkeep = new ControlUpkeep(broker, roots, clock);
        StaleCredentials stale = new StaleCredentials(ground);
        this.carrier = new MeshCarrier(ground.transactions(), accounts, inboxes, publisher, stale, clock);
        this.intake = new HeartbeatIntake(parts.board(), parts.registry(), accounts::knownNetworkOf);
        this.peers = new PeerBeats(link::control, parts.board(), parts.duties().holder());
        this.connections = new ConnectionWatch(parts.board(), accounts::knownNetworkOf, broker.door(), this::stranger);
        this.claims = new ClaimsWatch(accounts::knownNetworkOf, accounts::isEcho, this::suspect);
        this.responder = new RegistryResponder(parts.discovery(), parts.routing(), accounts::networkOf);
        this.reconciler =
                new Reconciler(new Reconciler.Parts(ground, roots, broker, accounts, inboxes, carrier, stale));
        Duty duty = parts.duties().apply("accounts", this::isAble);
        this.repairs = new Repairs(
                new Repairs.Parts(link, broker, servers, accounts, reconciler, duty),
                connections,
                parts.board(),
                clock);
        parts.duties().whenTaken(duty, repairs::onDuty);
        this.credentials = new Credentials(new Credentials.Parts(ground, accounts, inboxes, link), config);
        this.service = new AccountService(ground, accounts, reconciler);
        this.routes = new NatsRoutes(credentials, service, this::health);
        ground.outbox().entails(BrokerWork::of);
    }

    // The repairs come later than those who call for them.
    private void suspect(NetworkId network) {
        repairs.suspect(network);
    }

    /// Whether this process reaches the broker; without a broker to be had it is as good as any.
    public boolean isAble() {
        return config.urls().isEmpty() || link.isUp();
    }

    private void stranger() {
        repairs.strangers();
    }

    /// Accounts that the broker was last seen to have and that are of no network here.
    public int unknownAccounts() {
        return reconciler.unknownAccounts();
    }

    /// A heartbeat came to this process by HTTP.
    public void beatOverHttp(NetworkId network, Heartbeat beat) {
        peers.tell(network, beat);
    }

    /// Another process made an account.
    public void accountMade(String account, NetworkId network) {
        accounts.learn(account, network);
    }

    /// What the relay must be given.
    public Carrier carrier() {
        return carrier;
    }

    /// Is called when the broker is back and its accounts are right: what waited for it can go.
    public void whenReady(Runnable ready) {
        repairs.whenReady(ready);
    }

    /// What other features do in the accounts of networks.
    public Mesh mesh() {
        return mesh;
    }

    /// Hears which network has a message that was delivered too often; on a thread that must not wait.
    public void whenUndelivered(Consumer<NetworkId> listener) {
        undelivered.listen(listener);
    }

    /// Hears what becomes of messages; on a thread that must not wait.
    public void whenLetter(Consumer<LetterNote> listener) {
        letters.listen(listener);
    }

    /// Answers `mesh.registry.events`; before the hub starts.
    public void answerEvents(BiFunction<NetworkId, ReplayQuery, Replay> answer) {
        responder.answerEvents(answer);
    }

    public void declare(Router router) {
        routes.declare(router);
    }

    /// Begins to connect; returns at once, broker or not.
    public void start() {
        accounts.load();
        repairs.start();
        if (!config.urls().isEmpty()) {
            link.start();
        }
    }

    /// From which address an agent is connected, as the broker sees it.
    public Optional<String> hostOf(AgentId agent) {
        return connections.hostOf(agent);
    }

    public boolean isUp() {
        return link.isUp();
    }

    public NatsHealth health() {
        String status = config.urls().isEmpty() ? "not-configured" : link.isUp() ? "connected" : "connecting";
        String detail = switch (status) {
            case "connected" -> servers.trouble().orElse(null);
            case "connecting" ->
                link.trouble().orElse("No broker answers yet.")
                        + " It is tried again and again; everything else works.";
            default -> "No broker is configured (nats.url).";
        };
        long received = intake.received();
        return new NatsHealth(
                status,
                config.urls().isEmpty() ? made : link.since(),
                link.isUp() ? link.rttMicros() : null,
                link.control()
                        .map(connection -> connection.getServerInfo().getVersion())
                        .orElse(null),
                config.publicUrls(),
                received,
                received - intake.count(Intake.TAKEN),
                detail);
    }

    /// Credentials that ended a day ago; until then a revoked one must stay revoked.
    public int forgetExpired(Handle handle) {
        return CredentialSql.of(handle).forgetExpired(clock.instant().minus(Duration.ofDays(1)));
    }

    @Override
    public void close() {
        repairs.close();
        link.close();
    }

    private final class LinkEvents implements HubLink.Events {
        @Override
        public void systemOpened(Connection system) {
            connections.subscribe(system);
            claims.subscribe(system);
        }

        @Override
        public void controlOpened(Connection control) {
            publisher.subscribe(control);
            intake.subscribe(control);
            responder.subscribe(control);
            undelivered.subscribe(control);
            letters.subscribe(control);
            peers.subscribe(control);
        }

        @Override
        public void up() {
            Thread.ofVirtual().name("control-upkeep").start(Hub.this::renewControl);
            repairs.linkUp();
        }

        @Override
        public void down() {
            repairs.linkDown();
        }
    }

    private void renewControl() {
        try {
            upkeep.look();
        } catch (BrokerAway e) {
            LOG.info("control_account=not_looked_at reason={}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("control_account=not_looked_at", e);
        }
    }

    Credentials credentials() {
        return credentials;
    }

    NatsAccountView account(NetworkId network) {
        return service.get(network);
    }

    Broker broker() {
        return broker;
    }

    Reconciler reconciler() {
        return reconciler;
    }

    Accounts accounts() {
        return accounts;
    }

    MeshPublisher publisher() {
        return publisher;
    }
}
