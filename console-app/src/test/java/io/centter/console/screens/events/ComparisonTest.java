package io.centter.console.screens.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.centter.model.identity.AgentId;
import io.centter.model.identity.Slug;
import io.centter.model.presence.PastPresence;
import io.centter.model.presence.Presence;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    @Test
    void whoWasUpAtOneMomentOnlyIsNamedAndWhoWasNotThereAtAllCountsAsUnknown() {
        Comparison found = Comparison.of(
                Instant.EPOCH,
                List.of(
                        agent(1, Presence.ONLINE),
                        agent(2, Presence.ONLINE),
                        agent(3, Presence.DEGRADED),
                        agent(4, Presence.OFFLINE)),
                Instant.EPOCH.plusSeconds(60),
                List.of(
                        agent(1, Presence.DEGRADED),
                        agent(2, Presence.OFFLINE),
                        agent(4, Presence.ONLINE),
                        agent(5, Presence.ONLINE)));

        assertThat(found.stayed()).isEqualTo(1);
        assertThat(found.gone())
                .extracting(one -> one.agent().name(), Comparison.Difference::after)
                .containsExactly(tuple("agent-2", Presence.OFFLINE), tuple("agent-3", Presence.UNKNOWN));
        assertThat(found.came())
                .extracting(one -> one.agent().name(), Comparison.Difference::before)
                .containsExactly(tuple("agent-4", Presence.OFFLINE), tuple("agent-5", Presence.UNKNOWN));
    }

    private static PastPresence agent(int number, Presence presence) {
        String name = "agent-" + number;
        return new PastPresence(
                new AgentId("00000000000" + number), name, new Slug(name), presence, null, false, Instant.EPOCH);
    }
}
