package io.centter.control.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.centter.model.heartbeat.Transport;
import io.centter.model.presence.Presence;
import io.centter.model.role.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RosterTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 17, 64, 65, 1000, 20_000})
    void behavesAsASortedMapWhateverTheIds(int size) {
        Random random = new Random(size);
        TreeMap<Long, AgentState> model = new TreeMap<>();
        Roster roster = new Roster();
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < Math.max(1, size / 3); i++) {
                // Half of the ids stand close together, and some of them come again.
                long key = random.nextBoolean() ? random.nextLong(1L << 48) : random.nextLong(5_000);
                AgentState state = state(key, "a" + random.nextInt(1_000_000));
                model.put(key, state);
                roster.put(state);
            }
            for (int i = 0; i < size / 4 && !model.isEmpty(); i++) {
                Long near = model.ceilingKey(random.nextLong(1L << 48));
                long key = random.nextBoolean() ? random.nextLong(5_000) : near == null ? model.firstKey() : near;
                model.remove(key);
                roster.remove(key);
            }
            same(roster, model);
        }
        for (Long key : List.copyOf(model.keySet())) {
            roster.remove(key);
        }
        same(roster, new TreeMap<>());
        roster.put(state(7, "again"));
        assertThat(roster.bySlug("again")).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {5_000})
    void idsInOrderAreAsGoodAsAny(int size) {
        Roster roster = new Roster();
        TreeMap<Long, AgentState> model = new TreeMap<>();
        for (long key = 0; key < size; key++) {
            AgentState state = state(key, "a" + key);
            model.put(key, state);
            roster.put(state);
        }
        same(roster, model);
        for (long key = 0; key < size; key += 2) {
            model.remove(key);
            roster.remove(key);
        }
        same(roster, model);
    }

    @Test
    void aReaderMissesNobodyWhoWasThereAllTheTime() throws InterruptedException {
        Roster roster = new Roster();
        Random random = new Random(3);
        for (int i = 0; i < 2_000; i++) {
            roster.put(state(i * 1_000L, "stays-" + i));
        }
        AtomicBoolean done = new AtomicBoolean();
        AtomicReference<String> wrong = new AtomicReference<>();
        Thread reader = Thread.ofPlatform().start(() -> {
            while (!done.get()) {
                List<Long> seen = new ArrayList<>();
                roster.forEach(state -> seen.add(state.who().key()));
                long staying = seen.stream().filter(key -> key % 1_000 == 0).count();
                if (staying != 2_000
                        || !seen.equals(seen.stream().sorted().distinct().toList())) {
                    wrong.set("saw " + staying + " of 2000");
                }
            }
        });
        for (int i = 0; i < 30_000; i++) {
            long key = random.nextInt(2_000) * 1_000L + 1 + random.nextInt(9);
            if (random.nextBoolean()) {
                roster.put(state(key, "moves-" + key));
            } else {
                roster.remove(key);
            }
        }
        done.set(true);
        reader.join();
        assertThat(wrong.get()).isNull();
    }

    private static void same(Roster roster, Map<Long, AgentState> model) {
        List<AgentState> all = new ArrayList<>();
        roster.forEach(all::add);
        assertThat(all).containsExactlyElementsOf(model.values());
        assertThat(roster.size()).isEqualTo(model.size());
        for (AgentState state : model.values()) {
            assertThat(roster.find(state.who().key())).isSameAs(state);
        }
        for (AgentState state : model.values().stream().limit(500).toList()) {
            assertThat(roster.bySlug(state.who().slug().value()))
                    .isNotNull()
                    .extracting(AgentSight::slug)
                    .isEqualTo(state.who().slug());
        }
        assertThat(roster.find(123_456_789L)).isEqualTo(model.get(123_456_789L));
        assertThat(roster.bySlug("nobody")).isNull();
    }

    private static AgentState state(long key, String slug) {
        Identity who = new Identity(key, Identity.names(slug, slug), Role.ANALYST, Transport.NATS);
        return new AgentState(who, null, null, 0, 0, Presence.OFFLINE, 0, false);
    }
}
