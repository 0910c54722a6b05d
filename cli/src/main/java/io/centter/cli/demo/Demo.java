package io.centter.cli.demo;

import io.centter.model.api.CreateNetwork;
import io.centter.model.api.Login;
import io.centter.model.api.NatsHealth;
import io.centter.model.api.NetworkView;
import io.centter.model.api.Register;
import io.centter.model.api.Session;
import io.centter.model.identity.NetworkId;
import io.centter.model.identity.Slug;
import io.centter.model.presence.AgentPresence;
import io.centter.model.presence.Presence;
import io.centter.sdk.rest.ApiProblem;
import io.centter.sdk.rest.CentterApi;
import io.centter.sdk.rest.Unreachable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Everything on this machine, in order: servers, control plane, operator and network, fleet, console. Closing it stops
/// all in reverse.
final class Demo implements AutoCloseable {
    private static final Duration SERVERS_PATIENCE = Duration.ofMinutes(5);
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String EMAIL = "operator@demo.centter.local";

    private final DemoOptions options;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Consumer<String> out;
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final CountDownLatch stopped = new CountDownLatch(1);

    private boolean closed;

    Demo(DemoOptions options, InstantSource clock, RandomGenerator random, Consumer<String> out) {
        this.options = options;
        this.clock = clock;
        this.random = random;
        this.out = out;
    }

    void start() {
        Instant began = clock.instant();
        DemoHome home = hold(DemoHome.open(options.directory(), options.fresh()));
        Part servers = startServers(home);
        Plane plane = Plane.read(serversInfo(home));
        int port = Ports.usualOrNext(8080);
        URI http = URI.create("http://localhost:" + port);
        Part control = startControlPlane(home, plane, port);
        CentterApi api = hold(CentterApi.at(http));
        await("the control plane", control, PATIENCE, () -> isConnected(api));
        DemoAccount account = signIn(api, home);
        NetworkId network = Objects.requireNonNull(account.networkId());
        Session session = login(api, account);
        Part fleet = startFleet(home, http, session, network);
        CentterApi signedIn = api.signedIn(session.token());
        await("the fleet", fleet, PATIENCE.plusMillis(options.agents() * 500L), () -> allOnline(signedIn, network));
        dress(signedIn, network);
        say("Ready after " + Duration.between(began, clock.instant()).toMillis() / 1000.0 + " s.");
        say("  HTTP API    " + http + "/api/v1");
        if (options.cluster()) {
            say("  NATS        a cluster of " + plane.nodes().size() + "; every message is kept on each");
            plane.nodes().forEach(node -> say("    " + node.line()));
        } else {
            say("  NATS        " + plane.nats() + "  (WebSocket " + plane.websocket() + ")");
        }
        say("  Sign in as  " + account.email() + "  (password: " + DemoAccount.passwordFile(home.directory()) + ")");
        say("  Logs        " + home.logs());
        Part console = openConsole(home, http, account, network);
        if (options.info() != null) {
            DemoInfo.Parts parts = new DemoInfo.Parts(
                    servers.pid(), control.pid(), fleet.pid(), console == null ? null : console.pid());
            DemoInfo.of(http, plane, account, network, parts).write(options.info());
        }
        say("Ctrl-C stops everything.");
    }

    private void dress(CentterApi signedIn, NetworkId network) {
        try {
            if (new Scenery(signedIn, network, clock).make()) {
                say("Made teams, skills and a few rights by hand");
            }
            hold(Outposts.open(signedIn, network, clock));
        } catch (ApiProblem | Unreachable e) {
            say("The teams and skills of the demo could not be made: " + e.getMessage());
        }
    }

    void awaitStop() {
        try {
            stopped.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Part startServers(DemoHome home) {
        Path info = serversInfo(home);
        int nats = Ports.usualOrNext(4222);
        int websocket = Ports.usualOrNext(4443);
        Part servers = part(
                home,
                "servers",
                "server",
                "io.centter.control.Main",
                List.of("servers", "--info", info.toString(), "--until-stdin-closes"),
                Map.of(
                        "CENTTER_EMBEDDED_DATA_DIR", home.servers().toString(),
                        "CENTTER_EMBEDDED_NATS_SERVERS", options.cluster() ? "3" : "1",
                        "CENTTER_EMBEDDED_NATS_PORT", Integer.toString(nats),
                        "CENTTER_EMBEDDED_WEBSOCKET_PORT", Integer.toString(websocket)));
        try {
            Files.deleteIfExists(info);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        say("Starting PostgreSQL and " + (options.cluster() ? "three nats-servers" : "nats-server")
                + " (the first time they are unpacked, which takes longer)");
        servers.start();
        await("the servers", servers, SERVERS_PATIENCE, () -> Plane.isReady(info));
        return servers;
    }

    private static Path serversInfo(DemoHome home) {
        return home.directory().resolve("servers.json");
    }

    private Part startControlPlane(DemoHome home, Plane plane, int port) {
        Map<String, String> environment = new TreeMap<>(plane.environment());
        environment.put("CENTTER_HTTP_PORT", Integer.toString(port));
        // What nobody answers is a dead letter within a minute, not within ten.
        environment.put("CENTTER_NATS_DELIVERY_WAIT", "2s");
        Part control = part(
                home,
                "control plane",
                "server",
                "io.centter.control.Main",
                List.of("serve", "--until-stdin-closes"),
                environment);
        say("Starting the control plane on port " + port);
        control.start();
        return control;
    }

    private Part startFleet(DemoHome home, URI http, Session session, NetworkId network) {
        Path token = home.directory().resolve("operator.token");
        DemoAccount.writePrivately(token, session.token());
        Part fleet = part(
                home,
                "fleet",
                "fleet",
                "io.centter.cli.Main",
                List.of(
                        "fleet",
                        "--http",
                        http.toString(),
                        "--token-file",
                        token.toString(),
                        "--network",
                        network.toString(),
                        "--agents",
                        Integer.toString(options.agents()),
                        "--state-dir",
                        home.fleet().toString(),
                        "--until-stdin-closes"),
                Map.of());
        say("Starting " + options.agents() + " agents");
        fleet.start();
        return fleet;
    }

    private @Nullable Part openConsole(DemoHome home, URI http, DemoAccount account, NetworkId network) {
        List<String> arguments = new ArrayList<>(List.of(
                "--server", http.toString(),
                "--email", account.email(),
                "--password-file", DemoAccount.passwordFile(home.directory()).toString(),
                "--network", network.toString()));
        if (options.screenshot() != null) {
            Path file = options.screenshot().toAbsolutePath();
            List<String> picture = new ArrayList<>(arguments);
            picture.addAll(List.of("--screenshot", file.toString()));
            Part artist = part(home, "screenshot", "console", "io.centter.console.Launcher", picture, Map.of());
            if (artist.runOnce(PATIENCE) != 0 || !Files.exists(file)) {
                throw new DemoFailed("The console could not be drawn. Its log: " + artist.log());
            }
            say("  Screenshot  " + file);
        }
        if (options.headless()) {
            return null;
        }
        Part console = part(home, "console", "console", "io.centter.console.Launcher", arguments, Map.of());
        console.startOnce();
        return console;
    }

    private Part part(
            DemoHome home,
            String name,
            String program,
            String mainClass,
            List<String> arguments,
            Map<String, String> environment) {
        Map<String, String> all = new TreeMap<>(environment);
        all.put("CENTTER_LOG_FORMAT", "text");
        return hold(new Part(
                name,
                Program.ofPart(program, mainClass).command(arguments),
                all,
                home.logs().resolve(name.replace(' ', '-') + ".log"),
                this::say));
    }

    private DemoAccount signIn(CentterApi api, DemoHome home) {
        DemoAccount account = DemoAccount.read(home.directory()).orElseGet(() -> register(api, home));
        if (account.networkId() != null) {
            return account;
        }
        CentterApi signedIn = api.signedIn(login(api, account).token());
        NetworkView network = signedIn.createNetwork(new CreateNetwork("Demo", new Slug("demo")));
        DemoAccount complete = account.in(network.id());
        complete.write(home.directory());
        return complete;
    }

    private DemoAccount register(CentterApi api, DemoHome home) {
        byte[] secret = new byte[18];
        random.nextBytes(secret);
        String password = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        DemoAccount account = new DemoAccount(EMAIL, password, null);
        // Written first: a demo that dies between the two must still know the password of the person it made.
        account.write(home.directory());
        api.register(new Register(EMAIL, password, "Demo Operator"));
        say("Created " + EMAIL + " with password " + password + " (shown this once)");
        return account;
    }

    private static Session login(CentterApi api, DemoAccount account) {
        try {
            return api.login(new Login(account.email(), account.password()));
        } catch (ApiProblem e) {
            throw new DemoFailed(
                    "Cannot sign in as " + account.email() + ": " + e.getMessage()
                            + ". Start with --fresh to begin anew.",
                    e);
        }
    }

    private static boolean isConnected(CentterApi api) {
        try {
            NatsHealth health = api.natsHealth();
            return health.status().equals("connected");
        } catch (Unreachable | ApiProblem _) {
            return false;
        }
    }

    private boolean allOnline(CentterApi api, NetworkId network) {
        try {
            List<AgentPresence> agents = api.presence(network).agents();
            return agents.stream()
                            .filter(agent -> agent.presence() == Presence.ONLINE)
                            .count()
                    >= options.agents();
        } catch (Unreachable | ApiProblem _) {
            return false;
        }
    }

    private void await(String what, Part part, Duration patience, BooleanSupplier ready) {
        Instant end = clock.instant().plus(patience);
        while (!ready.getAsBoolean()) {
            if (clock.instant().isAfter(end)) {
                throw new DemoFailed(
                        what + " did not get ready within " + patience.toSeconds() + " s. Log: " + part.log());
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new DemoFailed("Stopped while waiting for " + what + ".", e);
            }
        }
    }

    private synchronized <T extends AutoCloseable> T hold(T part) {
        if (closed) {
            throw new DemoFailed("Stopped while starting.");
        }
        opened.push(part);
        return part;
    }

    private synchronized void say(String line) {
        out.accept(line);
    }

    @Override
    public void close() {
        List<AutoCloseable> toClose;
        synchronized (this) {
            closed = true;
            toClose = List.copyOf(opened);
            opened.clear();
        }
        for (AutoCloseable held : toClose) {
            if (held instanceof Part part) {
                part.letGo();
            }
        }
        for (AutoCloseable part : toClose) {
            try {
                part.close();
            } catch (Exception e) {
                say("While stopping: " + e.getMessage());
            }
        }
        stopped.countDown();
    }
}
