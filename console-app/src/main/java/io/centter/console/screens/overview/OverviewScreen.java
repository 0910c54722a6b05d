package io.centter.console.screens.overview;

import io.centter.console.desk.DeskScreen;
import io.centter.console.desk.Destination;
import io.centter.console.desk.Reading;
import io.centter.console.desk.Site;
import io.centter.console.fleet.PresenceCounts;
import io.centter.console.screens.overview.OverviewViewModel.Matter;
import io.centter.console.screens.overview.OverviewViewModel.Urgency;
import io.centter.console.text.Texts;
import io.centter.console.text.Times;
import io.centter.console.theme.Labels;
import io.centter.console.theme.PresenceMark;
import io.centter.model.api.AuditLineView;
import io.centter.model.api.NetworkStats;
import io.centter.model.identity.AgentId;
import io.centter.model.presence.Presence;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Health, what needs a person, what changed.
public final class OverviewScreen extends DeskScreen {
    private static final double TALLEST = 44;

    private final OverviewViewModel model;
    private final HBox presence = new HBox();
    private final GridPane figures = new GridPane();
    private final HBox days = new HBox();
    private final VBox matters = new VBox();
    private final VBox changes = new VBox();

    public OverviewScreen(Site site, OverviewViewModel model) {
        super(site, "overview", "fth-activity");
        this.model = model;
    }

    @Override
    protected void build() {
        presence.getStyleClass().add("presence-figures");
        figures.getStyleClass().add("figures");
        days.getStyleClass().add("days");
        days.setAlignment(Pos.BOTTOM_LEFT);
        GridPane cards = new GridPane();
        cards.getStyleClass().add("cards");
        for (int i = 0; i < 2; i++) {
            ColumnConstraints half = new ColumnConstraints();
            half.setPercentWidth(50);
            cards.getColumnConstraints().add(half);
        }
        cards.add(card("overview.agents", presence), 0, 0);
        cards.add(card("overview.days", days), 1, 0);
        cards.add(card("overview.matters", matters), 0, 1);
        cards.add(card("overview.changes", changes), 1, 1);
        cards.add(card("overview.figures", figures), 0, 2, 2, 1);
        ScrollPane scroll = new ScrollPane(cards);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("pane-scroll");
        body(scroll);
        site().fleet().countsProperty().subscribe(this::showPresence);
        model.stats().valueProperty().subscribe(this::showStats);
        model.stats().phaseProperty().subscribe(_ -> showStats(model.stats().get()));
        model.changes().valueProperty().subscribe(_ -> showChanges());
        model.changes().phaseProperty().subscribe(_ -> showChanges());
        ListChangeListener<Matter> weighed = _ -> showMatters();
        model.matters().addListener(weighed);
        model.letters().phaseProperty().subscribe(_ -> showMatters());
        showMatters();
    }

    @Override
    protected String saidInThePast() {
        return Texts.of("past.overview");
    }

    @Override
    protected void attach() {
        whileShown(model.attach());
    }

    @Override
    protected boolean closeSide() {
        return false;
    }

    private static VBox card(String title, Node content) {
        VBox card = new VBox(Labels.styled(Texts.of(title), "card-title"), content);
        card.getStyleClass().add("card");
        card.setMaxHeight(Double.MAX_VALUE);
        return card;
    }

    private void showPresence(PresenceCounts counts) {
        presence.getChildren().clear();
        for (Presence each : Presence.values()) {
            if (counts.of(each) > 0 || each == Presence.ONLINE) {
                Label number = Labels.styled(Texts.of("number", counts.of(each)), "figure");
                HBox under = new HBox(6, new PresenceMark(each), Labels.styled(Texts.word("presence", each), "muted"));
                under.setAlignment(Pos.CENTER_LEFT);
                presence.getChildren().add(new VBox(number, under));
            }
        }
    }

    private void showStats(@Nullable NetworkStats stats) {
        figures.getChildren().clear();
        days.getChildren().clear();
        if (stats == null) {
            days.getChildren().add(Labels.wrapped(said(model.stats()), "muted"));
            figures.add(Labels.wrapped(said(model.stats()), "muted"), 0, 0);
            return;
        }
        NetworkStats.Recorded recorded = stats.recorded();
        figure(0, "screen.teams", recorded.teams(), "teams");
        figure(1, "screen.members", recorded.members(), "members");
        figure(2, "networks.skills", recorded.installedSkills(), "market");
        figure(3, "networks.by-hand", recorded.manualPermissions(), "permissions");
        figure(4, "networks.locked", recorded.lockedAgents(), "agents");
        figure(5, "networks.deployed", recorded.deployedAgents(), "provisioning");
        long most = Math.max(
                1,
                stats.eventsPerDay().stream()
                        .mapToLong(NetworkStats.Day::events)
                        .max()
                        .orElse(1));
        for (NetworkStats.Day day : stats.eventsPerDay()) {
            Region bar = new Region();
            bar.getStyleClass().add("bar");
            double height = Math.max(2, TALLEST * day.events() / most);
            bar.setMinHeight(height);
            bar.setMaxHeight(height);
            VBox column = new VBox(
                    4,
                    Labels.styled(Texts.of("number", day.events()), "small"),
                    bar,
                    Labels.styled(
                            day.day().getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.getDefault()),
                            "muted",
                            "small"));
            column.setAlignment(Pos.BOTTOM_CENTER);
            HBox.setHgrow(column, Priority.ALWAYS);
            days.getChildren().add(column);
        }
    }

    private void figure(int column, String key, long number, String screen) {
        Button button = new Button(Texts.of(key));
        button.getStyleClass().add("figure-name");
        button.setOnAction(_ -> site().hands().go(new Destination.Place(screen)));
        figures.add(new VBox(Labels.styled(Texts.of("number", number), "figure"), button), column, 0);
    }

    private void showMatters() {
        matters.getChildren().clear();
        if (model.matters().isEmpty() && !model.isAllRead()) {
            matters.getChildren().add(Labels.wrapped(said(model.letters()), "muted"));
            return;
        }
        if (model.matters().isEmpty()) {
            HBox well =
                    new HBox(8, Labels.icon("fth-check-circle", "receipt-done"), new Label(Texts.of("overview.well")));
            well.setAlignment(Pos.CENTER_LEFT);
            well.getStyleClass().add("line");
            matters.getChildren().add(well);
            return;
        }
        model.matters().forEach(matter -> matters.getChildren().add(matter(matter)));
    }

    private Node matter(Matter matter) {
        VBox words = new VBox(Labels.wrapped(matter.text()));
        words.setAlignment(Pos.CENTER_LEFT);
        if (!matter.detail().isEmpty()) {
            words.getChildren().add(Labels.wrapped(matter.detail(), "muted", "small"));
        }
        HBox.setHgrow(words, Priority.ALWAYS);
        Button open = Labels.iconButton(
                "fth-chevron-right",
                Texts.of("overview.look-at", matter.text()),
                () -> site().hands().go(matter.destination()));
        HBox row = new HBox(10, Labels.icon(matter.icon()), words, open);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().addAll("line", matter.urgency() == Urgency.HIGH ? "matter-high" : "matter-low");
        return row;
    }

    private void showChanges() {
        List<AuditLineView> lines = model.changes().get();
        changes.getChildren().clear();
        if (lines == null) {
            changes.getChildren().add(Labels.wrapped(said(model.changes()), "muted"));
            return;
        }
        for (AuditLineView line : lines) {
            Label when = Labels.styled(Times.ago(line.at(), site().ticker().now()), "muted", "change-time");
            when.setTooltip(Labels.tip(Times.exact(line.at(), ZoneId.systemDefault())));
            String of = line.target().startsWith("agent:") && line.target().length() == 18
                    ? site().name(new AgentId(line.target().substring(6)))
                    : "";
            HBox row = new HBox(8, when, Labels.styled(line.action(), "mono"), Labels.styled(of, "muted"));
            row.setAlignment(Pos.CENTER_LEFT);
            row.getStyleClass().add("line");
            changes.getChildren().add(row);
        }
    }

    private static String said(Reading<?> reading) {
        var trouble = reading.troubleProperty().get();
        return trouble == null ? Texts.of("state.loading") : trouble.what();
    }
}
