package io.centter.console.screens.market;

import io.centter.console.desk.Fields;
import io.centter.console.desk.ListScreen;
import io.centter.console.desk.MoreBar;
import io.centter.console.desk.RowsTable;
import io.centter.console.desk.Site;
import io.centter.console.desk.StateView;
import io.centter.console.text.Texts;
import io.centter.model.skill.SkillSort;
import io.centter.model.skill.SkillStatus;
import io.centter.model.skill.SkillView;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.layout.Region;
import javafx.util.Subscription;

/// The marketplace with one skill in full beside it.
public final class MarketScreen extends ListScreen<SkillView> {
    private final MarketViewModel model;
    private final SkillPane pane;
    private final MarketForms forms;

    public MarketScreen(Site site, MarketViewModel model) {
        super(site, "market", "fth-package", model.rows(), model.edit());
        this.model = model;
        pane = new SkillPane(site, model);
        forms = new MarketForms(model);
        model.detail().valueProperty().subscribe(_ -> arrange());
        model.detail().troubleProperty().subscribe(_ -> arrange());
    }

    @Override
    protected RowsTable<SkillView> table() {
        return new RowsTable<>("market-table", title(), model.rows())
                .text(Texts.of("market.name"), 150, MarketScreen::name, "cell-name")
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
                .needs(780)
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
    protected Optional<Node> below() {
        return Optional.of(MoreBar.of("market", "market.cut", model.most(), model.rows()));
    }

    @Override
    protected Region detail(SkillView skill) {
        return pane.of(skill);
    }

    @Override
    protected List<Node> fields() {
        return model.edit().hasForm() ? forms.of(model.rows().openedProperty().get()) : List.of();
    }

    @Override
    protected Subscription listen() {
        return model.attach();
    }

    private static String name(SkillView skill) {
        return skill.status() == SkillStatus.PUBLISHED
                ? skill.name()
                : Texts.of("market.named", skill.name(), Texts.word("skill.status", skill.status()));
    }

    static String rating(SkillView skill) {
        return skill.rating() == null ? "–" : Texts.of("market.stars", skill.rating(), skill.reviews());
    }

    static String stars(int rating) {
        return "★".repeat(rating) + "☆".repeat(5 - rating);
    }
}
