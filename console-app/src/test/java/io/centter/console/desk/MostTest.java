package io.centter.console.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.centter.model.api.Page;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MostTest {
    private final Most most = new Most(4);

    @Test
    void listIsReadSoFarAndFurtherWhereAPersonWantsMore() {
        assertThat(most.read(MostTest::page)).hasSize(4);
        assertThat(most.isCut()).isTrue();
        most.more();
        assertThat(most.read(MostTest::page)).hasSize(8);
        most.more();
        assertThat(most.read(MostTest::page)).hasSize(9);
        assertThat(most.isCut()).isFalse();
    }

    @Test
    void anotherListIsReadAsFarAsTheFirstWasAtFirst() {
        most.more();
        assertThat(most.read(MostTest::page)).hasSize(8);
        most.anew();
        assertThat(most.isCut()).isFalse();
        assertThat(most.read(MostTest::page)).hasSize(4);
    }

    @Test
    void listThatEndsJustThereIsNotCut() {
        assertThat(most.read(cursor -> new Page<>(List.of(1, 2, 3, 4), null))).hasSize(4);
        assertThat(most.isCut()).isFalse();
    }

    /// Nine numbers in pages of two.
    private static Page<Integer> page(@Nullable String cursor) {
        int from = cursor == null ? 0 : Integer.parseInt(cursor);
        int to = Math.min(9, from + 2);
        return new Page<>(IntStream.range(from, to).boxed().toList(), to == 9 ? null : Integer.toString(to));
    }
}
