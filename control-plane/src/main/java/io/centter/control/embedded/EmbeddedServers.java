package io.centter.control.embedded;

import io.centter.control.config.Config;
import io.centter.control.config.EmbeddedConfig;
import io.centter.control.db.Database;
import io.centter.control.db.Seal;
import io.centter.control.db.Transactions;
import io.centter.control.hub.Trust;
import io.centter.control.nats.NatsConfigFile;
import io.centter.embedded.Supervisor;
import io.centter.embedded.host.EmbeddedServer;
import io.centter.embedded.host.LocalFiles;
import io.centter.embedded.host.ServerFailure;
import io.centter.embedded.nats.NatsBinary;
import io.centter.embedded.nats.NatsServer;
import io.centter.embedded.postgres.PostgresOptions;
import io.centter.embedded.postgres.PostgresServer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The PostgreSQL and the nats-server of one data directory, configured for a control plane and kept alive. Without a
/// nats-server to be had, PostgreSQL alone runs, and the log says how to get one.
public final class EmbeddedServers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedServers.class);
    private static final String DATABASE = "centter";

    private final PostgresServer postgres;
    private final List<EmbeddedBroker.Node> nats;
    private final Supervisor supervisor;
    private final Map<String, String> settings;

    private EmbeddedServers(PostgresServer postgres, List<EmbeddedBroker.Node> nats, Map<String, String> settings) {
        this.postgres = postgres;
        this.nats = List.copyOf(nats);
        List<EmbeddedServer> servers = new ArrayList<>(List.of(postgres));
        nats.forEach(node -> servers.add(node.server()));
        this.supervisor = new Supervisor(servers);
        this.settings = Map.copyOf(settings);
    }

    /// Starts both and returns when they take connections.
    ///
    /// @param durable whether what is committed survives a crash of the machine; false only in tests
    /// @param progress hears what takes long
    public static EmbeddedServers start(EmbeddedConfig config, boolean durable, Consumer<String> progress) {
        Path directory = LocalFiles.ownDirectory(config.dataDir());
        SecureRandom random = new SecureRandom();
        Secrets secrets = Secrets.loadOrCreate(directory, random);
        PostgresOptions options = PostgresOptions.in(directory.resolve("postgres"))
                .withPort(config.postgresPort())
                .closedByOwner();
        PostgresServer postgres = PostgresServer.start(durable ? options : options.fastButLosingDataOnCrash());
        try {
            Map<String, String> settings = settings(postgres, secrets);
            List<EmbeddedBroker.Node> nats = startNats(config, durable, settings, secrets, progress);
            settings.putAll(EmbeddedBroker.settings(nats));
            EmbeddedServers servers = new EmbeddedServers(postgres, nats, settings);
            servers.supervisor.start();
            return servers;
        } catch (RuntimeException e) {
            postgres.close();
            throw e;
        }
    }

    /// What a control plane must be configured with to use these servers, as `section.key` → text; secrets are inside.
    public Map<String, String> settings() {
        return settings;
    }

    public EmbeddedServer postgres() {
        return postgres;
    }

    /// The first nats-server; absent where none was found on this machine.
    public Optional<NatsServer> nats() {
        return natsServers().stream().findFirst();
    }

    /// All that are the broker: none, one, or a cluster.
    public List<NatsServer> natsServers() {
        return nats.stream().map(EmbeddedBroker.Node::server).toList();
    }

    List<EmbeddedBroker.Node> nodes() {
        return nats;
    }

    @Override
    public void close() {
        supervisor.close();
        natsServers().forEach(NatsServer::close);
        postgres.close();
    }

    private static Map<String, String> settings(PostgresServer postgres, Secrets secrets) {
        var database = postgres.ensureDatabase(DATABASE);
        Map<String, String> settings = new HashMap<>();
        settings.put("db.url", database.jdbcUrl());
        settings.put("db.user", database.user());
        settings.put("db.password", database.password());
        settings.put("session.secret", secrets.sessionSecret());
        settings.put("seal.key", secrets.sealKey());
        return settings;
    }

    private static List<EmbeddedBroker.Node> startNats(
            EmbeddedConfig config,
            boolean durable,
            Map<String, String> settings,
            Secrets secrets,
            Consumer<String> progress) {
        NatsBinary binary;
        try {
            binary = NatsBinary.resolve(Optional.ofNullable(config.natsServer()).map(Path::of), progress);
        } catch (ServerFailure e) {
            LOG.error("nats=absent cause=\"{}\"", e.getMessage());
            progress.accept(e.getMessage());
            return List.of();
        }
        NatsConfigFile.Roots roots = roots(settings, new SecureRandom());
        return new EmbeddedBroker(config, binary.path(), roots, secrets.routeSecret(), durable).start();
    }

    /// The root of trust is in the database, and the broker must know it before it starts.
    private static NatsConfigFile.Roots roots(Map<String, String> settings, SecureRandom random) {
        Config config = Config.of(settings);
        try (Database database = new Database(config.db())) {
            database.start();
            return new Trust(
                            new Transactions(database), new Seal(config.seal(), random), random, InstantSource.system())
                    .loadOrCreate()
                    .texts();
        }
    }
}
