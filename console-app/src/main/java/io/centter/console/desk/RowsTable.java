package io.centter.console.desk;

import io.centter.console.fx.Ticker;
import io.centter.console.text.Times;
import io.centter.console.theme.Labels;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.StringProperty;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableColumn.SortType;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// A table over [Rows], with columns that give way where there is little room.
public final class RowsTable<T> implements Listing {
    private static final double ROW_HEIGHT = 34;
    private static final double SCROLL_BAR = 16;
    /// So much stays of the column that gives way to the others.
    private static final double LEAST = 120;

    private record Place<T>(
            TableColumn<T, T> column, double width, double needs, Comparator<T> order, Function<T, Object> value) {}

    private final Rows<T> rows;
    private final TableView<T> table = new TableView<>();
    private final List<Place<T>> places = new ArrayList<>();
    private Set<String> hidden = Set.of();
    private int growing;

    /// @param name read aloud
    public RowsTable(String id, String name, Rows<T> rows) {
        this.rows = rows;
        table.setId(id);
        table.setAccessibleText(name);
        table.getStyleClass().add("rows-table");
        table.setFixedCellSize(ROW_HEIGHT);
        // What there is to say without rows is said by a StateView.
        table.setPlaceholder(new Region());
        table.setItems(rows.items());
        table.setSortPolicy(_ -> {
            sort();
            return true;
        });
        table.widthProperty().subscribe(width -> fit(width.doubleValue()));
        table.getSelectionModel().selectedItemProperty().subscribe(this::chosen);
        rows.selectedProperty().subscribe(_ -> restoreSelection());
        ListChangeListener<T> moved = _ -> restoreSelection();
        rows.items().addListener(moved);
        table.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        table.setOnMouseClicked(event -> {
            if (event.getClickCount() == 2) {
                rows.openSelected();
            }
        });
    }

    public TableView<T> control() {
        return table;
    }

    public RowsTable<T> text(String title, double width, Function<T, String> text, String... styles) {
        Comparator<T> order = Comparator.comparing(text, String.CASE_INSENSITIVE_ORDER);
        return column(title, width, order, text::apply, (cell, row) -> cell.setText(text.apply(row)), styles);
    }

    public RowsTable<T> number(String title, double width, ToLongFunction<T> number) {
        column(
                title,
                width,
                Comparator.comparingLong(number),
                number::applyAsLong,
                (cell, row) -> cell.setText(String.format("%,d", number.applyAsLong(row))),
                "cell-number");
        places.getLast().column().getStyleClass().add("number-column");
        return this;
    }

    /// How long ago, with the exact time on hover; an empty cell where it never was.
    public RowsTable<T> ago(String title, double width, Function<T, @Nullable Instant> time, Ticker ticker) {
        Comparator<T> order = Comparator.comparing(time, Comparator.nullsLast(Comparator.reverseOrder()));
        column(
                title,
                width,
                order,
                row -> {
                    Instant at = time.apply(row);
                    return at == null ? "" : at.toString();
                },
                (cell, row) -> {
                    Instant at = time.apply(row);
                    if (at == null) {
                        cell.setText("");
                    } else {
                        cell.textProperty().bind(ticker.nowProperty().map(now -> Times.told(at, now)));
                        cell.setTooltip(Labels.tip(Times.exact(at, ZoneId.systemDefault())));
                    }
                },
                "cell-number");
        places.getLast().column().getStyleClass().add("number-column");
        return this;
    }

    /// A cell that is more than words.
    public RowsTable<T> node(String title, double width, Comparator<T> order, Function<T, Node> node) {
        return column(
                title, width, order, row -> words(node.apply(row)), (cell, row) -> cell.setGraphic(node.apply(row)));
    }

    /// The last column takes what is left.
    public RowsTable<T> growing() {
        growing = places.size() - 1;
        return this;
    }

    /// The last column goes where the table is narrower.
    public RowsTable<T> needs(double tableWidth) {
        Place<T> last = places.removeLast();
        places.add(new Place<>(last.column(), last.width(), tableWidth, last.order(), last.value()));
        return this;
    }

    private RowsTable<T> column(
            String title,
            double width,
            Comparator<T> order,
            Function<T, Object> value,
            BiConsumer<TableCell<T, T>, T> show,
            String... styles) {
        TableColumn<T, T> column = new TableColumn<>(title);
        column.setUserData("c" + places.size());
        column.setReorderable(false);
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
        column.setCellFactory(_ -> new RowCell<>(show, styles));
        table.getColumns().add(column);
        places.add(new Place<>(column, width, 0, order, value));
        return this;
    }

    @Override
    public List<Column> columns() {
        return places.stream()
                .filter(place -> !place.column().getText().isEmpty())
                .map(place -> new Column(id(place), place.column().getText()))
                .toList();
    }

    @Override
    public Set<String> hidden() {
        return hidden;
    }

    @Override
    public void hide(Set<String> columns) {
        hidden = Set.copyOf(columns);
        fit(table.getWidth());
    }

    @Override
    public Optional<Order> order() {
        return table.getSortOrder().stream()
                .findFirst()
                .map(column -> new Order((String) column.getUserData(), column.getSortType() == SortType.DESCENDING));
    }

    @Override
    public void order(@Nullable Order order) {
        table.getSortOrder().clear();
        if (order != null) {
            places.stream()
                    .filter(place -> id(place).equals(order.column()))
                    .findFirst()
                    .ifPresent(place -> {
                        place.column().setSortType(order.descending() ? SortType.DESCENDING : SortType.ASCENDING);
                        table.getSortOrder().add(place.column());
                    });
        }
        table.sort();
    }

    @Override
    public StringProperty filterTextProperty() {
        return rows.filterTextProperty();
    }

    /// The columns that a person has not hidden, also those that give way for want of room.
    @Override
    public Sheet sheet() {
        List<Place<T>> shown = places.stream()
                .filter(place -> !place.column().getText().isEmpty() && !hidden.contains(id(place)))
                .toList();
        return new Sheet(
                shown.stream().map(place -> place.column().getText()).toList(),
                rows.items().stream()
                        .map(row -> shown.stream()
                                .map(place -> place.value().apply(row))
                                .toList())
                        .toList());
    }

    private static String id(Place<?> place) {
        return (String) place.column().getUserData();
    }

    /// What stands on it.
    private static String words(Node node) {
        List<String> words = new ArrayList<>();
        if (node instanceof Labeled labeled
                && labeled.getText() != null
                && !labeled.getText().isEmpty()) {
            words.add(labeled.getText());
        } else if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().stream()
                    .map(RowsTable::words)
                    .filter(text -> !text.isEmpty())
                    .forEach(words::add);
        }
        return String.join(" ", words);
    }

    private void sort() {
        if (table.getSortOrder().isEmpty()) {
            rows.sort(null);
            return;
        }
        TableColumn<T, ?> first = table.getSortOrder().getFirst();
        places.stream()
                .filter(place -> place.column().equals(first))
                .findFirst()
                .ifPresent(place -> rows.sort(
                        first.getSortType() == SortType.DESCENDING
                                ? place.order().reversed()
                                : place.order()));
    }

    private void fit(double width) {
        if (width <= 0 || places.isEmpty()) {
            return;
        }
        Place<T> rest = places.get(growing);
        double least = Math.min(rest.width(), LEAST);
        List<Place<T>> shown = new ArrayList<>(places.stream()
                .filter(place -> width >= place.needs() && !hidden.contains(id(place)))
                .toList());
        double left =
                width - SCROLL_BAR - shown.stream().mapToDouble(Place::width).sum();
        // The last go where it is narrower still: nobody scrolls a table sideways.
        for (int i = shown.size() - 1; i > 0 && rest.width() + left < least; i--) {
            if (!shown.get(i).equals(rest)) {
                left += shown.remove(i).width();
            }
        }
        for (Place<T> place : places) {
            place.column().setVisible(shown.contains(place));
            place.column().setPrefWidth(place.width());
        }
        rest.column().setPrefWidth(Math.max(least, rest.width() + left));
    }

    private void key(KeyEvent event) {
        if (event.isShortcutDown()) {
            return;
        }
        switch (event.getCode()) {
            case ENTER -> rows.openSelected();
            case J -> table.getSelectionModel().selectNext();
            case K -> table.getSelectionModel().selectPrevious();
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void chosen(@Nullable T row) {
        if (!rows.rearrangingProperty().get() && row != null) {
            rows.select(row);
        }
    }

    /// The control selects by index; a person selects a thing.
    private void restoreSelection() {
        T wanted = rows.selectedProperty().get();
        T has = table.getSelectionModel().getSelectedItem();
        if (wanted == null) {
            table.getSelectionModel().clearSelection();
        } else if (!wanted.equals(has)) {
            int index = rows.items().indexOf(wanted);
            if (index >= 0) {
                table.getSelectionModel().clearAndSelect(index);
            }
        }
    }

    private static final class RowCell<T> extends TableCell<T, T> {
        private final BiConsumer<TableCell<T, T>, T> show;

        RowCell(BiConsumer<TableCell<T, T>, T> show, String... styles) {
            this.show = show;
            getStyleClass().addAll(styles);
        }

        @Override
        protected void updateItem(@Nullable T row, boolean empty) {
            super.updateItem(row, empty);
            textProperty().unbind();
            setText(null);
            setGraphic(null);
            setTooltip(null);
            if (!empty && row != null) {
                show.accept(this, row);
            }
        }
    }
}
