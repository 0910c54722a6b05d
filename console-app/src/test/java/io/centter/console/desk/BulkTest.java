package io.centter.console.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centter.console.desk.Plan.Applied;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BulkTest {
    private final SampleSite sample = SampleSite.open();
    private final Bulk bulk = new Bulk(sample.site());
    private final List<String> done = new ArrayList<>();

    @AfterEach
    void close() {
        sample.close();
    }

    @Test
    void whatOneFailsAtKeepsNobodyElse() throws Exception {
        Applied outcome = bulk.run(List.of("a", "b", "c"), name -> name, item -> {
            assertThat(bulk.runningProperty().get()).isTrue();
            if (item.equals("b")) {
                throw new IllegalStateException("It is locked.");
            }
            done.add(item);
        });
        assertThat(done).containsExactly("a", "c");
        assertThat(outcome.detail()).isEqualTo("2 of 3");
        assertThat(outcome.left()).containsExactly("Not done: b. It is locked.");
        assertThat(bulk.doneProperty().get()).isEqualTo(3);
        assertThat(bulk.runningProperty().get()).isFalse();
    }

    @Test
    void stoppedInTheMiddleItSaysWhatWasNotBegun() throws Exception {
        Applied outcome = bulk.run(List.of("a", "b", "c"), name -> name, item -> {
            done.add(item);
            bulk.stop();
        });
        assertThat(done).containsExactly("a");
        assertThat(outcome.left()).containsExactly("2 were not begun: it was stopped.");
        assertThat(bulk.runningProperty().get()).isFalse();
    }

    @Test
    void whereNothingIsDoneItFailsAsTheFirstOneDid() {
        assertThatThrownBy(() -> bulk.run(List.of("a", "b"), name -> name, item -> {
                    throw new IllegalStateException(item + " is locked.");
                }))
                .hasMessage("a is locked.");
        assertThat(bulk.runningProperty().get()).isFalse();
    }
}
