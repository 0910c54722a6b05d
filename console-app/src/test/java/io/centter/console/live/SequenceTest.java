package io.centter.console.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SequenceTest {
    private final Sequence sequence = new Sequence();

    @Test
    void beginsWhereItIsTold() {
        assertThat(sequence.accept(4711)).isTrue();
        assertThat(sequence.accept(4712)).isTrue();
        assertThat(sequence.hasGap()).isFalse();
    }

    @Test
    void numberThatWasSeenIsNotTakenTwice() {
        sequence.accept(1);
        sequence.accept(2);
        assertThat(sequence.accept(2)).isFalse();
        sequence.accept(5);
        assertThat(sequence.accept(5)).isFalse();
    }

    @Test
    void missingNumberIsAGapUntilItComes() {
        sequence.accept(1);
        sequence.accept(3);
        assertThat(sequence.hasGap()).isTrue();
        assertThat(sequence.accept(2)).isTrue();
        assertThat(sequence.hasGap()).isFalse();
        assertThat(sequence.accept(4)).isTrue();
    }

    @Test
    void forgivenGapDoesNotComeBack() {
        sequence.accept(1);
        sequence.accept(5);
        sequence.forgive();
        assertThat(sequence.hasGap()).isFalse();
        assertThat(sequence.accept(6)).isTrue();
        assertThat(sequence.hasGap()).isFalse();
    }

    @Test
    void jumpBeyondAllPatienceIsAGap() {
        sequence.accept(1);
        assertThat(sequence.accept(10_000_000)).isTrue();
        assertThat(sequence.hasGap()).isTrue();
        sequence.forgive();
        assertThat(sequence.accept(10_000_001)).isTrue();
        assertThat(sequence.hasGap()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8})
    void anyOrderWithinTheWindowHasNoGapAtTheEnd(long seed) {
        List<Long> numbers = new ArrayList<>();
        for (long number = 2; number <= 500; number++) {
            numbers.add(number);
        }
        Collections.shuffle(numbers, new Random(seed));
        sequence.accept(1);
        assertThat(numbers).allMatch(sequence::accept);
        assertThat(sequence.hasGap()).isFalse();
        assertThat(numbers).noneMatch(sequence::accept);
    }
}
