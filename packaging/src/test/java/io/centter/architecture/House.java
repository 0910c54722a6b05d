package io.centter.architecture;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The house as data: what stands here and nothing else may be imported.
final class House {
    /// Modules, by their package: the edges of the house.
    static final Map<String, Set<String>> MODULES = Map.of(
            "io.centter.model", Set.of(),
            "io.centter.embedded", Set.of(),
            "io.centter.sdk", Set.of("io.centter.model"),
            "io.centter.control", Set.of("io.centter.model", "io.centter.embedded"),
            "io.centter.cli", Set.of("io.centter.model", "io.centter.sdk"),
            "io.centter.console", Set.of("io.centter.model", "io.centter.sdk"));

    /// Plumbing of the control plane: knows no feature. What features may always use.
    static final Set<String> PLUMBING =
            Set.of("config", "db", "http", "lease", "nats", "metrics", "openapi", "refusal");

    static final Set<String> FOR_ALL = Set.of("audit", "event", "ground");

    /// Features of the control plane and the neighbours they may name.
    static final Map<String, Set<String>> FEATURES = new TreeMap<>(Map.ofEntries(
            Map.entry("access", Set.of()),
            Map.entry("user", Set.of("access")),
            Map.entry("network", Set.of()),
            Map.entry("agent", Set.of("access", "network")),
            Map.entry("team", Set.of("network")),
            Map.entry("provision", Set.of("network")),
            Map.entry("usage", Set.of()),
            Map.entry("dns", Set.of("network")),
            Map.entry("auditing", Set.of("network")),
            Map.entry("authority", Set.of("access", "network")),
            Map.entry("permission", Set.of("access", "network", "presence", "route")),
            Map.entry("route", Set.of("network", "presence")),
            Map.entry("presence", Set.of()),
            Map.entry("discovery", Set.of("presence")),
            Map.entry("denial", Set.of()),
            Map.entry("hub", Set.of("network", "presence", "discovery", "route")),
            Map.entry("message", Set.of("access", "network", "hub", "presence")),
            Map.entry("skill", Set.of("network", "presence"))));

    /// Packages of the console, and which of the others they may see.
    static final Map<String, Set<String>> CONSOLE = new TreeMap<>(Map.of(
            "fx", Set.of(),
            "text", Set.of(),
            "theme", Set.of("text"),
            "live", Set.of(),
            "secret", Set.of(),
            "session", Set.of("live", "secret"),
            "fleet", Set.of("live"),
            "shell", Set.of("fx", "live", "text", "theme"),
            "desk", Set.of("fleet", "fx", "session", "text", "theme"),
            "screens", Set.of("desk", "fleet", "fx", "session", "text", "theme")));

    /// Libraries and the rooms they stay in; the rooms are packages.
    static final Map<String, Set<String>> ROOMS = new TreeMap<>(Map.of(
            "io.javalin", Set.of("io.centter.control.http"),
            "org.eclipse.jetty", Set.of("io.centter.control.http"),
            "org.flywaydb", Set.of("io.centter.control.db"),
            "com.zaxxer.hikari", Set.of("io.centter.control.db"),
            "io.nats",
                    Set.of(
                            "io.centter.control.nats",
                            "io.centter.control.hub",
                            "io.centter.control.message",
                            "io.centter.sdk.mesh",
                            "io.centter.console.live"),
            "com.nimbusds", Set.of("io.centter.control.user", "io.centter.control.authority", "io.centter.sdk.token"),
            "com.amazon.corretto", Set.of("io.centter.control.authority"),
            "software.amazon", Set.of("io.centter.control.aws"),
            "org.commonmark", Set.of("io.centter.console.desk"),
            "org.jgrapht", Set.of("io.centter.control.route")));

    private static final String CATALOGUE = "what everyone can find belongs to a publisher, not to a network";
    private static final String LOOK_UP = "finds whose it is that a caller showed or named";
    private static final String CHAIN = "the chain is the tenant: a network's id, or the people's own";
    private static final String ALL = "done for all networks, by the clock or at the start; no caller reaches it";
    private static final String SERVER = "of the server itself";

    /// Stores, or single statements, that are given no tenant, and why.
    static final Map<String, String> OF_NO_TENANT = new TreeMap<>(Map.ofEntries(
            Map.entry("skill.SkillSql", CATALOGUE),
            Map.entry("skill.VersionSql", CATALOGUE),
            Map.entry("skill.PublisherSql", CATALOGUE),
            Map.entry("skill.KeySql", CATALOGUE),
            Map.entry("skill.ReviewSql.list", CATALOGUE),
            Map.entry("access.AccessSql.networkOfAgent", LOOK_UP),
            Map.entry("access.AccessSql.networkOfTeam", LOOK_UP),
            Map.entry("access.AccessSql.byKey", LOOK_UP),
            Map.entry("hub.AccountSql.networkOf", LOOK_UP),
            Map.entry("network.NetworkSql.person", LOOK_UP),
            Map.entry("user.UserSql.byEmail", LOOK_UP),
            Map.entry("audit.AuditSql", CHAIN),
            Map.entry("auditing.AnchorSql.told", CHAIN),
            Map.entry("access.AccessSql.forgetChanges", ALL),
            Map.entry("agent.LockSql.over", ALL),
            Map.entry("auditing.AnchorSql.moved", ALL),
            Map.entry("authority.AuthoritySql.shownByAllNetworks", ALL),
            Map.entry("authority.AuthoritySql.letGo", ALL),
            Map.entry("denial.DenialSql.forget", ALL),
            Map.entry("hub.AccountSql.everyAccount", ALL),
            Map.entry("hub.AccountSql.owners", ALL),
            Map.entry("hub.AccountSql.networks", ALL),
            Map.entry("hub.CredentialSql.forgetExpired", ALL),
            Map.entry("message.DeadLetterSql.forget", ALL),
            Map.entry("message.FateSql.due", ALL),
            Map.entry("message.FateSql.forget", ALL),
            Map.entry("network.NetworkSql.letSlugsGo", ALL),
            Map.entry("permission.PermissionSql.networksWithExpired", ALL),
            Map.entry("presence.PresenceSql.agents", ALL),
            Map.entry("presence.PresenceSql.last", ALL),
            Map.entry("presence.PresenceSql.forget", ALL),
            Map.entry("skill.NewsSql.waiting", ALL),
            Map.entry("user.UserSql.forgetExpired", ALL),
            Map.entry("event.RelaySql", SERVER),
            Map.entry("hub.TrustSql", SERVER),
            Map.entry("lease.LeaseSql", SERVER),
            Map.entry("user.UserSql.any", SERVER),
            Map.entry("user.UserSql.lockRegistration", SERVER)));

    /// Stores, or single statements, of what is a person's own: these are given the person.
    static final Set<String> OF_A_PERSON = Set.of(
            "access.AccessSql.user",
            "access.AccessSql.endedSessions",
            "network.NetworkSql.kept",
            "network.NetworkSql.list",
            "skill.ReviewSql",
            "user.UserSql");

    /// Packages that compose a whole program and so may see the root.
    static final Set<String> COMPOSERS = Set.of("embedded");

    /// The classes that wire a program together: they alone reach for the real clock and real randomness.
    static final Set<String> ROOTS = Set.of(
            "io.centter.control.Main",
            "io.centter.control.ControlPlane",
            "io.centter.control.embedded.EmbeddedServers",
            "io.centter.sdk.rest.CentterApi",
            "io.centter.sdk.token.TokenVerifier",
            "io.centter.sdk.token.Tokens",
            "io.centter.sdk.mesh.MeshAgentBuilder",
            "io.centter.cli.demo.DemoCommand",
            "io.centter.cli.fleet.Fleet",
            "io.centter.console.ConsoleApp",
            "io.centter.console.Screenshots");

    private House() {}
}
