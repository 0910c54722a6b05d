package io.centter.console.desk;

import io.centter.console.text.Times;
import io.centter.console.theme.Labels;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;

/// How facts are shown, everywhere in the same way.
public final class Facts {
    private Facts() {}

    /// Names and values, one a line; what is not known is left out.
    public static GridPane grid(Site site, List<Fact> facts) {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("facts");
        ColumnConstraints names = new ColumnConstraints(120);
        ColumnConstraints rest = new ColumnConstraints();
        rest.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().addAll(names, rest);
        int line = 0;
        for (Fact fact : facts) {
            if (!fact.isEmpty()) {
                grid.addRow(line++, Labels.wrapped(fact.name(), "fact-name"), value(site, fact));
            }
        }
        return grid;
    }

    private static Node value(Site site, Fact fact) {
        return switch (fact) {
            case Fact.Words words ->
                words.style().isEmpty() ? Labels.wrapped(words.value()) : Labels.wrapped(words.value(), words.style());
            case Fact.Id id -> new ShortId(site, id.value());
            case Fact.Moment(String name, Instant at) when at != null -> moment(site, at);
            case Fact.Moment _ -> Labels.wrapped("");
        };
    }

    /// How long ago it was, which goes on while it is looked at; exactly on hover.
    private static Label moment(Site site, Instant at) {
        Label label = Labels.wrapped("");
        label.textProperty().bind(site.ticker().nowProperty().map(now -> Times.spoken(at, now)));
        label.setTooltip(Labels.tip(Times.exact(at, ZoneId.systemDefault())));
        return label;
    }
}
