package io.centter.console.screens.publishers;

import io.centter.console.desk.Fact;
import io.centter.console.desk.Fields;
import io.centter.console.desk.ListScreen;
import io.centter.console.desk.RowsTable;
import io.centter.console.desk.ShortId;
import io.centter.console.desk.SidePane;
import io.centter.console.desk.Site;
import io.centter.console.desk.StateView;
import io.centter.console.desk.Trouble;
import io.centter.console.screens.publishers.PublishersViewModel.Entry;
import io.centter.console.screens.publishers.PublishersViewModel.Task;
import io.centter.console.text.Texts;
import io.centter.console.text.Times;
import io.centter.console.theme.Labels;
import io.centter.model.skill.PublisherKeyView;
import io.centter.model.skill.PublisherView;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;

/// Publishers, one's own among them.
public final class PublishersScreen extends ListScreen<Entry> {
    private final PublishersViewModel model;

    public PublishersScreen(Site site, PublishersViewModel model) {
        super(site, "publishers", "fth-feather", model.rows(), model.edit());
        this.model = model;
        model.keys().valueProperty().subscribe(_ -> arrange());
        model.keys().troubleProperty().subscribe(_ -> arrange());
    }

    @Override
    protected RowsTable<Entry> table() {
        return new RowsTable<>("publishers-table", title(), model.rows())
                .text(
                        Texts.of("publishers.name"),
                        200,
                        entry -> entry.publisher().name(),
                        "cell-name")
                .growing()
                .text(
                        Texts.of("teams.slug"),
                        150,
                        entry -> entry.publisher().slug().value(),
                        "cell-mono",
                        "cell-muted")
                .text(
                        Texts.of("publishers.verified"),
                        110,
                        entry -> Texts.of(
                                entry.publisher().verified() ? "publishers.is-verified" : "publishers.not-verified"))
                .text(
                        Texts.of("publishers.mine"),
                        90,
                        entry -> entry.mine() ? Texts.of("publishers.yours") : "",
                        "cell-muted")
                .number(
                        Texts.of("publishers.skills"),
                        80,
                        entry -> entry.publisher().skills());
    }

    @Override
    protected StateView.Empty empty() {
        return new StateView.Empty("fth-feather", Texts.of("publishers.empty"), Texts.of("publishers.empty-detail"));
    }

    @Override
    protected List<Node> actions() {
        Button create = Labels.button(Texts.of("publishers.create"), "fth-plus", model::create);
        create.setId("publishers-create");
        return List.of(create);
    }

    @Override
    protected Region detail(Entry entry) {
        PublisherView publisher = entry.publisher();
        SidePane pane = new SidePane(
                        site(),
                        "publisher-pane",
                        publisher.name(),
                        () -> model.rows().closeDetail())
                .under(Labels.styled(publisher.slug().value(), "mono", "muted"));
        if (entry.mine()) {
            pane.actions(
                    Labels.button(
                            Texts.of("publishers.new-skill"),
                            "fth-package",
                            () -> model.newSkill(publisher),
                            "primary"),
                    Labels.button(Texts.of("publishers.change"), "fth-edit-2", () -> model.change(publisher)));
        } else {
            pane.add(Labels.wrapped(Texts.of("publishers.of-others"), "muted"));
        }
        pane.facts(List.of(
                Fact.of(Texts.of("publishers.website"), publisher.website()),
                Fact.of(Texts.of("publishers.skills"), Texts.of("number", publisher.skills())),
                Fact.at(Texts.of("publishers.since"), publisher.createdAt())));
        keys(pane.section(Texts.of("publishers.keys")));
        return pane.node();
    }

    private void keys(SidePane pane) {
        List<PublisherKeyView> keys = model.keys().get();
        Trouble trouble = model.keys().troubleProperty().get();
        if (keys == null) {
            pane.add(Labels.wrapped(
                    trouble == null ? Texts.of("state.loading") : Texts.of("publishers.keys-unknown", trouble.what()),
                    "muted"));
        } else if (keys.isEmpty()) {
            pane.add(Labels.wrapped(Texts.of("publishers.no-keys"), "muted"));
        } else {
            keys.forEach(key -> pane.add(key(key)));
        }
    }

    private Node key(PublisherKeyView key) {
        VBox box = new VBox(
                2,
                Labels.wrapped(key.name()),
                Labels.wrapped(
                        Texts.of(
                                "publishers.key-since",
                                key.algorithm(),
                                Times.exact(key.createdAt(), ZoneId.systemDefault())),
                        "muted",
                        "small"),
                new ShortId(site(), key.id().value()));
        if (key.retiredAt() != null) {
            box.getChildren()
                    .add(Labels.wrapped(
                            Texts.of(
                                    "publishers.key-retired",
                                    Times.exact(key.retiredAt(), ZoneId.systemDefault()),
                                    Objects.requireNonNullElse(key.retireReason(), "")),
                            "small"));
        }
        box.getStyleClass().add("change-box");
        return box;
    }

    @Override
    protected List<Node> fields() {
        if (!model.edit().hasForm()) {
            return List.of();
        }
        boolean skill = model.task() == Task.NEW_SKILL;
        return List.of(
                Fields.text("edit-name", Texts.of("publishers.name"), "", model.nameProperty()),
                Fields.text(
                        "edit-more",
                        Texts.of(skill ? "market.summary" : "publishers.website"),
                        skill ? "" : "https://example.com",
                        model.moreProperty()));
    }

    @Override
    protected Subscription listen() {
        return model.attach();
    }
}
