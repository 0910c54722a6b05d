package io.centter.console.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.centter.console.desk.Rows.Content;
import io.centter.console.fx.Background;
import io.centter.model.api.Problem;
import io.centter.sdk.rest.ApiProblem;
import io.centter.sdk.rest.Unreachable;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowsTest {
    private record Fruit(String name, int weight) {}

    private final Reading<List<Fruit>> reading =
            new Reading<>(new Background(Runnable::run, Runnable::run, (_, _) -> {}));
    private final Rows<Fruit> rows = new Rows<>(reading, Fruit::name, Fruit::name);

    private void have(Fruit... fruits) {
        reading.renew(() -> List.of(fruits));
    }

    @Test
    void saysLoadingEmptyRowsAndNoMatch() {
        assertThat(rows.contentProperty().get()).isEqualTo(Content.LOADING);
        have();
        assertThat(rows.contentProperty().get()).isEqualTo(Content.EMPTY);
        have(new Fruit("apple", 1));
        assertThat(rows.contentProperty().get()).isEqualTo(Content.ROWS);
        rows.filterTextProperty().set("pear");
        assertThat(rows.contentProperty().get()).isEqualTo(Content.NO_MATCH);
    }

    @Test
    void whatIsThereStaysWhenAnotherReadingFails() {
        have(new Fruit("apple", 1));
        reading.renew(() -> {
            throw new Unreachable("away", null);
        });
        assertThat(rows.contentProperty().get()).isEqualTo(Content.ROWS);
        assertThat(rows.troubleProperty().get()).isNotNull();
    }

    @Test
    void lostRightTakesWhatWasSeenAway() {
        have(new Fruit("apple", 1));
        reading.renew(() -> {
            throw new ApiProblem(new Problem("about:blank", "Forbidden", 403, "forbidden", "No.", null, null), null);
        });
        assertThat(rows.contentProperty().get()).isEqualTo(Content.FORBIDDEN);
        assertThat(rows.items()).isEmpty();
    }

    @Test
    void failureBeforeAnythingCameIsSaid() {
        reading.renew(() -> {
            throw new Unreachable("away", null);
        });
        assertThat(rows.contentProperty().get()).isEqualTo(Content.FAILED);
    }

    @Test
    void selectionAndOpenRowSurviveANewReadingAndAnotherOrder() {
        have(new Fruit("apple", 3), new Fruit("pear", 1));
        rows.select(rows.items().getFirst());
        rows.openSelected();
        rows.sort(Comparator.comparingInt(Fruit::weight));
        have(new Fruit("fig", 9), new Fruit("apple", 4), new Fruit("pear", 1));

        assertThat(rows.items()).extracting(Fruit::name).containsExactly("pear", "apple", "fig");
        assertThat(rows.openedProperty().get()).isEqualTo(new Fruit("apple", 4));
        have(new Fruit("pear", 1));
        assertThat(rows.openedProperty().get()).isNull();
        assertThat(rows.selectedProperty().get()).isNull();
    }

    @Test
    void rowThatIsAskedForBeforeItCameOpensWhenItComesWhateverTheFilterHides() {
        rows.filterTextProperty().set("apple");
        rows.open("pear");
        have(new Fruit("apple", 3), new Fruit("pear", 1));
        assertThat(rows.openedProperty().get()).isEqualTo(new Fruit("pear", 1));
        assertThat(rows.filterTextProperty().get()).isEmpty();
    }
}
