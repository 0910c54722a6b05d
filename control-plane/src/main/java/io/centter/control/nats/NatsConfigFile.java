package io.centter.control.nats;

import java.nio.file.Path;

/// The configuration of the hub's nats-server, in operator mode with a full resolver.
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
            resolver: { type: full, dir: %s, allow_delete: true, interval: "2m", timeout: "1900ms", limit: 200000 }
            resolver_preload: {
              %s: %s
              %s: %s
            }
            """;

    private NatsConfigFile() {}

    /// Where the server listens and keeps its files; port -1 takes a free one.
    ///
    /// @param syncAlways whether an acknowledged message is on the disk: slower, needed by a single hub
    public record Options(
            String serverName,
            String host,
            int clientPort,
            int websocketPort,
            int monitorPort,
            Path dataDir,
            boolean syncAlways) {}

    /// Who may do anything here: the operator and the two accounts that are there before all others.
    public record Roots(
            String operatorJwt, String systemAccount, String systemJwt, String controlAccount, String controlJwt) {}

    public static String text(Options options, Roots roots) {
        return TEMPLATE.formatted(
                quoted(options.serverName()),
                quoted(options.host()),
                options.clientPort(),
                options.monitorPort(),
                quoted(options.host()),
                options.websocketPort(),
                quoted(options.dataDir().resolve("jetstream").toString()),
                options.syncAlways() ? ", sync_interval: always" : "",
                roots.operatorJwt(),
                roots.systemAccount(),
                quoted(options.dataDir().resolve("accounts").toString()),
                roots.systemAccount(),
                roots.systemJwt(),
                roots.controlAccount(),
                roots.controlJwt());
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
