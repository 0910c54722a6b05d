package io.centter.console.screens.market;

import io.centter.console.desk.Fact;
import io.centter.console.desk.Markdown;
import io.centter.console.desk.SidePane;
import io.centter.console.desk.Site;
import io.centter.console.desk.Trouble;
import io.centter.console.desk.WebPage;
import io.centter.console.screens.market.SkillDetail.Holder;
import io.centter.console.text.Texts;
import io.centter.console.text.Times;
import io.centter.console.theme.Labels;
import io.centter.model.permission.Scope;
import io.centter.model.skill.ReviewView;
import io.centter.model.skill.SkillCommand;
import io.centter.model.skill.SkillStatus;
import io.centter.model.skill.SkillVersionView;
import io.centter.model.skill.SkillView;
import java.io.File;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// One skill in full. A `capabilities.yaml` that is dropped onto it begins its next version.
final class SkillPane {
    private final Site site;
    private final MarketViewModel model;
    private final WebPage changelog = new WebPage("market-changelog", Texts.of("market.changelog"));

    SkillPane(Site site, MarketViewModel model) {
        this.site = site;
        this.model = model;
        changelog.node().getStyleClass().add("changelog");
    }

    Region of(SkillView skill) {
        SkillDetail detail = model.detail().get();
        SidePane pane = new SidePane(
                        site, "skill-pane", skill.name(), () -> model.rows().closeDetail())
                .under(
                        Labels.styled(skill.slug().value(), "mono", "muted"),
                        Labels.spring(),
                        Labels.styled(Texts.word("skill.visibility", skill.visibility()), "chip", "chip-outline"),
                        Labels.styled(
                                Texts.word("skill.status", skill.status()),
                                "chip",
                                skill.status() == SkillStatus.PUBLISHED ? "chip-good" : "chip-warning"))
                .actions(buttons(skill, detail).toArray(Button[]::new))
                .add(Labels.wrapped(skill.summary()));
        notices(pane, skill);
        pane.facts(List.of(
                Fact.of(
                        Texts.of("market.publisher"),
                        skill.publisher().verified()
                                ? Texts.of("market.verified", skill.publisher().name())
                                : skill.publisher().name()),
                Fact.of(Texts.of("market.category"), skill.category()),
                Fact.of(Texts.of("market.installs"), Texts.of("number", skill.installs())),
                Fact.of(Texts.of("market.rating"), MarketScreen.rating(skill))));
        if (detail == null) {
            Trouble trouble = model.detail().troubleProperty().get();
            pane.add(Labels.wrapped(trouble == null ? Texts.of("state.loading") : trouble.what(), "muted"));
            if (trouble != null) {
                pane.actions(Labels.button(Texts.of("action.again"), "fth-refresh-cw", model.detail()::reload));
            }
        } else {
            more(pane, skill, detail);
        }
        dropping(pane.node(), skill);
        return pane.node();
    }

    private List<Button> buttons(SkillView skill, @Nullable SkillDetail detail) {
        List<Button> buttons = new ArrayList<>();
        Button install =
                Labels.button(Texts.of("market.install"), "fth-download", () -> model.install(skill), "primary");
        install.setId("market-install");
        install.setDisable(skill.latestVersion() == null || skill.status() != SkillStatus.PUBLISHED);
        buttons.add(install);
        if (detail != null && detail.mine()) {
            Button publish = Labels.button(Texts.of("publish.do"), "fth-upload", () -> model.publish(skill));
            publish.setId("market-publish");
            publish.setTooltip(Labels.tip(Texts.of("publish.drop-tip")));
            buttons.add(publish);
        }
        // Nobody reviews what is one's own.
        if (detail != null && !detail.mine()) {
            Button review = Labels.button(
                    Texts.of(detail.own() == null ? "review.do" : "review.change"),
                    "fth-star",
                    () -> model.review(skill));
            review.setId("market-review");
            buttons.add(review);
        }
        if (model.isCurator()) {
            boolean free = skill.status() != SkillStatus.QUARANTINED;
            Button curate = Labels.button(
                    Texts.of(free ? "curate.do" : "curate.release"),
                    free ? "fth-shield" : "fth-unlock",
                    () -> model.curate(skill));
            curate.setId("market-curate");
            buttons.add(curate);
        }
        return buttons;
    }

    private static void notices(SidePane pane, SkillView skill) {
        if (skill.quarantine() != null) {
            pane.add(Labels.wrapped(
                    Texts.of(
                            "market.quarantine",
                            skill.quarantine().reason(),
                            Times.exact(skill.quarantine().since(), ZoneId.systemDefault())),
                    "banner",
                    "banner-warning"));
        } else if (skill.notice() != null) {
            pane.add(Labels.wrapped(skill.notice(), "banner", "banner-warning"));
        }
    }

    private void more(SidePane pane, SkillView skill, SkillDetail detail) {
        if (!detail.holders().isEmpty()) {
            pane.section(Texts.of("market.holders"));
            detail.holders().forEach(holder -> pane.add(holder(skill, holder)));
        }
        commands(pane, detail);
        pane.section(Texts.of("market.versions"));
        if (detail.versions().isEmpty()) {
            pane.add(Labels.wrapped(Texts.of("market.no-versions"), "muted"));
        }
        detail.versions().forEach(version -> pane.add(version(skill, version, detail)));
        changes(pane, detail);
        pane.section(Texts.of("market.reviews"));
        List<ReviewView> reviews = detail.reviews().items();
        if (reviews.isEmpty()) {
            pane.add(Labels.wrapped(Texts.of("market.no-reviews"), "muted"));
        }
        reviews.forEach(review -> pane.add(review(review)));
        if (detail.reviews().nextCursor() != null) {
            pane.add(Labels.wrapped(Texts.of("market.reviews-cut", reviews.size()), "muted", "small"));
        }
    }

    private Node holder(SkillView skill, Holder holder) {
        Button change =
                Labels.button(Texts.of("market.change"), "fth-repeat", () -> model.change(skill, holder.agent()));
        change.setId("market-change-" + holder.agent());
        change.setAccessibleText(Texts.of("market.change-of", site.name(holder.agent())));
        HBox row = new HBox(
                8,
                Labels.styled(site.name(holder.agent())),
                Labels.styled(holder.version().value(), "mono", "muted"),
                Labels.spring(),
                change);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("line");
        return row;
    }

    /// What publishers wrote, as they meant it to look; nothing of it runs, loads or leads anywhere.
    private void changes(SidePane pane, SkillDetail detail) {
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

    private static void commands(SidePane pane, SkillDetail detail) {
        SkillVersionView newest = detail.newest();
        if (newest == null) {
            return;
        }
        if (!newest.scopes().isEmpty()) {
            pane.section(Texts.of("market.wants"))
                    .add(Labels.wrapped(
                            newest.scopes().stream().map(Scope::toString).collect(Collectors.joining("\n")), "mono"));
        }
        if (newest.capabilities() != null && !newest.capabilities().commands().isEmpty()) {
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

    private Node version(SkillView skill, SkillVersionView version, SkillDetail detail) {
        HBox head = new HBox(
                8,
                Labels.styled(version.version().value(), "mono"),
                Labels.styled(
                        Texts.of(
                                "time.ago",
                                Times.ago(version.publishedAt(), site.ticker().now())),
                        "muted",
                        "small"),
                Labels.spring());
        head.setAlignment(Pos.CENTER_LEFT);
        if (version.yanked()) {
            head.getChildren().add(Labels.styled(Texts.of("market.is-yanked"), "chip", "chip-danger"));
        } else if (detail.mine()) {
            head.getChildren()
                    .add(Labels.iconButton(
                            "fth-corner-up-left",
                            Texts.of("market.yank-this", version.version()),
                            () -> model.yank(skill, version)));
        }
        VBox box = new VBox(2, head, signature(detail.signing(skill, version)));
        if (version.yankReason() != null) {
            box.getChildren().add(Labels.wrapped(version.yankReason(), "muted", "small"));
        }
        box.getStyleClass().add("change-box");
        return box;
    }

    private static Node signature(Signing signing) {
        HBox line = new HBox(6);
        switch (signing.state()) {
            case UNSIGNED -> line.getChildren().add(Labels.icon("fth-circle"));
            case SIGNED, VERIFIED -> {
                line.getChildren().add(Labels.icon("fth-check-circle"));
                line.getStyleClass().add("signature-good");
            }
            case BROKEN -> {
                line.getChildren().add(Labels.icon("fth-x-circle"));
                line.getStyleClass().add("signature-broken");
            }
        }
        line.getChildren().add(Labels.wrapped(signing.words(), "muted", "small"));
        line.getStyleClass().add("signature");
        line.setAlignment(Pos.CENTER_LEFT);
        return signing.note().isEmpty() ? line : new VBox(2, line, Labels.wrapped(signing.note(), "muted", "small"));
    }

    private static Node review(ReviewView review) {
        VBox box = new VBox(
                2,
                Labels.styled(Texts.of("market.review", review.author(), MarketScreen.stars(review.rating())), "small"),
                Labels.wrapped(review.body()));
        box.getStyleClass().add("change-box");
        return box;
    }

    private void dropping(Region pane, SkillView skill) {
        pane.setOnDragOver(event -> {
            SkillDetail detail = model.detail().get();
            if (detail != null && detail.mine() && dropped(event) != null) {
                event.acceptTransferModes(TransferMode.COPY);
                event.consume();
            }
        });
        pane.setOnDragDropped(event -> {
            File file = dropped(event);
            if (file != null) {
                model.takeCapabilities(skill, file.toPath());
            }
            event.setDropCompleted(file != null);
            event.consume();
        });
    }

    private static @Nullable File dropped(DragEvent event) {
        List<File> files = event.getDragboard().getFiles();
        return files == null
                ? null
                : files.stream()
                        .filter(file -> file.getName().endsWith(".yaml")
                                || file.getName().endsWith(".yml"))
                        .findFirst()
                        .orElse(null);
    }
}
