package io.centter.control.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.centter.model.heartbeat.Transport;
import io.centter.model.identity.Slug;
import io.centter.model.presence.Presence;
import io.centter.model.role.Role;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RosterTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 17, 1000, 20_000})
    void behavesAsASortedMapWhateverTheIds(int size) {
        Random random = new Random(size);
        TreeMap<Long, Roster.Cell> model = new TreeMap<>();
        Roster roster = Roster.EMPTY;
        for (int batch = 0; batch < 4; batch++) {
            TreeMap<Long, Roster.Cell> added = new TreeMap<>();
            for (int i = 0; i < Math.max(1, size / 4); i++) {
                // Half of the ids stand close together, where a guess by proportion is wrong.
                long key = random.nextBoolean() ? random.nextLong(1L << 48) : random.nextLong(5_000);
                added.put(key, cell(key));
            }
            model.putAll(added);
            roster = roster.with(added);
        }
        for (int i = 0; i < size / 3; i++) {
            long key = random.nextBoolean()
                    ? random.nextLong(5_000)
                    : roster.at(i).who().key();
            model.remove(key);
            roster = roster.without(key);
        }
        assertThat(roster.size()).isEqualTo(model.size());
        for (long key : model.keySet()) {
            assertThat(roster.find(key)).isSameAs(model.get(key));
        }
        for (int i = 0; i < 2000; i++) {
            long key = random.nextBoolean() ? random.nextLong(1L << 48) : random.nextLong(5_000);
            assertThat(roster.find(key)).isSameAs(model.get(key));
            assertThat(roster.after(key)).isEqualTo(model.headMap(key, true).size());
        }
    }

    private static Roster.Cell cell(long key) {
        Identity who = new Identity(key, "n", new Slug("n"), Role.ANALYST, Transport.NATS);
        return new Roster.Cell(new AgentState(who, null, null, 0, 0, Presence.OFFLINE, 0, false));
    }
}
