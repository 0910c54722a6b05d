package io.centter.sdk.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import io.centter.model.identity.AgentId;
import io.centter.model.identity.IdSource;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class BeatScheduleTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    @Test
    void regularHeartbeatsAreOneIntervalApart() {
        BeatSchedule schedule = new BeatSchedule(new AgentId("f254bbfa01c7"), FIVE_MINUTES);

        Instant first = NOW.plus(schedule.untilNext(NOW, 0));
        Instant second = first.plus(schedule.untilNext(first, 0));

        assertThat(Duration.between(first, second)).isEqualTo(FIVE_MINUTES);
        assertThat(Duration.between(NOW, first)).isPositive().isLessThanOrEqualTo(FIVE_MINUTES);
    }

    @Test
    void jitterNeverMakesTheWaitLongerThanAFiftiethMore() {
        BeatSchedule schedule = new BeatSchedule(new AgentId("f254bbfa01c7"), FIVE_MINUTES);

        assertThat(IntStream.range(0, 1_000)
                        .mapToObj(step -> schedule.untilNext(NOW.plusSeconds(step), 0.999))
                        .max(Duration::compareTo))
                .hasValueSatisfying(longest -> assertThat(longest).isLessThan(Duration.ofSeconds(306)));
    }

    @Test
    void agentsThatStartTogetherDoNotBeatTogether() {
        IdSource ids = new IdSource(InstantSource.fixed(NOW), new Random(7));

        long[] perSecond = new long[300];
        Stream.generate(ids::agentId)
                .limit(3_000)
                .map(agent -> new BeatSchedule(agent, FIVE_MINUTES).untilNext(NOW, 0))
                .forEach(wait -> perSecond[(int) (wait.toMillis() - 1) / 1_000]++);

        assertThat(Arrays.stream(perSecond).max().orElseThrow()).isLessThan(40);
    }
}
