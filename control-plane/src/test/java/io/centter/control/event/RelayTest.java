package io.centter.control.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.centter.control.TestPlane;
import io.centter.control.config.Config;
import io.centter.control.db.Database;
import io.centter.control.db.Transactions;
import io.centter.embedded.SharedServers;
import io.centter.model.event.EventData;
import io.centter.model.event.HubEvent;
import io.centter.model.identity.IdSource;
import io.centter.model.identity.NetworkId;
import io.centter.model.identity.Slug;
import io.centter.model.identity.UserId;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RelayTest {
    private static final Backoff QUICK = new Backoff(Duration.ofMillis(5), Duration.ofMillis(20));
    private static final IdSource IDS = new IdSource(InstantSource.system(), new SecureRandom());

    private static Database database;
    private static Transactions transactions;
    private static UserId owner;

    private final Recorder recorder = new Recorder();
    private final AtomicBoolean able = new AtomicBoolean(true);
    private Outbox outbox = new Outbox(IDS, InstantSource.system());
    private Relay relay = relay(recorder);

    @BeforeAll
    static void migrate() {
        database = new Database(Config.of(TestPlane.settings(SharedServers.createDatabase(), Map.of("db.pool", "8")))
                .db());
        database.start();
        transactions = new Transactions(database);
        owner = new UserId(IDS.uuid());
        transactions.write(handle -> handle.execute("""
                INSERT INTO users (id, email, name, password_hash, sessions_valid_from, created_at, updated_at)
                VALUES (?, 'owner@example.com', 'Owner', 'x', now(), now(), now())
                """, owner.value()));
    }

    @AfterAll
    static void disconnect() {
        database.close();
    }

    @BeforeEach
    void begin() {
        transactions.write(handle -> handle.execute("DELETE FROM outbox"));
        outbox = new Outbox(IDS, InstantSource.system());
        relay = relay(recorder);
    }

    @AfterEach
    void end() {
        relay.close();
    }

    @Test
    void rowsOfANetworkAreCarriedInTheOrderOfTheirCommits() {
        NetworkId network = network();
        List<HubEvent> heard = Collections.synchronizedList(new ArrayList<>());
        outbox.listen(heard::add);
        relay.start();

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 200; i++) {
                threads.execute(() -> event(network));
            }
        }

        await().until(() -> recorder.seqs(network).size() >= 200);
        assertThat(recorder.seqs(network))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 200).boxed().toList());
        assertThat(heard).extracting(HubEvent::seq).containsExactlyElementsOf(recorder.seqs(network));
        assertThat(heard).extracting(HubEvent::id).doesNotHaveDuplicates();
        await().until(() -> relay.waiting() == 0);
    }

    @Test
    void nothingIsToldOfWhatWasRolledBack() {
        NetworkId network = network();
        List<HubEvent> heard = new ArrayList<>();
        outbox.listen(heard::add);
        relay.start();

        assertThatThrownBy(() -> transactions.inNetwork(network, handle -> {
                    outbox.event(handle, network, new EventData.NetworkChanged("x", new Slug("x")));
                    throw new IllegalStateException("no");
                }))
                .isInstanceOf(IllegalStateException.class);
        event(network);

        await().until(() -> recorder.seqs(network).size() == 1);
        assertThat(recorder.seqs(network)).containsExactly(1L);
        assertThat(heard).hasSize(1);
    }

    @Test
    void anEventOutsideATransactionIsRefused() {
        NetworkId network = network();

        assertThatThrownBy(() ->
                        transactions.read(handle -> outbox.event(handle, network, new EventData.NetworkDeleted("x"))))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aRowThatAlwaysFailsIsParkedAndHoldsUpNobody() {
        NetworkId poisoned = network();
        NetworkId healthy = network();
        recorder.poison = "work.bad";
        relay.start();

        work(poisoned, "work.bad");
        event(poisoned);
        event(healthy);

        await().until(() -> recorder.seqs(healthy).size() == 1);
        await().atMost(Duration.ofSeconds(20)).until(() -> relay.parked() == 1);
        await().until(() -> recorder.seqs(poisoned).size() == 1);
        assertThat(recorder.failures).isEqualTo(Relay.TRIES);
        int attempts = transactions.read(handle -> handle.createQuery(
                        "SELECT attempts FROM outbox WHERE parked_at IS NOT NULL AND last_error LIKE '%cannot%'")
                .mapTo(Integer.class)
                .one());
        assertThat(attempts).isEqualTo(Relay.TRIES);
    }

    @Test
    void theRowThatFailsIsChargedAndNotThoseThatWereCarriedWithIt() {
        NetworkId network = network();
        recorder.poison = "work.bad";
        for (int i = 0; i < 10; i++) {
            work(network, "work.good");
        }
        work(network, "work.bad");
        work(network, "work.good");
        relay.start();

        await().until(() -> recorder.failures >= 3);
        List<Integer> attempts = transactions.read(handle -> handle.createQuery(
                        "SELECT attempts FROM outbox WHERE network_id = :network ORDER BY position")
                .bind("network", network)
                .mapTo(Integer.class)
                .list());
        assertThat(attempts).as("the bad row, and the good one behind it").hasSize(2);
        assertThat(attempts.getLast()).isZero();
        assertThat(recorder.kinds(network)).hasSize(10).containsOnly("work.good");
    }

    @Test
    void whileTheOtherSideIsAwayRowsWaitAndNothingIsParked() {
        NetworkId network = network();
        recorder.away.set(true);
        relay.start();
        for (int i = 0; i < 50; i++) {
            event(network);
        }
        await().until(() -> recorder.turnedAway > Relay.TRIES);

        assertThat(relay.parked()).isZero();
        recorder.away.set(false);
        relay.retryNow();

        await().until(() -> recorder.seqs(network).size() == 50);
        assertThat(recorder.seqs(network)).isSorted();
    }

    @Test
    void whatWasCommittedBeforeTheRelayStartedIsCarried() {
        NetworkId network = network();
        event(network);
        relay.close();
        relay = relay(recorder);

        relay.start();

        await().until(() -> recorder.seqs(network).size() == 1);
    }

    @Test
    void twoRelaysCarryEachRowOnceAndInOrder() {
        List<NetworkId> networks =
                IntStream.range(0, 5).mapToObj(_ -> network()).toList();
        try (Relay second = new Relay(
                transactions,
                new Outbox(IDS, InstantSource.system()),
                List.of(recorder),
                "second",
                QUICK,
                () -> true)) {
            relay.start();
            second.start();
            for (int i = 0; i < 40; i++) {
                networks.forEach(this::event);
            }
            await().until(() ->
                    networks.stream().allMatch(network -> recorder.seqs(network).size() >= 40));
        }
        for (NetworkId network : networks) {
            assertThat(recorder.seqs(network))
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, 40).boxed().toList());
        }
    }

    @Test
    void whoCannotCarryLeavesTheRowsToOthers() {
        NetworkId network = network();
        Recorder others = new Recorder();
        able.set(false);
        relay.start();
        event(network);
        try (Relay second = new Relay(
                transactions, new Outbox(IDS, InstantSource.system()), List.of(others), "second", QUICK, () -> true)) {
            second.start();
            await().until(() -> others.seqs(network).size() == 1);
        }
        assertThat(recorder.seqs(network)).isEmpty();
        event(network);
        able.set(true);
        await().until(() -> recorder.seqs(network).size() == 1);
    }

    private Relay relay(Carrier carrier) {
        return new Relay(transactions, outbox, List.of(carrier), "first", QUICK, able::get);
    }

    private void event(NetworkId network) {
        transactions.inNetwork(
                network, handle -> outbox.event(handle, network, new EventData.NetworkChanged("x", new Slug("x"))));
    }

    private void work(NetworkId network, String kind) {
        transactions.inNetwork(network, handle -> {
            outbox.work(handle, network, kind, Map.of());
            return true;
        });
    }

    private static NetworkId network() {
        NetworkId network = new NetworkId(IDS.uuid());
        transactions.write(handle -> handle.execute("""
                INSERT INTO networks (id, name, slug, owner_id, created_at, updated_at) VALUES (?, 'N', ?, ?, now(), now())
                """, network.value(), "n" + IDS.agentId(), owner.value()));
        return network;
    }

    /// Keeps what it carried; fails on one kind, or on all while it is away.
    private static final class Recorder implements Carrier {
        private final List<OutboxRow> carried = Collections.synchronizedList(new ArrayList<>());
        private final AtomicBoolean away = new AtomicBoolean();
        private volatile String poison = "";
        private volatile int failures;
        private volatile int turnedAway;

        @Override
        public Set<String> kinds() {
            return Set.of(Outbox.EVENT, "work.bad", "work.good");
        }

        @Override
        public synchronized void carry(List<OutboxRow> batch) throws CarrierUnavailable {
            if (away.get()) {
                turnedAway++;
                throw new CarrierUnavailable("away");
            }
            if (batch.stream().anyMatch(row -> row.kind().equals(poison))) {
                failures++;
                throw new IllegalStateException("cannot be carried");
            }
            carried.addAll(batch);
        }

        List<String> kinds(NetworkId network) {
            synchronized (carried) {
                return carried.stream()
                        .filter(row -> row.networkId().equals(network))
                        .map(OutboxRow::kind)
                        .toList();
            }
        }

        List<Long> seqs(NetworkId network) {
            synchronized (carried) {
                return carried.stream()
                        .filter(row -> row.networkId().equals(network))
                        .map(row -> row.event().seq())
                        .toList();
            }
        }
    }
}
