package io.centter.console.desk;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// Rows that a person has marked, to do something with all of them. What a filter hides is never marked: another filter
/// takes all marks away.
public final class Marks<T> {
    private final ObservableList<T> items;
    private final ReadOnlyObjectProperty<@Nullable T> selected;
    private final Function<T, Object> key;
    private final Set<Object> marked = new LinkedHashSet<>();
    private final ReadOnlyIntegerWrapper count = new ReadOnlyIntegerWrapper();

    public Marks(Rows<T> rows, Function<T, Object> key) {
        this(rows.items(), rows.selectedProperty(), rows.filterTextProperty(), key);
    }

    /// Among rows that are shown.
    ///
    /// @param filter what hides some of them
    public Marks(
            ObservableList<T> items,
            ReadOnlyObjectProperty<@Nullable T> selected,
            StringProperty filter,
            Function<T, Object> key) {
        this.items = items;
        this.selected = selected;
        this.key = key;
        filter.subscribe(_ -> clear());
        items.subscribe(this::forgetGone);
    }

    public ReadOnlyIntegerProperty countProperty() {
        return count.getReadOnlyProperty();
    }

    public boolean has(T row) {
        return marked.contains(key.apply(row));
    }

    public void toggle(T row) {
        Object which = key.apply(row);
        if (!marked.remove(which)) {
            marked.add(which);
        }
        count.set(marked.size());
    }

    /// All that are shown, or none where all of them are.
    public void toggleAll() {
        if (marked.size() == items.size()) {
            marked.clear();
        } else {
            items.forEach(row -> marked.add(key.apply(row)));
        }
        count.set(marked.size());
    }

    public void clear() {
        marked.clear();
        count.set(0);
    }

    /// What is meant: the marked rows in their order; where none is, the selected one.
    public List<T> meant() {
        List<T> all = new ArrayList<>();
        items.stream().filter(this::has).forEach(all::add);
        T one = selected.get();
        if (all.isEmpty() && one != null) {
            all.add(one);
        }
        return all;
    }

    private void forgetGone() {
        if (!marked.isEmpty()) {
            Collection<Object> there = new LinkedHashSet<>();
            items.forEach(row -> there.add(key.apply(row)));
            marked.retainAll(there);
            count.set(marked.size());
        }
    }
}
