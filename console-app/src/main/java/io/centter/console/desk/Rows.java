package io.centter.console.desk;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// The state of a table over something that is read: which rows are shown, in which order, which one is selected and
/// which one is open. All of that survives a new reading.
public final class Rows<T> {
    /// What the place of the table shows.
    public enum Content {
        LOADING,
        FORBIDDEN,
        FAILED,
        EMPTY,
        NO_MATCH,
        ROWS
    }

    private final Reading<List<T>> reading;
    private final Function<T, Object> key;
    private final @Nullable Function<T, String> words;
    private final ObservableList<T> items = FXCollections.observableArrayList();
    private final StringProperty filterText = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<Content> content = new ReadOnlyObjectWrapper<>(Content.LOADING);
    private final ReadOnlyObjectWrapper<@Nullable T> selected = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable T> opened = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper rearranging = new ReadOnlyBooleanWrapper();
    private Predicate<T> only = _ -> true;
    private @Nullable Comparator<T> order;
    private @Nullable Comparator<T> natural;
    private @Nullable Object wanted;

    /// Rows that are filtered here.
    ///
    /// @param key what a row is, whatever it says
    /// @param words what the filter looks at
    public Rows(Reading<List<T>> reading, Function<T, Object> key, Function<T, String> words) {
        this(words, reading, key);
    }

    /// Rows that come filtered: what a person types is asked of the control plane.
    public static <T> Rows<T> filteredThere(Reading<List<T>> reading, Function<T, Object> key) {
        return new Rows<>(null, reading, key);
    }

    private Rows(@Nullable Function<T, String> words, Reading<List<T>> reading, Function<T, Object> key) {
        this.reading = reading;
        this.key = key;
        this.words = words;
        reading.valueProperty().subscribe(_ -> rearrange());
        reading.phaseProperty().subscribe(_ -> rearrange());
        filterText.subscribe(_ -> rearrange());
    }

    public ObservableList<T> items() {
        return items;
    }

    public StringProperty filterTextProperty() {
        return filterText;
    }

    public ReadOnlyObjectProperty<Content> contentProperty() {
        return content.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<@Nullable Trouble> troubleProperty() {
        return reading.troubleProperty();
    }

    public ReadOnlyObjectProperty<@Nullable T> selectedProperty() {
        return selected.getReadOnlyProperty();
    }

    /// The row whose details are open.
    public ReadOnlyObjectProperty<@Nullable T> openedProperty() {
        return opened.getReadOnlyProperty();
    }

    /// True while the list is replaced; a selection that a control reports meanwhile is not a person's.
    public ReadOnlyBooleanProperty rearrangingProperty() {
        return rearranging.getReadOnlyProperty();
    }

    /// Changes with every reading.
    public ReadOnlyObjectProperty<@Nullable List<T>> readProperty() {
        return reading.valueProperty();
    }

    /// How many there are, shown or not.
    public int total() {
        List<T> all = reading.get();
        return all == null ? 0 : all.size();
    }

    public void reload() {
        reading.reload();
    }

    /// How they stand until a person sorts them otherwise; as they were read where nothing is said.
    public Rows<T> naturally(Comparator<T> usual) {
        natural = usual;
        rearrange();
        return this;
    }

    /// As they stand naturally where null.
    public void sort(@Nullable Comparator<T> newOrder) {
        order = newOrder;
        rearrange();
    }

    /// Shows only those, beside what the filter says.
    public void only(Predicate<T> those) {
        only = those;
        rearrange();
    }

    public void clearFilter() {
        filterText.set("");
    }

    public void select(@Nullable T row) {
        selected.set(row);
        if (row != null && opened.get() != null) {
            opened.set(row);
        }
    }

    public void openSelected() {
        opened.set(selected.get());
    }

    /// Opens the row with this key, now or as soon as it is read.
    public void open(Object rowKey) {
        wanted = rowKey;
        openWanted();
    }

    public void closeDetail() {
        wanted = null;
        opened.set(null);
    }

    private void openWanted() {
        Object goal = wanted;
        if (goal == null) {
            return;
        }
        find(goal).ifPresent(row -> {
            wanted = null;
            if (!matches(row)) {
                filterText.set("");
            }
            selected.set(row);
            opened.set(row);
        });
    }

    private Optional<T> find(Object rowKey) {
        List<T> all = reading.get();
        return all == null
                ? Optional.empty()
                : all.stream().filter(row -> key.apply(row).equals(rowKey)).findFirst();
    }

    private boolean matches(T row) {
        if (!only.test(row)) {
            return false;
        }
        if (words == null) {
            return true;
        }
        String text = words.apply(row).toLowerCase(Locale.ROOT);
        for (String word : filterText.get().toLowerCase(Locale.ROOT).strip().split("\\s+", 0)) {
            if (!text.contains(word)) {
                return false;
            }
        }
        return true;
    }

    private void rearrange() {
        List<T> all = reading.get();
        List<T> next = new ArrayList<>();
        if (all != null) {
            all.stream().filter(this::matches).forEach(next::add);
            Comparator<T> wanted = order == null ? natural : order;
            if (wanted != null) {
                next.sort(wanted);
            }
        }
        if (!items.equals(next)) {
            rearranging.set(true);
            items.setAll(next);
            rearranging.set(false);
        }
        selected.set(renewed(selected.get()));
        opened.set(renewed(opened.get()));
        content.set(content(all));
        openWanted();
    }

    private @Nullable T renewed(@Nullable T row) {
        return row == null ? null : find(key.apply(row)).orElse(null);
    }

    private Content content(@Nullable List<T> all) {
        if (!items.isEmpty()) {
            return Content.ROWS;
        }
        return switch (reading.phaseProperty().get()) {
            case IDLE, LOADING -> Content.LOADING;
            case FORBIDDEN -> Content.FORBIDDEN;
            case FAILED -> Content.FAILED;
            case READY -> {
                boolean filtered = words == null ? !filterText.get().isBlank() : all != null && !all.isEmpty();
                yield filtered ? Content.NO_MATCH : Content.EMPTY;
            }
        };
    }
}
