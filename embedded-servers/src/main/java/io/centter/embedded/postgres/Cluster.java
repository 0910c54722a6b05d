package io.centter.embedded.postgres;

import io.centter.embedded.host.Host;
import io.centter.embedded.host.LocalFiles;
import io.centter.embedded.host.ProgramRun;
import io.centter.embedded.host.ServerFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What stands on disk: the cluster itself, and beside it the password and the port.
final class Cluster {
    static final String SUPERUSER = "centter";
    private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);
    private static final String VERSION = "16";
    private static final String UNFINISHED = "pgdata.new.";
    private static final Duration INIT_LIMIT = Duration.ofMinutes(3);

    private final PostgresOptions options;
    private final PostgresBinaries binaries;
    private final Unprivileged unprivileged;

    Cluster(PostgresOptions options, PostgresBinaries binaries, Unprivileged unprivileged) {
        this.options = options;
        this.binaries = binaries;
        this.unprivileged = unprivileged;
    }

    Path directory() {
        return options.directory();
    }

    Path data() {
        return options.directory().resolve("pgdata");
    }

    Path logFile() {
        return options.directory().resolve("postgres.log");
    }

    String password() {
        return read(passwordFile(), "The password file of the embedded PostgreSQL");
    }

    OptionalInt lastPort() {
        try {
            return OptionalInt.of(Integer.parseInt(Files.readString(portFile()).strip()));
        } catch (IOException | NumberFormatException none) {
            return OptionalInt.empty();
        }
    }

    void rememberPort(int port) {
        LocalFiles.writeSecret(portFile(), port + "\n");
    }

    /// Makes the cluster on the first start; on later ones checks that it is one we can open.
    void prepare() {
        Path version = data().resolve("PG_VERSION");
        if (!Files.exists(version)) {
            initialise();
        }
        String found = read(version, "The version of the data directory");
        if (!found.equals(VERSION)) {
            throw new ServerFailure("The data in " + data() + " was written by PostgreSQL " + found + ", this is "
                    + VERSION + ". Move it away, or open it with a PostgreSQL " + found + ".");
        }
        unprivileged.own(data());
    }

    List<String> serverCommand(int port) {
        var words = new ArrayList<>(List.of(binaries.program("postgres").toString(), "-D", data().toString()));
        for (String setting : settings(port)) {
            words.add("-c");
            words.add(setting);
        }
        return unprivileged.command(words);
    }

    private List<String> settings(int port) {
        var settings = new ArrayList<>(List.of(
                "port=" + port,
                "cluster_name=" + Postmaster.MARK,
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "max_connections=" + options.maxConnections(),
                "shared_buffers=64MB",
                "password_encryption=scram-sha-256",
                "timezone=UTC",
                "log_timezone=UTC",
                "log_destination=stderr",
                "logging_collector=off"));
        settings.addAll(
                options.durable()
                        ? List.of("fsync=on", "synchronous_commit=on", "full_page_writes=on")
                        : List.of(
                                "fsync=off",
                                "synchronous_commit=off",
                                "full_page_writes=off",
                                "wal_level=minimal",
                                "max_wal_senders=0"));
        return settings;
    }

    /// Into a temporary place first: an interrupted first start must not leave half a cluster that the second takes for
    /// a whole one.
    private void initialise() {
        sweep();
        Path fresh =
                options.directory().resolve(UNFINISHED + ProcessHandle.current().pid());
        LocalFiles.deleteTree(fresh);
        var random = new byte[24];
        new SecureRandom().nextBytes(random);
        LocalFiles.writeSecret(
                passwordFile(), Base64.getUrlEncoder().withoutPadding().encodeToString(random) + "\n");
        ProgramRun run = ProgramRun.of(INIT_LIMIT, unprivileged.command(initCommand(fresh)));
        if (!run.succeeded()) {
            LocalFiles.deleteTree(fresh);
            throw new ServerFailure(
                    "initdb failed in " + options.directory() + " with status " + run.status() + ":\n" + run.output());
        }
        if (options.durable()) {
            sync(fresh);
        }
        try {
            Files.move(fresh, data(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new ServerFailure("Cannot move the new cluster to " + data() + ": " + e, e);
        }
    }

    /// What interrupted first starts left; an initdb that still runs there by itself may win, it disturbs nobody.
    private void sweep() {
        try (var left = Files.newDirectoryStream(options.directory(), UNFINISHED + "*")) {
            left.forEach(LocalFiles::deleteTree);
        } catch (IOException | UncheckedIOException e) {
            LOG.debug("Cannot remove an unfinished cluster. cause={}", e.toString());
        }
    }

    /// The file system at once where that can be asked for: initdb's own way, a file at a time, takes seconds.
    private void sync(Path fresh) {
        boolean synced = Host.isLinux()
                && ProgramRun.of(INIT_LIMIT, List.of("sync", "-f", fresh.toString()))
                        .succeeded();
        if (!synced) {
            var command = List.of(binaries.program("initdb").toString(), "--sync-only", "--pgdata=" + fresh);
            ProgramRun run = ProgramRun.of(INIT_LIMIT, unprivileged.command(command));
            if (!run.succeeded()) {
                throw new ServerFailure(
                        "The new cluster in " + fresh + " could not be written to disk:\n" + run.output());
            }
        }
    }

    private List<String> initCommand(Path fresh) {
        return List.of(
                binaries.program("initdb").toString(),
                "--pgdata=" + fresh,
                "--username=" + SUPERUSER,
                "--pwfile=" + passwordFile(),
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                Host.isLinux() ? "--locale=C.UTF-8" : "--locale=C",
                "--data-checksums",
                "--no-sync");
    }

    private Path passwordFile() {
        return options.directory().resolve("password");
    }

    private Path portFile() {
        return options.directory().resolve("port");
    }

    private static String read(Path file, String what) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new ServerFailure(what + " cannot be read: " + e, e);
        }
    }
}
