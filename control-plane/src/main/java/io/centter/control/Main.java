package io.centter.control;

import io.centter.control.config.Config;
import io.centter.control.config.ConfigRefused;
import io.centter.control.config.Settings;
import io.centter.control.embedded.EmbeddedPlane;
import io.centter.control.embedded.EmbeddedServers;
import io.centter.control.embedded.ServersInfo;
import io.centter.control.refusal.Refused;
import io.centter.embedded.host.ServerFailure;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The server as a program.
public final class Main {
    private static final Logger LOG = LoggerFactory.getLogger(Main.class);
    private static final String USAGE = """
            Usage: centter server [serve] [--until-stdin-closes]
                   centter server reseal
                   centter server audit verify [--heads FILE]
                   centter server servers --info FILE [--until-stdin-closes]

              serve     the control plane. Without CENTTER_DB_URL it brings its own PostgreSQL and
                        nats-server, with their data in CENTTER_EMBEDDED_DATA_DIR.
              reseal    seals every secret in the database anew, under the present CENTTER_SEAL_KEY; those
                        in CENTTER_SEAL_PREVIOUS open what is there. A server may run meanwhile.
              audit     checks every line of all audit logs in the database, no server in between, and prints
                        how far each goes; FILE is such a list, kept elsewhere, that must still hold.
                        Exit code 3: one is not as it was written.
              servers   only those two, kept alive; FILE gets what a control plane elsewhere needs.

            Settings are CENTTER_* variables over the file that CENTTER_CONFIG_FILE names; docs/configuration.md
            lists them. Exit code 2: a setting or an argument is wrong; 1: it could not start.""";

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments)));
    }

    private static int run(List<String> arguments) {
        ArrayDeque<String> words = new ArrayDeque<>(arguments);
        boolean untilStdinCloses = words.remove("--until-stdin-closes");
        String command = words.isEmpty() ? "serve" : words.poll();
        try {
            Settings settings = Settings.of(System.getenv());
            Config.log(settings).apply();
            if (command.equals("serve") && words.isEmpty()) {
                return hold(serve(settings), untilStdinCloses);
            }
            if (command.equals("reseal") && words.isEmpty()) {
                Sealed.renew(Config.read(settings), InstantSource.system(), new SecureRandom())
                        .forEach((table, rows) -> System.out.println(table + " " + rows));
                return 0;
            }
            if (command.equals("audit") && words.size() % 2 == 1 && words.poll().equals("verify")) {
                return verify(settings, words);
            }
            if (command.equals("servers") && words.size() == 2 && words.poll().equals("--info")) {
                return hold(servers(settings, Path.of(words.remove())), untilStdinCloses);
            }
            boolean asked = command.equals("--help") || command.equals("-h");
            (asked ? System.out : System.err).println(USAGE);
            return asked ? 0 : 2;
        } catch (ConfigRefused e) {
            System.err.println("centter: the settings are refused.\n" + e.getMessage());
            return 2;
        } catch (ServerFailure | Refused e) {
            System.err.println("centter: cannot start. " + e.getMessage());
            return 1;
        }
    }

    private static AutoCloseable serve(Settings settings) {
        if (!settings.has("db.url")) {
            EmbeddedPlane plane = EmbeddedPlane.start(settings, System.err::println);
            LOG.info("serving url={} embedded=true", plane.http());
            return plane;
        }
        Config config = Config.read(settings);
        ControlPlane plane = ControlPlane.open(config);
        try {
            plane.start();
        } catch (RuntimeException e) {
            plane.close();
            throw e;
        }
        LOG.info("serving url={} embedded=false", plane.url());
        return plane;
    }

    private static int verify(Settings settings, ArrayDeque<String> words) {
        List<Path> heads = new ArrayList<>();
        while (!words.isEmpty()) {
            if (!words.remove().equals("--heads")) {
                System.err.println(USAGE);
                return 2;
            }
            heads.add(Path.of(words.remove()));
        }
        boolean intact =
                AuditCheckup.run(Config.read(settings), heads, System.out, InstantSource.system(), new SecureRandom());
        return intact ? 0 : 3;
    }

    private static AutoCloseable servers(Settings settings, Path info) {
        EmbeddedServers servers = EmbeddedServers.start(Config.embedded(settings), true, System.err::println);
        ServersInfo.write(servers, info);
        return servers;
    }

    /// Runs until a signal, or until the standard input ends where that was asked for; then closes in order.
    private static int hold(AutoCloseable program, boolean untilStdinCloses) {
        CountDownLatch closed = new CountDownLatch(1);
        Thread hook = new Thread(
                () -> {
                    close(program);
                    closed.countDown();
                },
                "stop");
        Runtime.getRuntime().addShutdownHook(hook);
        if (untilStdinCloses) {
            awaitEndOfInput();
            return 0;
        }
        try {
            closed.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    private static void awaitEndOfInput() {
        try {
            long _ = System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            LOG.debug("standard input failed", e);
        }
    }

    private static void close(AutoCloseable program) {
        try {
            program.close();
        } catch (Exception e) {
            LOG.warn("not closed in order", e);
        }
    }
}
