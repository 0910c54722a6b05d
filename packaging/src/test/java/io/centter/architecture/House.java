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
    static final Set<String> PLUMBING = Set.of("config", "db", "http", "nats", "metrics");

    static final Set<String> FOR_ALL = Set.of("audit", "event");

    /// Features of the control plane and the neighbours they may name. `embedded` composes a whole plane.
    static final Map<String, Set<String>> FEATURES = new TreeMap<>(Map.of(
            "user", Set.of(),
            "network", Set.of("user"),
            "agent", Set.of("network"),
            "presence", Set.of("agent", "network", "hub"),
            "discovery", Set.of("presence", "network", "agent", "hub"),
            "hub", Set.of("agent", "network")));

    /// Packages of the console, and which of the others they may see.
    static final Map<String, Set<String>> CONSOLE = new TreeMap<>(Map.of(
            "fx", Set.of(),
            "theme", Set.of("fx"),
            "fleet", Set.of(),
            "live", Set.of("session"),
            "session", Set.of()));

    /// Libraries and the rooms they stay in; a prefix ending in `*Routes` or `*Sql` names classes anywhere.
    static final Map<String, Set<String>> ROOMS = new TreeMap<>(Map.of(
            "io.javalin", Set.of("io.centter.control.http"),
            "org.eclipse.jetty", Set.of("io.centter.control.http"),
            "org.flywaydb", Set.of("io.centter.control.db"),
            "com.zaxxer.hikari", Set.of("io.centter.control.db"),
            "io.nats",
                    Set.of(
                            "io.centter.control.nats",
                            "io.centter.control.hub",
                            "io.centter.sdk.mesh",
                            "io.centter.console.live"),
            "com.nimbusds", Set.of("io.centter.control.user", "io.centter.control.authority"),
            "software.amazon", Set.of("io.centter.control.aws"),
            "org.jgrapht", Set.of("io.centter.control.route")));

    private House() {}
}
