package io.centter.control.hub;

import io.centter.control.audit.AuditLog;
import io.centter.control.config.NatsConfig;
import io.centter.control.db.Seal;
import io.centter.control.db.SealedTable;
import io.centter.control.db.Transactions;
import io.centter.control.discovery.Discovery;
import io.centter.control.event.Carrier;
import io.centter.control.event.Outbox;
import io.centter.control.http.Router;
import io.centter.control.presence.Intake;
import io.centter.control.presence.PresenceBoard;
import io.centter.control.presence.RegistryFeed;
import io.centter.model.api.NatsHealth;
import io.centter.model.identity.AgentId;
import io.nats.client.Connection;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The hub as a whole: the link to the broker and everything that hangs on it. Without a broker it starts, says so, and
/// joins when there is one.
public final class Hub implements AutoCloseable {
    /// What the hub needs of the rest.
    public record Parts(
            Transactions transactions,
            Outbox outbox,
            AuditLog audit,
            Seal seal,
            PresenceBoard board,
            RegistryFeed registry,
            Discovery discovery,
            SecureRandom random,
            InstantSource clock) {}

    private final NatsConfig config;
    private final InstantSource clock;
    private final Instant made;
    private final Broker broker;
    private final HubLink link;
    private final Accounts accounts;
    private final MeshPublisher publisher;
    private final MeshCarrier carrier;
    private final HeartbeatIntake intake;
    private final ConnectionWatch connections;
    private final RegistryResponder responder;
    private final Repairs repairs;
    private final Credentials credentials;
    private final NatsRoutes routes;

    /// The tables in which the hub keeps what is sealed.
    public static List<SealedTable> sealed() {
        return List.of(Trust.SEALED, AccountKeys.SEALED);
    }

    public Hub(NatsConfig config, TrustRoots roots, Parts parts) {
        this.config = config;
        this.clock = parts.clock();
        this.made = clock.instant();
        this.link = new HubLink(config.urls(), roots, new LinkEvents(), parts.random(), clock);
        this.broker = new Broker(link::system);
        this.accounts = new Accounts(parts.transactions(), parts.seal(), roots, broker, parts.random(), clock);
        Inboxes inboxes = new Inboxes(config.urls(), accounts, parts.random(), clock);
        this.publisher = new MeshPublisher(link::control, parts.random());
        this.carrier = new MeshCarrier(parts.transactions(), accounts, inboxes, publisher, clock);
        this.intake = new HeartbeatIntake(parts.board(), parts.registry(), accounts::knownNetworkOf);
        this.connections = new ConnectionWatch(parts.board(), accounts::knownNetworkOf);
        this.responder = new RegistryResponder(parts.discovery(), accounts::knownNetworkOf);
        this.repairs = new Repairs(
                new Repairs.Parts(parts.transactions(), link, broker, accounts, inboxes, carrier),
                connections,
                parts.board(),
                clock);
        this.credentials = new Credentials(
                new Credentials.Parts(parts.transactions(), parts.outbox(), parts.audit(), accounts, inboxes, link),
                config,
                parts.random(),
                clock);
        this.routes = new NatsRoutes(credentials, this::health);
    }

    /// What the relay must be given.
    public Carrier carrier() {
        return carrier;
    }

    /// Is called when the broker is back and its accounts are right: what waited for it can go.
    public void whenReady(Runnable ready) {
        repairs.whenReady(ready);
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
            case "connected" -> null;
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
        }

        @Override
        public void controlOpened(Connection control) {
            publisher.subscribe(control);
            intake.subscribe(control);
            responder.subscribe(control);
        }

        @Override
        public void up() {
            repairs.linkUp();
        }

        @Override
        public void down() {
            repairs.linkDown();
        }
    }

    Credentials credentials() {
        return credentials;
    }

    Accounts accounts() {
        return accounts;
    }

    MeshPublisher publisher() {
        return publisher;
    }
}
