package io.centter.control.presence;

import static io.centter.control.presence.BoardFixture.BOB;
import static io.centter.control.presence.BoardFixture.LINDA;
import static io.centter.control.presence.BoardFixture.NETWORK;
import static org.assertj.core.api.Assertions.assertThat;

import io.centter.model.heartbeat.HeartbeatStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeartbeatOrderTest {
    private final BoardFixture at = BoardFixture.withLinda();

    @Test
    void replayedAndOlderHeartbeatsOfABootAreDropped() {
        assertThat(at.beat(5)).isEqualTo(Intake.TAKEN);
        assertThat(at.beat(5)).isEqualTo(Intake.REPLAYED);
        assertThat(at.beat(4)).isEqualTo(Intake.OUT_OF_ORDER);
        assertThat(at.beat(9)).isEqualTo(Intake.TAKEN);
    }

    @Test
    void everyOrderOfFiveHeartbeatsEndsWithTheNewestAndDropsWhatCameLate() {
        for (List<Integer> order : permutations(List.of(0, 1, 2, 3, 4))) {
            BoardFixture fresh = BoardFixture.withLinda();
            int highest = -1;
            for (int seq : order) {
                Intake expected = seq > highest ? Intake.TAKEN : Intake.OUT_OF_ORDER;
                assertThat(fresh.beat(seq)).as("%s of %s", seq, order).isEqualTo(expected);
                assertThat(fresh.beat(seq)).isNotEqualTo(Intake.TAKEN);
                highest = Math.max(highest, seq);
            }
        }
    }

    @Test
    void withoutABootIdTimeOrders() {
        Instant ts = at.now();
        assertThat(at.beat(null, 0, ts, HeartbeatStatus.OK, null)).isEqualTo(Intake.TAKEN);
        assertThat(at.beat(null, 0, ts, HeartbeatStatus.OK, null)).isEqualTo(Intake.REPLAYED);
        assertThat(at.beat(null, 0, ts.minusMillis(1), HeartbeatStatus.OK, null))
                .isEqualTo(Intake.OUT_OF_ORDER);
        assertThat(at.beat(null, 0, ts.plusMillis(1), HeartbeatStatus.OK, null)).isEqualTo(Intake.TAKEN);
    }

    @Test
    void aClockMoreThanFiveMinutesAheadIsRefused() {
        Instant limit = at.now().plus(Duration.ofMinutes(5));
        assertThat(at.beat("b", 0, limit.plusMillis(1), HeartbeatStatus.OK, null))
                .isEqualTo(Intake.CLOCK_AHEAD);
        assertThat(at.beat("b", 0, limit, HeartbeatStatus.OK, null)).isEqualTo(Intake.TAKEN);
    }

    @Test
    void aClockFarBehindDoesNotMakeTheAgentLookSilent() {
        at.beat("b", 0, at.now().minus(Duration.ofDays(400)), HeartbeatStatus.OK, null);
        assertThat(at.linda().lastHeartbeatAt()).isEqualTo(at.now());
    }

    @Test
    void heartbeatThatNamesAnotherAgentIsRefused() {
        assertThat(at.board.heartbeat(
                        NETWORK, LINDA, BoardFixture.heartbeat(BOB, "b", 0, at.now(), HeartbeatStatus.OK, null), false))
                .isEqualTo(Intake.WRONG_AGENT);
    }

    @Test
    void restartIsNoSecondInstance() {
        at.beat("boot-1", 7);
        at.seconds(1);
        assertThat(at.beat("boot-2", 0)).isEqualTo(Intake.TAKEN);
        assertThat(at.linda().duplicateInstance()).isFalse();
        // One that was still on its way when the agent restarted.
        assertThat(at.beat("boot-1", 8, at.now().minusMillis(500), HeartbeatStatus.OK, null))
                .isEqualTo(Intake.OUT_OF_ORDER);
        assertThat(at.linda().duplicateInstance()).isFalse();
    }

    @Test
    void twoBootsThatAlternateAreTwoInstances() {
        at.beat("boot-1", 0);
        at.seconds(1);
        at.beat("boot-2", 0);
        at.seconds(1);
        assertThat(at.beat("boot-1", 1)).isEqualTo(Intake.TAKEN);
        assertThat(at.linda().duplicateInstance()).isTrue();
        assertThat(at.beat("boot-1", 1)).isEqualTo(Intake.REPLAYED);

        // The other was stopped: after a while it is forgotten.
        at.minutes(15);
        assertThat(at.linda().duplicateInstance()).isFalse();
    }

    private static List<List<Integer>> permutations(List<Integer> values) {
        if (values.isEmpty()) {
            return List.of(List.of());
        }
        List<List<Integer>> all = new ArrayList<>();
        for (Integer first : values) {
            List<Integer> rest = new ArrayList<>(values);
            rest.removeIf(first::equals);
            for (List<Integer> tail : permutations(rest)) {
                List<Integer> one = new ArrayList<>(List.of(first));
                one.addAll(tail);
                all.add(one);
            }
        }
        return all;
    }
}
