package io.centter.console.screens;

import static org.assertj.core.api.Assertions.assertThat;

import io.centter.console.fleet.SampleFleet;
import io.centter.console.screens.agent.PresencePeriods;
import io.centter.console.screens.agent.PresencePeriods.Period;
import io.centter.model.presence.AgentPresence;
import io.centter.model.presence.Presence;
import io.centter.model.presence.PresenceCause;
import io.centter.model.presence.PresenceRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PresencePeriodsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Instant FROM = NOW.minus(Duration.ofHours(24));
    private static final AgentPresence AGENT = new SampleFleet(3, NOW).agent(0);

    private static PresenceRecord change(Duration ago, Presence from, Presence to) {
        return new PresenceRecord(NOW.minus(ago), from, to, PresenceCause.HEARTBEAT, null, false);
    }

    @Test
    void changesBecomePeriodsFromTheOldestOn() {
        var periods = PresencePeriods.of(
                AGENT,
                List.of(
                        change(Duration.ofHours(2), Presence.OFFLINE, AGENT.presence()),
                        change(Duration.ofHours(3), Presence.ONLINE, Presence.OFFLINE)),
                FROM,
                FROM,
                NOW);

        assertThat(periods.periods())
                .containsExactly(
                        new Period(FROM, NOW.minus(Duration.ofHours(3)), Presence.ONLINE),
                        new Period(NOW.minus(Duration.ofHours(3)), NOW.minus(Duration.ofHours(2)), Presence.OFFLINE),
                        new Period(NOW.minus(Duration.ofHours(2)), NOW, AGENT.presence()));
    }

    @Test
    void changeOfStatusAloneDoesNotSplitAPeriod() {
        var periods = PresencePeriods.of(
                AGENT,
                List.of(
                        change(Duration.ofHours(1), AGENT.presence(), AGENT.presence()),
                        change(Duration.ofHours(5), AGENT.presence(), AGENT.presence())),
                FROM,
                FROM,
                NOW);

        assertThat(periods.periods()).containsExactly(new Period(FROM, NOW, AGENT.presence()));
    }

    @Test
    void whatIsNotKnownIsNotPainted() {
        var periods = PresencePeriods.of(
                AGENT,
                List.of(change(Duration.ofHours(1), Presence.ONLINE, AGENT.presence())),
                NOW.minus(Duration.ofHours(1)),
                FROM,
                NOW);

        assertThat(periods.periods()).hasSize(1);
        assertThat(periods.periods().getFirst().from()).isEqualTo(NOW.minus(Duration.ofHours(1)));
    }

    @Test
    void shareOfTheTimeOnlineIsOfTheKnownTime() {
        var periods = new PresencePeriods(
                FROM,
                NOW,
                List.of(
                        new Period(NOW.minusSeconds(400), NOW.minusSeconds(100), Presence.ONLINE),
                        new Period(NOW.minusSeconds(100), NOW, Presence.OFFLINE)));

        assertThat(periods.online()).hasValue(0.75);
        assertThat(periods.known()).isEqualTo(Duration.ofSeconds(400));
        assertThat(periods.isPart()).isTrue();
        assertThat(new PresencePeriods(FROM, NOW, List.of(new Period(FROM, NOW, Presence.ONLINE))).isPart())
                .isFalse();
        assertThat(new PresencePeriods(FROM, NOW, List.of()).online()).isEmpty();
    }
}
