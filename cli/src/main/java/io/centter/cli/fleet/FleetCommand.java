package io.centter.cli.fleet;

import io.centter.model.identity.NetworkId;
import io.centter.sdk.rest.ApiFailure;
import io.centter.sdk.rest.CentterApi;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `centter fleet`: simulated agents against a running control plane, until the process is stopped.
@Command(
        name = "fleet",
        mixinStandardHelpOptions = true,
        description = {
            "Runs simulated agents against a running control plane: real clients, each with its own credentials,",
            "that send each other work, and are now and then busy, silent or gone. Ctrl-C stops them."
        })
@SuppressWarnings("NullAway.Init") // picocli sets the options before it calls
public final class FleetCommand implements Callable<Integer> {
    @Option(names = "--http", required = true, paramLabel = "URL", description = "Address of the control plane.")
    private URI http;

    @Option(
            names = "--token-file",
            required = true,
            paramLabel = "FILE",
            description = "File with the session token of a person with the role operator or more.")
    private Path tokenFile;

    @Option(names = "--network", required = true, paramLabel = "ID", description = "The network the agents join.")
    private String network;

    @Option(names = "--agents", paramLabel = "N", defaultValue = "12", description = "How many (default 12).")
    private int agents;

    @Option(
            names = "--state-dir",
            required = true,
            paramLabel = "DIR",
            description = "Keeps the agents' identities for the next start; readable by its owner only.")
    private Path stateFolder;

    @Option(names = "--info", paramLabel = "FILE", description = "Written as JSON once the agents are connected.")
    private @Nullable Path info;

    @Option(
            names = "--beat",
            paramLabel = "SECONDS",
            defaultValue = "300",
            description = "Seconds between heartbeats (default 300).")
    private int beat;

    @Option(
            names = "--rate",
            paramLabel = "R",
            defaultValue = "0",
            description = "Further heartbeats a second over all agents, to make load (default 0).")
    private int rate;

    @Option(names = "--seed", paramLabel = "S", description = "The same seed lets the same things happen.")
    private @Nullable Long seed;

    @Option(names = "--until-stdin-closes", description = "Stop when the standard input ends.")
    private boolean untilStdinCloses;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        FleetOptions options = options();
        String token = token();
        CountDownLatch stop = new CountDownLatch(1);
        if (token == null) {
            return 1;
        }
        Fleet fleet = new Fleet(options, api(options).signedIn(token));
        Thread hook = new Thread(() -> {
            stop.countDown();
            fleet.close();
        });
        Runtime.getRuntime().addShutdownHook(hook);
        if (untilStdinCloses) {
            Thread.ofPlatform().daemon().name("stdin").start(() -> untilEnd(stop));
        }
        try {
            fleet.start();
            if (info != null) {
                fleet.writeInfo(info);
            }
            stop.await();
            return 0;
        } catch (ApiFailure e) {
            say(e.getMessage());
            return 1;
        } finally {
            stop.countDown();
            fleet.close();
        }
    }

    private FleetOptions options() {
        try {
            return new FleetOptions(
                    http, NetworkId.parse(network), agents, stateFolder, Duration.ofSeconds(beat), rate, seed);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private CentterApi api(FleetOptions options) {
        try {
            return CentterApi.at(options.http());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private @Nullable String token() {
        try {
            return Files.readString(tokenFile).strip();
        } catch (IOException e) {
            say("the session token cannot be read from " + tokenFile + " ("
                    + e.getClass().getSimpleName() + ")");
            return null;
        }
    }

    private void say(@Nullable String what) {
        spec.commandLine().getErr().println("centter fleet: " + what);
    }

    private static void untilEnd(CountDownLatch stop) {
        try {
            while (System.in.read() >= 0) {
                // Whatever is typed says only that somebody is there.
            }
        } catch (IOException _) {
            // An input that breaks has ended.
        }
        stop.countDown();
    }
}
