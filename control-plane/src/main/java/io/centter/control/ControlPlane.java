package io.centter.control;

import io.centter.control.access.AccessGate;
import io.centter.control.access.AccessSnapshots;
import io.centter.control.access.NetworkAccess;
import io.centter.control.agent.AgentKeys;
import io.centter.control.audit.AuditLog;
import io.centter.control.audit.Refusals;
import io.centter.control.auditing.RefusedAccess;
import io.centter.control.authority.Authority;
import io.centter.control.config.Config;
import io.centter.control.db.Database;
import io.centter.control.db.Notifications;
import io.centter.control.db.PlaneSecrets;
import io.centter.control.db.Reseal;
import io.centter.control.db.Seal;
import io.centter.control.db.SignOfLife;
import io.centter.control.db.Transactions;
import io.centter.control.discovery.Discovery;
import io.centter.control.discovery.DiscoveryRoutes;
import io.centter.control.event.Backoff;
import io.centter.control.event.Carrier;
import io.centter.control.event.Outbox;
import io.centter.control.event.Relay;
import io.centter.control.ground.Ground;
import io.centter.control.http.Admission;
import io.centter.control.http.Cursors;
import io.centter.control.http.HttpApi;
import io.centter.control.http.Idempotency;
import io.centter.control.http.Router;
import io.centter.control.hub.Hub;
import io.centter.control.hub.Trust;
import io.centter.control.hub.TrustRoots;
import io.centter.control.lease.Duties;
import io.centter.control.message.Messages;
import io.centter.control.metrics.AdminServer;
import io.centter.control.metrics.HealthRoutes;
import io.centter.control.metrics.Meters;
import io.centter.control.network.NetworkPurge;
import io.centter.control.openapi.OpenApiRoutes;
import io.centter.control.permission.ExpiredPermissions;
import io.centter.control.permission.PermissionRoutes;
import io.centter.control.presence.PresenceBoard;
import io.centter.control.presence.PresenceKeeper;
import io.centter.control.presence.PresenceRoutes;
import io.centter.control.presence.PresenceWriter;
import io.centter.control.presence.RegistryFeed;
import io.centter.control.user.Sessions;
import io.centter.control.user.UserRoutes;
import io.centter.control.user.UserService;
import io.centter.model.heartbeat.Heartbeat;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.IdSource;
import io.centter.model.identity.NetworkId;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The whole server, wired by hand in the order in which things are needed. Nothing runs before [#start].
public final class ControlPlane implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ControlPlane.class);

    private final Database database;
    private final Meters meters = new Meters();
    private final AdminServer admin;
    private final AccessSnapshots access;
    private final Notifications hearing;
    private final Notifications registering;
    private final Refusals refusals;
    private final Relay relay;
    private final Housekeeping housekeeping;
    private final Router router = new Router();
    private final HttpApi http;
    private final PresenceKeeper keeper;
    private final Duties duties;
    private final Hub hub;
    private final Messages messages;
    private final Authority authority;
    private final TenantGroups tenants;
    private final String host;
    private boolean closed;

    /// What the seal key opened.
    @SuppressWarnings("ArrayRecordComponent") // Handed on once, compared never.
    private record Unsealed(Seal seal, TrustRoots roots, byte[] auditKey, byte[] cursorsKey) {}

    private ControlPlane(
            Config config, Database database, Unsealed unsealed, InstantSource clock, SecureRandom random) {
        this.database = database;
        this.host = config.http().host();
        IdSource ids = new IdSource(clock, random);
        database.measure(meters.registry());
        Transactions transactions = new Transactions(database);
        Outbox outbox = new Outbox(ids, clock);
        AuditLog audit = new AuditLog(clock, unsealed.auditKey());
        refusals = new Refusals(transactions, audit, Duration.ofMinutes(1));
        Cursors cursors = new Cursors(unsealed.cursorsKey());
        access = new AccessSnapshots(transactions, this::hears, clock);
        hearing = new Notifications(config.db(), AccessSnapshots.CHANNEL, access);
        transactions.whenCommitted(access::changed);
        Sessions sessions = new Sessions(access, config.session(), ids, clock, config.market()::isCurator);
        AgentKeys agentKeys = new AgentKeys(access, clock);
        Ground ground = new Ground(transactions, outbox, audit, new Idempotency(clock), cursors, ids, clock, random);
        declareRecords(config, ground, sessions);
        authority = authority(config, ground, unsealed.seal());
        duties = new Duties(transactions, holder(random), Duties.Pace.STANDARD);
        Shifts shifts = Shifts.of(duties, this::sees);
        PresenceWriter presence = new PresenceWriter(transactions, outbox, shifts.presence(), clock);
        PresenceBoard board = new PresenceBoard(clock, PresenceKeeper.rules(config.presence()), presence);
        RegistryFeed registry = new RegistryFeed(transactions, board, clock);
        outbox.listen(registry);
        keeper = new PresenceKeeper(board, presence, registry, config.presence());
        registering =
                new Notifications(config.db(), RegistryFeed.CHANNEL, registry, new SignOfLife(duties.holder(), random));
        new PresenceRoutes(board, registry, transactions, cursors, this::tellPeers).declare(router);
        Discovery discovery = new Discovery(board, cursors);
        new DiscoveryRoutes(discovery).declare(router);
        tenants = new TenantGroups(ground, config, shifts, board, this::hostOf, unsealed.auditKey());
        tenants.declare(router);
        authority.whenIssued(tenants::tokenIssued);
        hub = hub(config, unsealed, ground, board, registry, discovery);
        messages = messages(ground, board);
        List<Carrier> carriers = List.of(new NetworkPurge(transactions), hub.carrier(), messages.carrier());
        relay = new Relay(transactions, outbox, carriers, duties.holder(), Backoff.standard(), hub::isAble);
        hub.whenReady(relay::retryNow);
        registry.whenAccountMade(hub::accountMade);
        measure(board, presence);
        housekeeping = housekeeping(config, ground, shifts, sessions, presence, declareRest(ground, board));
        admin = new AdminServer(config.admin(), meters);
        Admission admission = new Admission(sessions, agentKeys, authority.tokens(), new AccessGate(access));
        http = new HttpApi(config.http(), router, admission, watch(), random, new HttpCounts(meters, tenants.usage()));
    }

    private Hub hub(
            Config config,
            Unsealed unsealed,
            Ground on,
            PresenceBoard board,
            RegistryFeed registry,
            Discovery discovery) {
        Hub made = new Hub(
                config.nats(),
                unsealed.roots(),
                new Hub.Parts(on, unsealed.seal(), board, registry, discovery, tenants.routing(), duties));
        made.declare(router);
        return made;
    }

    private Messages messages(Ground on, PresenceBoard board) {
        Messages made = new Messages(on, access, board, hub, tenants::relayed);
        made.declare(router);
        return made;
    }

    private Authority authority(Config config, Ground on, Seal seal) {
        Authority made = new Authority(config.authority(), on, access, seal);
        made.declare(router);
        return made;
    }

    private Housekeeping housekeeping(
            Config config,
            Ground on,
            Shifts shifts,
            Sessions sessions,
            PresenceWriter presence,
            ExpiredPermissions expired) {
        return new Housekeeping(
                on.transactions(),
                shifts.schedules(),
                Map.of(
                        "denials", tenants.denials()::forgetOld,
                        "idempotency_keys", on.idempotency()::forgetOld,
                        "authority_keys", authority::letGo,
                        "sessions", sessions::forgetExpired,
                        "access_changes", access::forgetOld,
                        "credentials", hub::forgetExpired,
                        "dead_letters", messages::forgetOld,
                        "message_fates", messages::forgetFates,
                        "planes", SignOfLife::forgetGone,
                        "presence",
                                handle -> presence.forgetOld(
                                        handle, config.presence().history())),
                tenants.ends(expired::end, messages::expire));
    }

    // A plane without a broker sees as much as any other: what comes by HTTP.
    private boolean sees() {
        return hub.isAble();
    }

    private void tellPeers(NetworkId network, Heartbeat beat) {
        hub.beatOverHttp(network, beat);
    }

    // The hub comes later than those who ask.
    private Optional<String> hostOf(AgentId agent) {
        return hub.hostOf(agent);
    }

    private void declareRecords(Config config, Ground on, Sessions sessions) {
        new UserRoutes(new UserService(
                        new UserService.Parts(on.transactions(), sessions, on.audit(), refusals, on.ids(), on.clock()),
                        config.session(),
                        config.http().openRegistration(),
                        on.random()))
                .declare(router);
    }

    private ExpiredPermissions declareRest(Ground on, PresenceBoard board) {
        new HealthRoutes(database::ready, () -> hub.health().status()).declare(router);
        new OpenApiRoutes().declare(router);
        PermissionRoutes permissions = new PermissionRoutes(on, access, board, tenants.routing());
        permissions.declare(router);
        return permissions.expired();
    }

    private void measure(PresenceBoard board, PresenceWriter presence) {
        meters.gauge("centter.outbox.parked", "Outbox rows that need a person", relay::parkedOrUnknown);
        meters.gauge("centter.outbox.waiting", "Outbox rows that wait to be carried", relay::waitingOrUnknown);
        meters.gauge("centter.accounts.unknown", "Accounts at the broker of no network here", hub::unknownAccounts);
        meters.gauge("centter.presence.agents", "Agents on the presence board", board::size);
        meters.gauge("centter.presence.lost", "Presence changes that could not be written", presence::lost);
    }

    /// A plane on its database, migrated and with its root of trust, not yet started. Waits for the database as long as
    /// `db.start_timeout` says.
    public static ControlPlane open(Config config) {
        return open(config, InstantSource.system(), new SecureRandom());
    }

    /// The same with another clock and other randomness, for tests.
    public static ControlPlane open(Config config, InstantSource clock, SecureRandom random) {
        Database database = new Database(config.db());
        try {
            database.start();
            Seal seal = new Seal(config.seal(), random);
            Transactions transactions = new Transactions(database);
            new Reseal(transactions, seal, Sealed.TABLES).requireKeys();
            PlaneSecrets secrets = new PlaneSecrets(transactions, seal, clock);
            byte[] auditKey = secrets.key("audit");
            byte[] cursorsKey = secrets.key("cursors");
            TrustRoots roots = new Trust(transactions, seal, random, clock).loadOrCreate();
            return new ControlPlane(config, database, new Unsealed(seal, roots, auditKey, cursorsKey), clock, random);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /// Returns when requests are served; throws when that cannot be. A broker is not waited for.
    public void start() {
        meters.start();
        hearing.start();
        registering.start();
        authority.start();
        refusals.start();
        duties.start();
        keeper.start();
        relay.start();
        hub.start();
        messages.start();
        tenants.start();
        housekeeping.start();
        admin.start();
        http.start();
    }

    /// The port of the API.
    public int port() {
        return http.port();
    }

    /// Where this machine reaches the API.
    public URI url() {
        return URI.create("http://" + host + ":" + port());
    }

    /// The port of the metrics, or -1 where they are turned off.
    public int adminPort() {
        return admin.port();
    }

    /// Every route that is served.
    public Router router() {
        return router;
    }

    /// Lets running requests and the outbox end; twice is harmless.
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        end("http", http);
        end("admin", admin);
        end("refusals", refusals);
        end("housekeeping", housekeeping);
        end("authority", authority);
        // What presence says last still goes out: the keeper writes it, the relay carries it, and that takes the hub.
        end("presence", keeper);
        end("relay", relay);
        end("messages", messages);
        end("hub", hub);
        end("duties", duties);
        // After everything that is counted.
        end("tenants", tenants);
        end("hearing", hearing);
        end("registering", registering);
        end("database", database);
        end("meters", meters);
    }

    // One part that does not end well must not keep the others open.
    private static void end(String name, AutoCloseable part) {
        try {
            part.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.error("close=failed part={}", name, e);
        }
    }

    private RefusedAccess watch() {
        return new RefusedAccess(
                refusals,
                new RefusedAccess.Homes(
                        network -> access.of(network).id().equals(network),
                        agent ->
                                access.agent(agent).map(found -> found.network().id()),
                        team -> access.ofTeam(team).map(NetworkAccess::id)));
    }

    private boolean hears() {
        return hearing.isCurrent();
    }

    // Two planes may have the same pid, on two machines or in one process.
    private static String holder(SecureRandom random) {
        return "centter-" + ProcessHandle.current().pid() + "-" + Integer.toHexString(random.nextInt());
    }
}
