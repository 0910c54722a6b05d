package io.centter.console.desk;

import io.centter.console.text.Texts;
import io.centter.console.theme.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.TableView;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// A screen that is a table with one row's details, or a change, beside it.
public abstract class ListScreen<T> extends DeskScreen {
    private final Rows<T> rows;
    private final Edit edit;
    private @Nullable EditView editView;

    protected ListScreen(Site site, String id, String icon, Rows<T> rows, Edit edit) {
        super(site, id, icon);
        this.rows = rows;
        this.edit = edit;
    }

    protected abstract RowsTable<T> table();

    /// What is said where there is nothing yet.
    protected abstract StateView.Empty empty();

    /// What can be done here whatever is selected, for the header.
    protected abstract List<Node> actions();

    protected abstract Region detail(T row);

    /// The fields of the change that was just begun; none where nothing is to be said.
    protected abstract List<Node> fields();

    /// What stands above the table; nothing, where nothing does.
    protected Optional<Node> above() {
        return Optional.empty();
    }

    /// What stands below the table; nothing, where nothing does.
    protected Optional<Node> below() {
        return Optional.empty();
    }

    /// Reads, and listens until the screen is hidden.
    protected abstract Subscription listen();

    @Override
    protected final void build() {
        RowsTable<T> table = table();
        TableView<T> control = table.control();
        EditView view = new EditView(edit, site());
        editView = view;
        List<Node> parts = new ArrayList<>();
        parts.add(count(rows, "count." + id()));
        parts.add(Labels.spring());
        parts.addAll(actions());
        parts.add(filter(rows, Texts.of("filter.rows"), table));
        header(parts.toArray(Node[]::new));
        Node state = StateView.of(site(), id(), rows, empty());
        if (above().isEmpty() && below().isEmpty()) {
            body(control, state);
        } else {
            body(between(control, state));
        }
        edit.titleProperty().subscribe(_ -> view.form(fields().toArray(Node[]::new)));
        edit.phaseProperty().subscribe(_ -> arrange());
        rows.openedProperty().subscribe(_ -> arrange());
    }

    @Override
    protected final void attach() {
        whileShown(listen());
    }

    @Override
    protected final boolean closeSide() {
        if (edit.isOpen()) {
            edit.close();
            return true;
        }
        if (rows.openedProperty().get() != null) {
            rows.closeDetail();
            return true;
        }
        return false;
    }

    private Node between(Node control, Node state) {
        StackPane place = new StackPane(control, state);
        VBox.setVgrow(place, Priority.ALWAYS);
        VBox both = new VBox(place);
        above().ifPresent(both.getChildren()::addFirst);
        below().ifPresent(both.getChildren()::addLast);
        // Whoever gives the whole the focus means the table.
        both.focusedProperty().subscribe(focused -> {
            if (focused) {
                control.requestFocus();
            }
        });
        return both;
    }

    /// Shows the details anew, where more is known of what is open.
    protected final void arrange() {
        T open = rows.openedProperty().get();
        if (edit.isOpen() && editView != null) {
            side(editView.node());
        } else {
            side(open == null ? null : detail(open));
        }
    }
}
