package io.centter.console.screens.market;

import io.centter.console.desk.Fields;
import io.centter.console.desk.Markdown;
import io.centter.console.desk.WebPage;
import io.centter.console.text.Texts;
import io.centter.console.theme.Labels;
import io.centter.model.skill.SkillView;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// What a person fills in for each change of the marketplace.
final class MarketForms {
    private final MarketViewModel model;
    private final WebPage preview = new WebPage("publish-preview", Texts.of("publish.preview-title"));

    MarketForms(MarketViewModel model) {
        this.model = model;
        preview.node().getStyleClass().add("changelog");
        model.draft().changelogProperty().subscribe(text -> {
            if (!text.isBlank()) {
                preview.show(Markdown.html(text));
            }
            Labels.visible(preview.node(), !text.isBlank());
        });
    }

    List<Node> of(@Nullable SkillView skill) {
        return switch (model.task()) {
            case INSTALL ->
                List.of(
                        Fields.choice(
                                "edit-agent",
                                Texts.of("dns.agent"),
                                model.agents(),
                                row -> row.get().name(),
                                model.agentProperty()),
                        Fields.choice(
                                "edit-version",
                                Texts.of("market.version"),
                                model.installable(),
                                version -> version.value(),
                                model.versionProperty()));
            case YANK -> List.of(reason("market.yank-prompt"));
            case CURATE -> List.of(reason("form.reason-prompt"));
            case REVIEW ->
                List.of(
                        Fields.choice(
                                "edit-stars",
                                Texts.of("market.rating"),
                                List.of(5, 4, 3, 2, 1),
                                MarketScreen::stars,
                                model.ratingProperty()),
                        Fields.area(
                                "edit-review",
                                Texts.of("review.body"),
                                Texts.of("review.prompt"),
                                model.reasonProperty(),
                                6));
            case PUBLISH -> publish(skill);
        };
    }

    private Node reason(String prompt) {
        return Fields.text("edit-reason", Texts.of("form.reason"), Texts.of(prompt), model.reasonProperty());
    }

    private List<Node> publish(@Nullable SkillView skill) {
        Draft draft = model.draft();
        Node digest = Fields.text("publish-digest", Texts.of("publish.digest"), "sha256", draft.digestProperty());
        HBox.setHgrow(digest, Priority.ALWAYS);
        return List.of(
                Fields.text("publish-version", Texts.of("market.version"), "1.2.0", draft.versionProperty()),
                new VBox(4, digest, choose("publish-package", "publish.choose-package", draft::readPackage)),
                Fields.area(
                        "publish-changelog",
                        Texts.of("publish.changelog"),
                        Texts.of("publish.changelog-prompt"),
                        draft.changelogProperty(),
                        4),
                preview.node(),
                capabilities(skill, draft),
                Fields.text(
                        "publish-scopes",
                        Texts.of("market.wants"),
                        "crm:read crm:write:leads",
                        draft.scopesProperty()));
    }

    private Node capabilities(@Nullable SkillView skill, Draft draft) {
        VBox text = Fields.area(
                "publish-capabilities",
                Texts.of("publish.capabilities"),
                Texts.of("publish.capabilities-prompt"),
                draft.capabilitiesProperty(),
                6);
        text.getChildren().getLast().getStyleClass().add("mono-input");
        VBox findings = new VBox(2);
        findings.setId("publish-findings");
        draft.findingsProperty().subscribe(found -> {
            findings.getChildren()
                    .setAll(found.stream()
                            .map(one -> Labels.wrapped(one.toString(), "filter-hint"))
                            .toList());
            Labels.visible(findings, !found.isEmpty());
        });
        VBox box = new VBox(4, text, findings, choose("publish-choose", "publish.choose-capabilities", file -> {
            if (skill != null) {
                model.takeCapabilities(skill, file);
            }
        }));
        box.setOnDragOver(event -> {
            if (event.getDragboard().hasFiles()) {
                event.acceptTransferModes(TransferMode.COPY);
                event.consume();
            }
        });
        box.setOnDragDropped(event -> {
            if (skill != null && event.getDragboard().hasFiles()) {
                model.takeCapabilities(
                        skill, event.getDragboard().getFiles().getFirst().toPath());
            }
            event.setDropCompleted(true);
            event.consume();
        });
        return box;
    }

    private Button choose(String id, String key, Consumer<Path> chosen) {
        Button button = Labels.button(
                Texts.of(key), "fth-file", () -> model.choose(Texts.of(key)).ifPresent(chosen));
        button.setId(id);
        return button;
    }
}
