package io.centter.cli.fleet;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.centter.model.identity.NetworkId;
import io.centter.model.wire.Wire;
import io.centter.sdk.identity.Identity;
import io.centter.sdk.identity.PrivateFile;
import io.centter.sdk.mesh.MeshThreads;
import io.centter.sdk.rest.CentterApi;
import io.centter.sdk.rest.Unreachable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The whole fleet in one process.
final class Fleet implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Fleet.class);
    /// So many connect at once; a thousand at the same moment would only wait for each other.
    private static final int CONNECTING = 16;

    private final FleetOptions options;
    private final NetworkId network;
    private final CentterApi api;
    private final MeshThreads threads = new MeshThreads();
    private final ExecutorService work = Executors.newVirtualThreadPerTaskExecutor();
    private boolean closed;
    private final FleetCounts counts = new FleetCounts();
    private final CountDownLatch curtain = new CountDownLatch(1);
    private final List<Player> players = new ArrayList<>();
    private final RandomGenerator random;

    Fleet(FleetOptions options, CentterApi signedIn) {
        this.options = options;
        this.network = options.network();
        this.api = signedIn;
        random = options.seed() == null ? new Random() : new Random(options.seed());
    }

    /// Returns when all agents exist and have been told to connect, and as many as possible have.
    void start() throws InterruptedException {
        List<CastMember> cast = Cast.of(options.agents());
        Recruiter recruiter = new Recruiter(api, network, options.stateFolder());
        List<Identity> identities = patiently(() -> recruiter.recruit(cast));
        Player.Stage stage = new Player.Stage(api, threads, work, options.beat(), random, curtain, counts);
        for (int i = 0; i < cast.size(); i++) {
            Identity identity = identities.get(i);
            players.add(new Player(cast.get(i), identity, recruiter.credentialsOf(identity), stage));
        }
        Semaphore turn = new Semaphore(CONNECTING);
        for (Player player : players) {
            turn.acquire();
            work.execute(() -> {
                try {
                    player.appear();
                    awaitConnected(player);
                } finally {
                    turn.release();
                }
            });
        }
        turn.acquire(CONNECTING);
        work.execute(new Director(players, stage));
        if (options.rate() > 0) {
            work.execute(this::load);
        }
        LOG.info("fleet=ready network={} agents={} connected={}", network, players.size(), connected());
    }

    long connected() {
        return players.stream().filter(Player::isConnected).count();
    }

    FleetCounts counts() {
        return counts;
    }

    /// Says who is there, for scripts.
    void writeInfo(Path file) throws IOException {
        ObjectNode info = Wire.strict().createObjectNode();
        info.put("pid", ProcessHandle.current().pid());
        info.put("network_id", network.toString());
        info.put("connected", connected());
        ArrayNode agents = info.putArray("agents");
        for (Player player : players) {
            agents.addObject().put("id", player.id().value()).put("name", player.name());
        }
        PrivateFile.write(file, Wire.strict().writerWithDefaultPrettyPrinter().writeValueAsString(info));
    }

    /// Lets all agents leave in good order. Whoever calls while it goes on waits for its end.
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        curtain.countDown();
        try (ExecutorService leaving = Executors.newVirtualThreadPerTaskExecutor()) {
            players.forEach(player -> leaving.execute(player::leave));
        }
        LOG.info("fleet=closed {}", counts);
        work.shutdownNow();
        threads.close();
        api.close();
    }

    // Heartbeats beyond the regular ones, spread over all agents: the load of a fleet many times this one.
    private void load() {
        long gap = TimeUnit.SECONDS.toNanos(1) / options.rate();
        long next = System.nanoTime();
        int turn = 0;
        while (curtain.getCount() > 0) {
            players.get(turn++ % players.size()).beat();
            next += gap;
            long wait = next - System.nanoTime();
            if (wait > 0) {
                LockSupport.parkNanos(wait);
            }
        }
    }

    private void awaitConnected(Player player) {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        try {
            while (!player.isConnected() && System.nanoTime() < end && !curtain.await(20, TimeUnit.MILLISECONDS)) {
                // The agent itself goes on trying.
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private List<Identity> patiently(Supplier<List<Identity>> recruiting) throws InterruptedException {
        boolean said = false;
        while (true) {
            try {
                return recruiting.get();
            } catch (Unreachable e) {
                if (!said) {
                    LOG.warn("control_plane=away detail=\"{}\" (waiting for it)", e.getMessage());
                    said = true;
                }
                if (curtain.await(2, TimeUnit.SECONDS)) {
                    throw e;
                }
            }
        }
    }
}
