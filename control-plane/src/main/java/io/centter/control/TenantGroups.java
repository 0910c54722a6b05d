package io.centter.control;

import io.centter.control.agent.AgentCards;
import io.centter.control.agent.AgentLocks;
import io.centter.control.agent.AgentRoutes;
import io.centter.control.agent.AgentService;
import io.centter.control.agent.AgentTransport;
import io.centter.control.agent.LockWatch;
import io.centter.control.audit.AuditReader;
import io.centter.control.audit.AuditVerifier;
import io.centter.control.auditing.Anchors;
import io.centter.control.auditing.AuditRoutes;
import io.centter.control.auditing.AuditService;
import io.centter.control.config.Config;
import io.centter.control.denial.DenialRoutes;
import io.centter.control.denial.Denials;
import io.centter.control.dns.DnsRoutes;
import io.centter.control.dns.DnsService;
import io.centter.control.ground.Ground;
import io.centter.control.http.Router;
import io.centter.control.network.MemberService;
import io.centter.control.network.NetworkFigures;
import io.centter.control.network.NetworkRoutes;
import io.centter.control.network.NetworkService;
import io.centter.control.network.NetworkStanding;
import io.centter.control.presence.PresenceBoard;
import io.centter.control.provision.DeploymentRoutes;
import io.centter.control.provision.DeploymentService;
import io.centter.control.provision.NoMachines;
import io.centter.control.provision.PlanRoutes;
import io.centter.control.route.Routing;
import io.centter.control.skill.CurationRoutes;
import io.centter.control.skill.CurationService;
import io.centter.control.skill.Curators;
import io.centter.control.skill.InstallRoutes;
import io.centter.control.skill.InstallService;
import io.centter.control.skill.KeyRoutes;
import io.centter.control.skill.KeyService;
import io.centter.control.skill.MarketRoutes;
import io.centter.control.skill.PublisherService;
import io.centter.control.skill.ReviewRoutes;
import io.centter.control.skill.ReviewService;
import io.centter.control.skill.SkillNews;
import io.centter.control.skill.SkillService;
import io.centter.control.skill.VersionService;
import io.centter.control.team.TeamAgents;
import io.centter.control.team.TeamRoutes;
import io.centter.control.team.TeamService;
import io.centter.control.usage.Usage;
import io.centter.control.usage.UsageRoutes;
import io.centter.model.api.PresenceTally;
import io.centter.model.api.UsageMetric;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.presence.AgentPresence;
import io.centter.model.presence.Presence;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/// What a tenant has on record: networks, agents, teams, and what belongs to them. The part of [ControlPlane]'s wiring
/// that stands on the database alone.
final class TenantGroups implements AutoCloseable {
    private final Ground on;
    private final Config config;
    private final PresenceBoard board;
    private final Function<AgentId, Optional<String>> hosts;
    private final byte[] auditKey;
    private final AgentLocks locks;
    private final LockWatch lockWatch;
    private final Usage usage;
    private final Denials denials;
    private final Routing routing;

    /// Everything that stands on the database, not yet declared.
    ///
    /// @param hosts from which address the broker sees an agent
    /// @param auditKey what the chains of the audit log are made with
    TenantGroups(
            Ground on,
            Config config,
            Shifts shifts,
            PresenceBoard board,
            Function<AgentId, Optional<String>> hosts,
            byte[] auditKey) {
        this.on = on;
        this.config = config;
        this.board = board;
        this.hosts = hosts;
        this.auditKey = auditKey.clone();
        this.locks = new AgentLocks(on);
        this.lockWatch = new LockWatch(locks, shifts.schedules());
        this.usage = new Usage(on.transactions(), on.clock(), Duration.ofSeconds(5));
        this.routing = new Routing(on, board, ownHosts(), patience(config));
        on.outbox().listen(usage);
        this.denials = new Denials(on, shifts.presence());
        board.whenTaken(denials::heard);
        board.whenTaken((network, beat) -> {
            // Every plane hears it; one counts it.
            if (shifts.presence().isMine()) {
                usage.count(network, beat.agentId(), UsageMetric.HEARTBEATS, 1);
            }
        });
    }

    void declare(Router router) {
        declareNetworks(router);
        declareAgents(router);
        declareTeams(router);
        declareMachines(router);
        declareMarket(router);
        declareAuditing(router);
        new DnsRoutes(new DnsService(on, hosts)).declare(router);
        routing.declare(router);
        new DenialRoutes(on).declare(router);
        new UsageRoutes(on.transactions(), on.cursors(), on.clock()).declare(router);
    }

    void start() {
        lockWatch.start();
        usage.start();
        denials.start();
        routing.start();
    }

    @Override
    public void close() {
        lockWatch.close();
        routing.close();
        denials.close();
        usage.close();
    }

    /// A message was handed on.
    void relayed(NetworkId network, @Nullable AgentId from) {
        usage.count(network, from, UsageMetric.MESSAGES_RELAYED, 1);
    }

    void tokenIssued(NetworkId network, AgentId agent) {
        usage.count(network, agent, UsageMetric.TOKENS_ISSUED, 1);
    }

    /// Gathers what agents are refused.
    Denials denials() {
        return denials;
    }

    /// What is brought to its end every minute: these two, and what tenants' records leave to be done.
    Map<String, IntSupplier> ends(IntSupplier permissions, IntSupplier messages) {
        Anchors anchors = new Anchors(on, config.audit().anchorInterval());
        return Map.of(
                "permissions",
                permissions,
                "messages",
                messages,
                "audit",
                anchors::anchor,
                "skills",
                new SkillNews(on)::tell);
    }

    /// Counts what networks use; for whoever has something to count.
    Usage usage() {
        return usage;
    }

    /// How agents reach each other; for whoever is asked for that.
    Routing routing() {
        return routing;
    }

    // Without a broker nobody is connected, and that is known at once.
    private static Duration patience(Config config) {
        return config.nats().urls().isEmpty() ? Duration.ZERO : Duration.ofSeconds(10);
    }

    private void declareNetworks(Router router) {
        new NetworkRoutes(
                        new NetworkService(on),
                        new MemberService(on),
                        new NetworkStanding(on),
                        new NetworkFigures(on.transactions(), on.clock(), this::tally))
                .declare(router);
    }

    private void declareAgents(Router router) {
        new AgentRoutes(
                        new AgentService(on),
                        new AgentTransport(on, ownHosts()),
                        locks,
                        // No A2A interface is served yet, and a card names only what is.
                        new AgentCards(on.transactions(), _ -> List.of()))
                .declare(router);
    }

    private void declareTeams(Router router) {
        new TeamRoutes(new TeamService(on), new TeamAgents(on)).declare(router);
    }

    private void declareMachines(Router router) {
        new PlanRoutes().declare(router);
        new DeploymentRoutes(new DeploymentService(on, new NoMachines())).declare(router);
    }

    private void declareMarket(Router router) {
        Curators curators = new Curators(config.market());
        new MarketRoutes(new PublisherService(on), new SkillService(on, curators), new VersionService(on, curators))
                .declare(router);
        new KeyRoutes(new KeyService(on, curators)).declare(router);
        new CurationRoutes(new CurationService(on, curators)).declare(router);
        new InstallRoutes(new InstallService(on, board)).declare(router);
        new ReviewRoutes(new ReviewService(on, curators)).declare(router);
    }

    private void declareAuditing(Router router) {
        new AuditRoutes(new AuditService(
                        on.transactions(),
                        on.audit(),
                        new AuditReader(on.transactions()),
                        new AuditVerifier(on.transactions(), auditKey, on.clock()),
                        on.cursors()))
                .declare(router);
    }

    private PresenceTally tally(NetworkId network) {
        Map<Presence, Integer> counts = new EnumMap<>(Presence.class);
        int stuck = 0;
        for (AgentPresence agent : board.snapshot(network).agents()) {
            counts.merge(agent.presence(), 1, Integer::sum);
            stuck += agent.stuck() ? 1 : 0;
        }
        return new PresenceTally(
                counts.getOrDefault(Presence.ONLINE, 0),
                counts.getOrDefault(Presence.DEGRADED, 0),
                counts.getOrDefault(Presence.OFFLINE, 0),
                counts.getOrDefault(Presence.UNKNOWN, 0),
                stuck);
    }

    /// The names under which this control plane is reached itself.
    private Set<String> ownHosts() {
        Set<String> hosts = new HashSet<>(Set.of(config.http().host().toLowerCase(Locale.ROOT)));
        String publicUrl = config.http().publicUrl();
        if (!publicUrl.isEmpty()) {
            String host = URI.create(publicUrl).getHost();
            if (host != null) {
                hosts.add(host.toLowerCase(Locale.ROOT));
            }
        }
        return hosts;
    }
}
