package io.centter.console.desk;

import io.centter.console.fx.Screen;
import io.centter.console.fx.Subscriptions;
import io.centter.console.text.Texts;
import io.centter.console.theme.Labels;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// A screen with a header, a body and, where something is open, a pane at its side. It is built when it is first shown:
/// nobody waits at the start for screens that are not looked at.
public abstract class DeskScreen implements Screen, Listed {
    private static final PseudoClass STALE = PseudoClass.getPseudoClass("stale");

    private final Site site;
    private final String id;
    private final String icon;
    private final HBox root = new HBox();
    private final HBox header = new HBox();
    private final StackPane body = new StackPane();
    private final Label ofNow = Labels.wrapped("", "banner", "banner-warning");
    private final Subscriptions subscriptions = new Subscriptions();
    private final TextField filter = new TextField();
    private @Nullable Supplier<Listing> listing;
    private @Nullable Node side;
    private boolean built;

    /// @param id also of its title in the texts: `screen.<id>`
    protected DeskScreen(Site site, String id, String icon) {
        this.site = site;
        this.id = id;
        this.icon = icon;
    }

    /// Puts together what [#header] and [#body] show. Called once.
    protected abstract void build();

    /// Listens, and reads what is shown; everything given to [#whileShown] ends when the screen is hidden.
    protected abstract void attach();

    /// What a person must know who looks here in the past; empty where the screen shows that moment, or has no time.
    protected String saidInThePast() {
        return Texts.of("past.of-now");
    }

    /// Closes what is open at the side; false where nothing is.
    protected abstract boolean closeSide();

    @Override
    public final String id() {
        return id;
    }

    @Override
    public final String title() {
        return Texts.of("screen." + id);
    }

    @Override
    public final String icon() {
        return icon;
    }

    @Override
    public final Region node() {
        if (!built) {
            built = true;
            root.setId(id + "-screen");
            root.getStyleClass().add("screen");
            header.getStyleClass().add("screen-header");
            header.setAlignment(Pos.CENTER_LEFT);
            VBox.setVgrow(body, Priority.ALWAYS);
            ofNow.setId(id + "-of-now");
            VBox notice = new VBox(ofNow);
            notice.getStyleClass().add("notice-above");
            notice.visibleProperty().bind(ofNow.textProperty().isNotEmpty());
            notice.managedProperty().bind(notice.visibleProperty());
            VBox main = new VBox(header, notice, body);
            main.setMinWidth(280);
            HBox.setHgrow(main, Priority.ALWAYS);
            root.getChildren().add(main);
            Label title = Labels.styled(title(), "screen-title");
            title.setMinWidth(Region.USE_PREF_SIZE);
            header.getChildren().add(title);
            build();
        }
        return root;
    }

    @Override
    public final void shown() {
        node();
        whileShown(site.hands().staleProperty().subscribe(stale -> root.pseudoClassStateChanged(STALE, stale)));
        whileShown(site.past().atProperty().subscribe(at -> ofNow.setText(at == null ? "" : saidInThePast())));
        attach();
    }

    @Override
    public final void hidden() {
        subscriptions.close();
    }

    @Override
    public void find() {
        if (filter.getScene() != null) {
            filter.requestFocus();
            filter.selectAll();
        }
    }

    @Override
    public final boolean back() {
        if (closeSide()) {
            body.getChildren().getFirst().requestFocus();
            return true;
        }
        if (!filter.getText().isEmpty()) {
            filter.clear();
            return true;
        }
        return false;
    }

    protected final Site site() {
        return site;
    }

    protected final void whileShown(Subscription subscription) {
        subscriptions.add(subscription);
    }

    protected final void header(Node... parts) {
        header.getChildren().addAll(List.of(parts));
    }

    /// The last on top.
    protected final void body(Node... layers) {
        body.getChildren().setAll(layers);
    }

    /// What stands at the side; null for nothing.
    protected final void side(@Nullable Node pane) {
        if (!Objects.equals(side, pane)) {
            root.getChildren().remove(side);
            side = pane;
            if (pane != null) {
                root.getChildren().add(pane);
            }
        }
    }

    /// The field that filters these rows; `/` goes there, and down from it to the table.
    protected final Node filter(Rows<?> rows, String prompt, RowsTable<?> table) {
        filter.textProperty().bindBidirectional(rows.filterTextProperty());
        return new HBox(4, filter(prompt, table.control()), menu(() -> table));
    }

    /// What can be done with the list that is shown.
    protected final Node menu(Supplier<Listing> shown) {
        listing = shown;
        return ListMenu.of(site, id, shown);
    }

    @Override
    public final Optional<Listing> listing() {
        node();
        return Optional.ofNullable(listing).map(Supplier::get);
    }

    /// The same over something else.
    protected final Node filter(String prompt, Region table) {
        filter.setId(id + "-filter");
        Prompts.fit(filter, prompt);
        filter.setAccessibleText(prompt);
        filter.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.DOWN) {
                table.requestFocus();
                event.consume();
            }
        });
        StackPane field = new StackPane(filter, Labels.icon("fth-search", "field-icon"));
        field.getStyleClass().addAll("filter-field", "desk-filter");
        StackPane.setAlignment(field.getChildren().getLast(), Pos.CENTER_LEFT);
        field.getChildren().getLast().setMouseTransparent(true);
        return field;
    }

    protected final TextField filterField() {
        return filter;
    }

    /// How many there are, beside the title.
    protected static Label count(Rows<?> rows, String key) {
        Label label = Labels.styled("", "desk-count");
        label.setMinWidth(Region.USE_PREF_SIZE);
        Runnable update = () -> {
            boolean known = rows.contentProperty().get() == Rows.Content.ROWS
                    || rows.contentProperty().get() == Rows.Content.NO_MATCH;
            boolean part = known && rows.items().size() != rows.total();
            label.setText(
                    !known
                            ? ""
                            : part
                                    ? Texts.of("count.part", rows.items().size(), Texts.of(key, rows.total()))
                                    : Texts.of(key, rows.total()));
        };
        rows.items().subscribe(update);
        rows.contentProperty().subscribe(_ -> update.run());
        return label;
    }
}
