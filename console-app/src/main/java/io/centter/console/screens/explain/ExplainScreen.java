package io.centter.console.screens.explain;

import io.centter.console.desk.DeskScreen;
import io.centter.console.desk.EditView;
import io.centter.console.desk.Fields;
import io.centter.console.desk.Lasting;
import io.centter.console.desk.Site;
import io.centter.console.desk.StateView;
import io.centter.console.fleet.AgentRow;
import io.centter.console.text.Texts;
import io.centter.console.theme.Labels;
import io.centter.model.permission.ChainLink;
import io.centter.model.permission.Explanation;
import io.centter.model.permission.NextChange;
import io.centter.model.permission.Scope;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The chain between an agent and a skill of another, link by link.
public final class ExplainScreen extends DeskScreen {
    private final ExplainViewModel model;
    private final EditView editView;
    private final VBox answer = new VBox();
    private final ComboBox<AgentRow> from;
    private final ComboBox<AgentRow> to;

    public ExplainScreen(Site site, ExplainViewModel model) {
        super(site, "explain", "fth-help-circle");
        this.model = model;
        editView = new EditView(model.edit(), site);
        from = Fields.combo(
                "explain-from", Texts.of("explain.from"), row -> row.get().name());
        to = Fields.combo("explain-to", Texts.of("explain.to"), row -> row.get().name());
    }

    @Override
    protected void build() {
        HBox question = question();
        answer.getStyleClass().add("answer");
        ScrollPane scroll = new ScrollPane(answer);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("pane-scroll");
        StackPane place = new StackPane(
                scroll,
                StateView.of(
                        site(),
                        "explain",
                        model.reading(),
                        new StateView.Empty(
                                "fth-help-circle", Texts.of("explain.empty"), Texts.of("explain.empty-detail"))));
        VBox.setVgrow(place, Priority.ALWAYS);
        Label missing = Labels.wrapped("", "filter-hint", "question-hint");
        missing.textProperty().bind(model.missingProperty());
        missing.visibleProperty()
                .bind(model.skillProperty()
                        .isNotEmpty()
                        .and(missing.textProperty().isNotEmpty()));
        missing.managedProperty().bind(missing.visibleProperty());
        body(new VBox(question, missing, place));
        model.reading().valueProperty().subscribe(this::show);
        model.edit()
                .titleProperty()
                .subscribe(_ -> editView.form(Fields.text(
                        "edit-reason",
                        Texts.of("form.reason"),
                        Texts.of("form.reason-prompt"),
                        model.reasonProperty())));
        model.edit().phaseProperty().subscribe(_ -> side(model.edit().isOpen() ? editView.node() : null));
    }

    private HBox question() {
        from.setItems(model.agents());
        from.valueProperty().bindBidirectional(model.fromProperty());
        to.setItems(model.agents());
        to.valueProperty().bindBidirectional(model.toProperty());
        ComboBox<String> skill = Fields.combo("explain-skill", Texts.of("explain.skill"), word -> word);
        skill.setEditable(true);
        skill.setItems(model.skills());
        skill.getEditor().textProperty().bindBidirectional(model.skillProperty());
        skill.getEditor().setAccessibleText(Texts.of("explain.skill"));
        Button swap = Labels.iconButton("fth-repeat", Texts.of("explain.swap"), model::swap);
        HBox question = new HBox(
                Fields.labelled(Texts.of("explain.from"), from),
                swap,
                Fields.labelled(Texts.of("explain.to"), to),
                Fields.labelled(Texts.of("explain.skill"), skill),
                Fields.text(
                        "explain-command",
                        Texts.of("explain.command"),
                        Texts.of("explain.any-command"),
                        model.commandProperty()));
        question.getStyleClass().add("question");
        question.setAlignment(Pos.BOTTOM_LEFT);
        return question;
    }

    @Override
    protected void attach() {
        whileShown(model.attach());
    }

    @Override
    protected boolean closeSide() {
        boolean open = model.edit().isOpen();
        model.edit().close();
        return open;
    }

    @Override
    public void find() {
        from.requestFocus();
    }

    private void show(@Nullable Explanation found) {
        answer.getChildren().clear();
        if (found == null) {
            return;
        }
        String call = found.command() == null ? found.skill() : found.skill() + " " + found.command();
        HBox verdict = new HBox(
                Labels.icon(found.allowed() ? "fth-check-circle" : "fth-x-circle"),
                Labels.wrapped(
                        Texts.of(
                                found.allowed() ? "explain.yes" : "explain.no",
                                site().name(found.from()),
                                call,
                                site().name(found.to())),
                        "verdict-text"));
        verdict.setId("explain-verdict");
        verdict.getStyleClass().addAll("verdict", found.allowed() ? "verdict-yes" : "verdict-no");
        verdict.setAlignment(Pos.CENTER_LEFT);
        answer.getChildren().add(verdict);
        if (found.allowed() && !found.scopes().isEmpty()) {
            answer.getChildren()
                    .add(Labels.wrapped(
                            Texts.of(
                                    "explain.token",
                                    found.scopes().stream().map(Scope::toString).collect(Collectors.joining(", "))),
                            "muted"));
        }
        NextChange next = found.smallestChange();
        if (!found.allowed() && next != null) {
            answer.getChildren().add(next(next));
        }
        answer.getChildren().add(Labels.styled(Texts.of("explain.chain"), "section-title"));
        VBox chain = new VBox();
        chain.getStyleClass().add("chain");
        for (ChainLink link : found.links()) {
            chain.getChildren().add(link(link, link.kind() == found.firstMissing()));
        }
        answer.getChildren().add(chain);
    }

    private Node next(NextChange next) {
        HBox buttons = new HBox(8);
        buttons.setAlignment(Pos.CENTER_LEFT);
        Optional<Scope> scope = model.grantable();
        if (scope.isPresent()) {
            Button hour = Labels.button(
                    Texts.of("explain.allow-hour"), "fth-clock", () -> model.allow(Lasting.HOUR), "primary");
            hour.setId("explain-allow-hour");
            buttons.getChildren()
                    .addAll(
                            hour,
                            Labels.button(Texts.of("explain.allow-day"), null, () -> model.allow(Lasting.DAY)),
                            Labels.button(Texts.of("explain.allow-ever"), null, () -> model.allow(Lasting.EVER)));
        } else if (next.method() != null) {
            Button mend = Labels.button(Texts.of("explain.mend"), "fth-tool", model::mend, "primary");
            mend.setId("explain-mend");
            buttons.getChildren().add(mend);
        }
        VBox box = new VBox(8, Labels.wrapped(next.detail()), buttons);
        if (buttons.getChildren().isEmpty()) {
            box.getChildren()
                    .setAll(Labels.wrapped(next.detail()), Labels.wrapped(Texts.of("explain.no-request"), "muted"));
        }
        VBox card = new VBox(4, Labels.styled(Texts.of("explain.smallest"), "card-title"), box);
        card.getStyleClass().add("card");
        return card;
    }

    private static Node link(ChainLink link, boolean first) {
        Label kind = Labels.styled(Texts.word("chain", link.kind()), "chain-kind");
        kind.setMinWidth(Region.USE_PREF_SIZE);
        VBox words = new VBox(2, Labels.wrapped(link.detail()));
        if (link.risk() != null) {
            words.getChildren().add(Labels.styled(Texts.word("risk", link.risk()), "chip", "chip-outline"));
        }
        if (first) {
            words.getChildren().add(Labels.styled(Texts.of("explain.first-missing"), "chip", "chip-danger"));
        }
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox row = new HBox(Labels.icon(link.ok() ? "fth-check" : "fth-x"), kind, words);
        row.setAccessibleText(Texts.word("chain", link.kind())
                + ": "
                + Texts.of(link.ok() ? "explain.holds" : "explain.broken")
                + " "
                + link.detail());
        row.getStyleClass().addAll("chain-link", link.ok() ? "chain-ok" : "chain-broken");
        return row;
    }
}
