package io.centter.control;

import io.centter.control.agent.AgentKeys;
import io.centter.control.agent.AgentRoutes;
import io.centter.control.agent.AgentService;
import io.centter.control.audit.AuditLog;
import io.centter.control.config.Config;
import io.centter.control.db.Database;
import io.centter.control.db.Seal;
import io.centter.control.db.Transactions;
import io.centter.control.event.Backoff;
import io.centter.control.event.Carrier;
import io.centter.control.event.Outbox;
import io.centter.control.event.Relay;
import io.centter.control.http.Admission;
import io.centter.control.http.Cursors;
import io.centter.control.http.HttpApi;
import io.centter.control.http.Idempotency;
import io.centter.control.http.Router;
import io.centter.control.metrics.AdminServer;
import io.centter.control.metrics.HealthRoutes;
import io.centter.control.metrics.Meters;
import io.centter.control.network.MemberService;
import io.centter.control.network.NetworkPurge;
import io.centter.control.network.NetworkRoutes;
import io.centter.control.network.NetworkService;
import io.centter.control.network.Rights;
import io.centter.control.user.Sessions;
import io.centter.control.user.UserRoutes;
import io.centter.control.user.UserService;
import io.centter.model.identity.IdSource;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// The whole server. Everything is made in the constructor, in the order in which it is needed, and nothing runs before
/// [#start].
public final class ControlPlane implements AutoCloseable {
    private final Config config;
    private final Database database;
    private final Meters meters = new Meters();
    private final AdminServer admin;
    private final Relay relay;
    private final Housekeeping housekeeping;
    private final Router router = new Router();
    private final HttpApi http;
    private boolean closed;

    public ControlPlane(Config config) {
        this(config, InstantSource.system(), new SecureRandom());
    }

    public ControlPlane(Config config, InstantSource clock, SecureRandom random) {
        this.config = config;
        IdSource ids = new IdSource(clock, random);
        Seal seal = new Seal(config.seal(), random);
        database = new Database(config.db());
        database.measure(meters.registry());
        Transactions transactions = new Transactions(database);
        Outbox outbox = new Outbox(ids, clock);
        AuditLog audit = new AuditLog(clock, seal.derive("audit"));
        Idempotency idempotency = new Idempotency(clock);
        Cursors cursors = new Cursors(seal.derive("cursors"));
        Rights rights = new Rights(transactions);

        Sessions sessions = new Sessions(transactions, config.session(), ids, clock);
        new UserRoutes(new UserService(
                        new UserService.Parts(transactions, sessions, audit, ids, clock),
                        config.session(),
                        config.http().openRegistration(),
                        random))
                .register(router);
        new NetworkRoutes(
                        new NetworkService(transactions, outbox, audit, idempotency, cursors, ids, clock),
                        new MemberService(transactions, outbox, audit, cursors, clock))
                .register(router);
        AgentKeys agentKeys = new AgentKeys(transactions, clock);
        new AgentRoutes(new AgentService(
                        new AgentService.Parts(transactions, outbox, audit, idempotency, cursors, ids, clock), random))
                .register(router);

        List<Carrier> carriers = new ArrayList<>();
        carriers.add(new NetworkPurge(transactions));
        relay = new Relay(transactions, outbox, carriers, holder(), Backoff.standard());
        meters.gauge("centter.outbox.parked", "Outbox rows that need a person", relay::parkedOrUnknown);
        meters.gauge("centter.outbox.waiting", "Outbox rows that wait to be carried", relay::waitingOrUnknown);

        new HealthRoutes(database::ready, () -> "not-configured").register(router);
        housekeeping = new Housekeeping(transactions, idempotency, sessions);
        admin = new AdminServer(config.admin(), meters);
        http = new HttpApi(config.http(), router, new Admission(sessions, agentKeys, rights), random, meters::answered);
    }

    /// Returns when requests are served; throws when that cannot be.
    public void start() {
        meters.start();
        database.start();
        relay.start();
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
        return URI.create("http://" + config.http().host() + ":" + port());
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
        http.close();
        admin.close();
        housekeeping.close();
        relay.close();
        database.close();
        meters.close();
    }

    private static String holder() {
        return "centter-" + ProcessHandle.current().pid();
    }
}
