package io.centter.console.screens.reference;

import io.centter.console.desk.DeskScreen;
import io.centter.console.desk.Modes;
import io.centter.console.desk.RowsTable;
import io.centter.console.desk.Site;
import io.centter.console.desk.StateView;
import io.centter.console.desk.WebPage;
import io.centter.console.fx.FxThread;
import io.centter.console.text.Texts;
import io.centter.console.theme.Labels;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The API reference: the list, and what is selected as a page.
public final class ReferenceScreen extends DeskScreen {
    private final ReferenceViewModel model;
    private final WebPage page = new WebPage("reference-page", Texts.of("screen.reference"));
    private final Button curl = Labels.button(Texts.of("reference.curl"), "fth-terminal", () -> {});
    private final Button place = Labels.button(Texts.of("reference.place"), "fth-copy", () -> {});
    private final VBox right = new VBox();

    public ReferenceScreen(Site site, ReferenceViewModel model) {
        super(site, "reference", "fth-book-open");
        this.model = model;
    }

    @Override
    protected void build() {
        RowsTable<Entry> table = new RowsTable<>("reference-table", title(), model.rows())
                .text(Texts.of("reference.verb"), 76, Entry::verb, "cell-mono", "cell-muted")
                .text(Texts.of("reference.path"), 240, Entry::place, "cell-mono")
                .growing();
        curl.setId("reference-curl");
        HBox buttons = new HBox(8, curl, place);
        buttons.setAlignment(Pos.CENTER_LEFT);
        buttons.getStyleClass().add("reference-buttons");
        VBox.setVgrow(page.node(), Priority.ALWAYS);
        right.getChildren().addAll(buttons, page.node());
        right.getStyleClass().add("reference-page");
        HBox.setHgrow(right, Priority.ALWAYS);
        table.control().setMinWidth(340);
        table.control().setPrefWidth(540);
        HBox both = new HBox(table.control(), right);
        header(
                count(model.rows(), "count.reference"),
                Modes.of(
                        "reference-way",
                        EntryPage.ways(),
                        way -> Texts.word("reference.way", way),
                        model.wayProperty()),
                Labels.spring(),
                filter(model.rows(), Texts.of("reference.filter"), table));
        body(
                both,
                StateView.of(
                        site(),
                        id(),
                        model.rows(),
                        new StateView.Empty(
                                "fth-book-open", Texts.of("reference.empty"), Texts.of("reference.empty-detail"))));
        model.rows().selectedProperty().subscribe(this::show);
        // After the table has taken them up: it selects by itself while they change.
        model.rows().items().subscribe(() -> FxThread.later(this::selectFirst));
    }

    @Override
    protected void attach() {
        model.attach();
        selectFirst();
    }

    @Override
    protected String saidInThePast() {
        return "";
    }

    @Override
    protected boolean closeSide() {
        return false;
    }

    private void selectFirst() {
        List<Entry> items = model.rows().items();
        if (!items.isEmpty() && !items.contains(model.rows().selectedProperty().get())) {
            model.rows().select(model.rows().items().getFirst());
        }
    }

    private void show(@Nullable Entry entry) {
        right.setVisible(entry != null);
        if (entry != null) {
            Labels.visible(curl, entry.way() == Entry.Way.HTTP);
            curl.setOnAction(_ -> model.copyCurl(entry));
            place.setOnAction(_ -> model.copyPlace(entry));
            page.show(model.page(entry));
        }
    }
}
