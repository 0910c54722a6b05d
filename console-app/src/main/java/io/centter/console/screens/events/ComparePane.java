package io.centter.console.screens.events;

import io.centter.console.desk.Destination;
import io.centter.console.desk.Fields;
import io.centter.console.desk.SidePane;
import io.centter.console.desk.Site;
import io.centter.console.desk.Trouble;
import io.centter.console.screens.events.Comparison.Difference;
import io.centter.console.text.Texts;
import io.centter.console.text.Times;
import io.centter.console.theme.Labels;
import io.centter.console.theme.PresenceMark;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Who was up at one moment and not at another.
final class ComparePane {
    private final Site site;
    private final EventsViewModel model;
    private final StringProperty earlier = new SimpleStringProperty(Texts.of("events.compare-first"));
    private final StringProperty later = new SimpleStringProperty("now");
    private final VBox answer = new VBox();
    private final SidePane pane;
    private boolean open;

    ComparePane(Site site, EventsViewModel model, Runnable close) {
        this.site = site;
        this.model = model;
        pane = new SidePane(site, "compare-pane", Texts.of("events.compare-title"), close);
        Button compare = Labels.button(
                Texts.of("events.compare-do"),
                "fth-columns",
                () -> model.compare(earlier.get(), later.get()),
                "primary");
        compare.setId("compare-do");
        Label mistake = Labels.wrapped("", "filter-hint");
        mistake.textProperty().bind(model.mistakeProperty());
        pane.add(
                        Fields.text(
                                "compare-earlier",
                                Texts.of("events.earlier"),
                                Texts.of("events.moment-prompt"),
                                earlier),
                        Fields.text("compare-later", Texts.of("events.later"), Texts.of("events.moment-prompt"), later),
                        mistake)
                .actions(compare)
                .add(answer);
        answer.getStyleClass().add("edit-part");
        model.comparison().valueProperty().subscribe(_ -> show());
        model.comparison().phaseProperty().subscribe(_ -> show());
    }

    Region node() {
        return pane.node();
    }

    boolean isOpen() {
        return open;
    }

    void open(boolean opened) {
        Instant at = model.past().atProperty().get();
        if (opened && !open && at != null) {
            earlier.set(Moments.text(at, ZoneId.systemDefault()));
        }
        if (!opened) {
            model.closeComparison();
        }
        open = opened;
    }

    private void show() {
        answer.getChildren().clear();
        Comparison found = model.comparison().get();
        if (found == null) {
            Trouble trouble = model.comparison().troubleProperty().get();
            if (trouble != null) {
                answer.getChildren().add(Labels.wrapped(trouble.what(), "muted"));
            }
            return;
        }
        ZoneId zone = ZoneId.systemDefault();
        answer.getChildren()
                .add(Labels.wrapped(
                        Texts.of(
                                "events.compared",
                                Times.exact(found.earlier(), zone),
                                Times.exact(found.later(), zone),
                                found.stayed()),
                        "muted"));
        list("events.gone", found.gone());
        list("events.came", found.came());
    }

    private void list(String key, List<Difference> differences) {
        answer.getChildren().add(Labels.styled(Texts.of(key, differences.size()), "section-title"));
        for (Difference one : differences) {
            Hyperlink name = new Hyperlink(one.agent().name());
            name.setOnAction(
                    _ -> site.hands().go(new Destination.Agent(one.agent().agent())));
            HBox row = new HBox(
                    8,
                    name,
                    Labels.spring(),
                    new PresenceMark(one.before()),
                    Labels.styled(Texts.word("presence", one.before()), "muted"),
                    Labels.icon("fth-arrow-right"),
                    new PresenceMark(one.after()),
                    Labels.styled(Texts.word("presence", one.after()), "muted"));
            row.setAlignment(Pos.CENTER_LEFT);
            row.getStyleClass().add("line");
            answer.getChildren().add(row);
        }
    }
}
