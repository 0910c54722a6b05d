package io.centter.control.nats;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The configuration of the hub's nats-server, in operator mode with a full resolver; alone, or as one of a cluster.
public final class NatsConfigFile {
    @SuppressWarnings("InlineFormatString") // It is a file, to be read as one.
    private static final String TEMPLATE = """
            server_name: %s
            host: %s
            port: %d
            http: "127.0.0.1:%d"
            max_payload: 1MB
            # Room for everybody to come back at once after a restart.
            authorization { timeout: 30 }
            websocket { host: %s, port: %d, no_tls: true }
            # max_file is overcommitted on purpose: accounts reserve their limits.
            jetstream { store_dir: %s, max_mem: 64MB, max_file: 100TB%s }
            operator: %s
            system_account: %s
            resolver: { type: full, dir: %s, allow_delete: true, interval: "%s", timeout: "1900ms", limit: 200000 }
            resolver_preload: {
              %s: %s
              %s: %s
            }
            """;

    @SuppressWarnings("InlineFormatString")
    private static final String CLUSTER = """
            cluster {
              name: %s
              listen: %s
              # Whoever may open a route may do anything.
              authorization { user: route, password: %s, timeout: 5 }
              routes: [%s]
              # Clients know the addresses from their credentials; the servers' own may not be reachable for them.
              no_advertise: true
            }
            """;

    private NatsConfigFile() {}

    /// Where the server listens and keeps its files.
    ///
    /// @param syncAlways whether an acknowledged message is on the disk: slower, needed by a single hub
    /// @param cluster empty for a server that is alone
    public record Options(
            String serverName,
            String host,
            Ports ports,
            Path dataDir,
            boolean syncAlways,
            Optional<ClusterSide> cluster) {}

    /// Where a server listens; -1 takes a free one.
    public record Ports(int client, int websocket, int monitor) {}

    /// What makes several servers one broker.
    ///
    /// @param listen where this one hears the others, `host:port`
    /// @param members where all are heard; this one may be among them
    /// @param secret what they know of each other by
    public record ClusterSide(String name, String listen, List<String> members, String secret) {
        public ClusterSide {
            members = List.copyOf(members);
        }

        @Override
        public String toString() {
            return "ClusterSide[name=" + name + ", listen=" + listen + ", members=" + members + ", secret=***]";
        }
    }

    /// Who may do anything here: the operator and the two accounts that are there before all others.
    public record Roots(
            String operatorJwt, String systemAccount, String systemJwt, String controlAccount, String controlJwt) {}

    public static String text(Options options, Roots roots) {
        String alone = TEMPLATE.formatted(
                quoted(options.serverName()),
                quoted(options.host()),
                options.ports().client(),
                options.ports().monitor(),
                quoted(options.host()),
                options.ports().websocket(),
                quoted(options.dataDir().resolve("jetstream").toString()),
                options.syncAlways() ? ", sync_interval: always" : "",
                roots.operatorJwt(),
                roots.systemAccount(),
                quoted(options.dataDir().resolve("accounts").toString()),
                // A server that was away asks the others for what it missed this often.
                options.cluster().isPresent() ? "10s" : "2m",
                roots.systemAccount(),
                roots.systemJwt(),
                roots.controlAccount(),
                roots.controlJwt());
        return options.cluster().map(side -> alone + text(side)).orElse(alone);
    }

    private static String text(ClusterSide side) {
        return CLUSTER.formatted(
                quoted(side.name()),
                quoted(side.listen()),
                quoted(side.secret()),
                side.members().stream()
                        .map(member -> quoted("nats-route://route:" + side.secret() + "@" + member))
                        .collect(Collectors.joining(", ")));
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
