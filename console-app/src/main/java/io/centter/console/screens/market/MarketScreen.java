package io.centter.console.screens.market;

import io.centter.console.desk.Fields;
import io.centter.console.desk.ListScreen;
import io.centter.console.desk.Markdown;
import io.centter.console.desk.RowsTable;
import io.centter.console.desk.SidePane;
import io.centter.console.desk.SidePane.Fact;
import io.centter.console.desk.Site;
import io.centter.console.desk.StateView;
import io.centter.console.desk.WebPage;
import io.centter.console.screens.market.MarketViewModel.Detail;
import io.centter.console.text.Texts;
import io.centter.console.text.Times;
import io.centter.console.theme.Labels;
import io.centter.model.permission.Scope;
import io.centter.model.skill.ReviewView;
import io.centter.model.skill.SkillCommand;
import io.centter.model.skill.SkillSort;
import io.centter.model.skill.SkillStatus;
import io.centter.model.skill.SkillVersionView;
import io.centter.model.skill.SkillView;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;

/// The marketplace with one skill in full beside it.
public final class MarketScreen extends ListScreen<SkillView> {
    private final MarketViewModel model;
    private final WebPage changelog = new WebPage("market-changelog", Texts.of("market.changelog"));

    public MarketScreen(Site site, MarketViewModel model) {
        super(site, "market", "fth-package", model.rows(), model.edit());
        this.model = model;
        changelog.node().getStyleClass().add("changelog");
        model.detail().valueProperty().subscribe(_ -> arrange());
    }

    @Override
    protected RowsTable<SkillView> table() {
        return new RowsTable<>("market-table", title(), model.rows())
                .text(Texts.of("market.name"), 150, SkillView::name, "cell-name")
                .text(Texts.of("market.summary"), 260, SkillView::summary, "cell-muted")
                .growing()
                .text(
                        Texts.of("market.publisher"),
                        130,
                        skill -> skill.publisher().name())
                .needs(640)
                .text(
                        Texts.of("market.version"),
                        80,
                        skill -> skill.latestVersion() == null
                                ? "–"
                                : skill.latestVersion().value(),
                        "cell-mono")
                .text(Texts.of("market.rating"), 80, MarketScreen::rating)
                .number(Texts.of("market.installs"), 80, SkillView::installs);
    }

    @Override
    protected StateView.Empty empty() {
        return new StateView.Empty("fth-package", Texts.of("market.empty"), Texts.of("market.empty-detail"));
    }

    @Override
    protected List<Node> actions() {
        ComboBox<SkillSort> sort =
                Fields.combo("market-sort", Texts.of("market.sort"), value -> Texts.word("market.by", value));
        sort.getItems().setAll(SkillSort.INSTALLS, SkillSort.RATING, SkillSort.NEWEST);
        sort.valueProperty().bindBidirectional(model.sortProperty());
        sort.setMinWidth(140);
        return List.of(sort);
    }

    @Override
    protected Region detail(SkillView skill) {
        Button install =
                Labels.button(Texts.of("market.install"), "fth-download", () -> model.install(skill), "primary");
        install.setId("market-install");
        install.setDisable(skill.latestVersion() == null || skill.status() != SkillStatus.PUBLISHED);
        SidePane pane = new SidePane(
                        "skill-pane", skill.name(), () -> model.rows().closeDetail())
                .under(
                        Labels.styled(skill.slug().value(), "mono", "muted"),
                        Labels.spring(),
                        Labels.styled(Texts.word("skill.visibility", skill.visibility()), "chip", "chip-outline"),
                        Labels.styled(
                                Texts.word("skill.status", skill.status()),
                                "chip",
                                skill.status() == SkillStatus.PUBLISHED ? "chip-good" : "chip-warning"))
                .add(Labels.wrapped(skill.summary()))
                .actions(install)
                .facts(List.of(
                        new Fact(
                                Texts.of("market.publisher"),
                                skill.publisher().verified()
                                        ? Texts.of(
                                                "market.verified",
                                                skill.publisher().name())
                                        : skill.publisher().name()),
                        new Fact(Texts.of("market.category"), Objects.requireNonNullElse(skill.category(), "")),
                        new Fact(Texts.of("market.installs"), Texts.of("number", skill.installs())),
                        new Fact(Texts.of("market.rating"), rating(skill))));
        if (skill.notice() != null) {
            pane.add(Labels.wrapped(skill.notice(), "banner", "banner-warning"));
        }
        Detail detail = model.detail().get();
        if (detail == null) {
            return pane.add(Labels.styled(Texts.of("state.loading"), "muted")).node();
        }
        more(pane, skill, detail);
        return pane.node();
    }

    private void more(SidePane pane, SkillView skill, Detail detail) {
        commands(pane, detail);
        pane.section(Texts.of("market.versions"));
        detail.versions().forEach(version -> pane.add(version(skill, version)));
        changes(pane, detail);
        reviews(pane, detail);
    }

    private static void reviews(SidePane pane, Detail detail) {
        pane.section(Texts.of("market.reviews"));
        if (detail.reviews().isEmpty()) {
            pane.add(Labels.wrapped(Texts.of("market.no-reviews"), "muted"));
        }
        detail.reviews().forEach(review -> pane.add(review(review)));
    }

    /// What publishers wrote, as they meant it to look; nothing of it runs, loads or leads anywhere.
    private void changes(SidePane pane, Detail detail) {
        String html = detail.versions().stream()
                .filter(version -> !version.changelog().isBlank())
                .map(version -> "<h2>" + Markdown.escaped(version.version().value()) + "</h2>"
                        + Markdown.html(version.changelog()))
                .collect(Collectors.joining());
        if (!html.isEmpty()) {
            changelog.show(html);
            pane.section(Texts.of("market.changelog")).add(changelog.node());
        }
    }

    private static void commands(SidePane pane, Detail detail) {
        SkillVersionView newest = detail.newest();
        if (newest == null) {
            return;
        }
        if (!newest.scopes().isEmpty()) {
            pane.section(Texts.of("market.wants"))
                    .add(Labels.wrapped(
                            newest.scopes().stream().map(Scope::toString).collect(Collectors.joining("\n")), "mono"));
        }
        if (newest.capabilities() != null) {
            pane.section(Texts.of("market.commands"));
            newest.capabilities().commands().forEach(command -> pane.add(command(command)));
        }
    }

    private static Node command(SkillCommand command) {
        HBox head = new HBox(
                8,
                Labels.styled(command.name(), "mono"),
                Labels.spring(),
                Labels.styled(
                        Texts.word("risk", command.risk()),
                        "chip",
                        switch (command.risk()) {
                            case READ -> "chip-outline";
                            case WRITE -> "chip-warning";
                            case DESTRUCTIVE -> "chip-danger";
                        }));
        head.setAlignment(Pos.CENTER_LEFT);
        VBox box = new VBox(2, head);
        if (command.description() != null) {
            box.getChildren().add(Labels.wrapped(command.description(), "muted", "small"));
        }
        box.getStyleClass().add("change-box");
        return box;
    }

    private Node version(SkillView skill, SkillVersionView version) {
        HBox head = new HBox(
                8,
                Labels.styled(version.version().value(), "mono"),
                Labels.styled(
                        Texts.of(
                                "time.ago",
                                Times.ago(version.publishedAt(), site().ticker().now())),
                        "muted",
                        "small"),
                Labels.spring());
        head.setAlignment(Pos.CENTER_LEFT);
        if (version.yanked()) {
            head.getChildren().add(Labels.styled(Texts.of("market.is-yanked"), "chip", "chip-danger"));
        } else {
            head.getChildren()
                    .add(Labels.iconButton(
                            "fth-corner-up-left",
                            Texts.of("market.yank-this", version.version()),
                            () -> model.yank(skill, version)));
        }
        VBox box = new VBox(2, head);
        if (version.yankReason() != null) {
            box.getChildren().add(Labels.wrapped(version.yankReason(), "muted", "small"));
        }
        box.getStyleClass().add("change-box");
        return box;
    }

    private static Node review(ReviewView review) {
        VBox box = new VBox(
                2,
                Labels.styled(Texts.of("market.review", review.author(), stars(review.rating())), "small"),
                Labels.wrapped(review.body()));
        box.getStyleClass().add("change-box");
        return box;
    }

    @Override
    protected List<Node> fields() {
        if (!model.edit().hasForm()) {
            return List.of();
        }
        return List.of(
                model.isInstalling()
                        ? Fields.choice(
                                "edit-agent",
                                Texts.of("dns.agent"),
                                model.agents(),
                                row -> row.get().name(),
                                model.agentProperty())
                        : Fields.text(
                                "edit-reason",
                                Texts.of("form.reason"),
                                Texts.of("market.yank-prompt"),
                                model.reasonProperty()));
    }

    @Override
    protected Subscription listen() {
        return model.attach();
    }

    private static String rating(SkillView skill) {
        return skill.rating() == null ? "–" : Texts.of("market.stars", skill.rating(), skill.reviews());
    }

    private static String stars(int rating) {
        return "★".repeat(rating) + "☆".repeat(5 - rating);
    }
}
