package io.centter.console.screens.agents;

import io.centter.console.desk.Marks;
import io.centter.console.fleet.AgentRow;
import io.centter.console.fleet.Fleet;
import io.centter.console.fleet.PresenceCounts;
import io.centter.model.identity.AgentId;
import io.centter.model.presence.Presence;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// The table's state: which agents are shown, in which order, which is selected. Rows change in place at once; which
/// rows there are and their order change at most once a second, and not while the pointer is at work among them.
public final class AgentsViewModel {
    /// What the place of the table shows.
    public enum Content {
        LOADING,
        FAILED,
        EMPTY,
        NO_MATCH,
        ROWS
    }

    /// Which column decides the order.
    public record Order(AgentColumn column, boolean descending) {}

    private final Fleet fleet;
    private final ObservableValue<@Nullable String> failure;
    private final ObservableList<AgentRow> items = FXCollections.observableArrayList();
    private final StringProperty filterText = new SimpleStringProperty("");
    private final ReadOnlyStringWrapper filterHint = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Content> content = new ReadOnlyObjectWrapper<>(Content.LOADING);
    private final ReadOnlyObjectWrapper<@Nullable AgentRow> selected = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable AgentRow> opened = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper rearranging = new ReadOnlyBooleanWrapper();
    private final Marks<AgentRow> marks = new Marks<>(items, selected, filterText, AgentRow::id);
    private AgentFilter filter = AgentFilter.ALL;
    private Order order = new Order(AgentColumn.NAME, false);
    private boolean dirty;
    private Subscription subscription = Subscription.EMPTY;

    /// @param failure why no picture has come yet, as a sentence
    public AgentsViewModel(Fleet fleet, ObservableValue<@Nullable String> failure) {
        this.fleet = fleet;
        this.failure = failure;
    }

    public ObservableList<AgentRow> items() {
        return items;
    }

    public StringProperty filterTextProperty() {
        return filterText;
    }

    /// What is not understood in the filter; empty where all is.
    public ReadOnlyStringProperty filterHintProperty() {
        return filterHint.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Content> contentProperty() {
        return content.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<PresenceCounts> countsProperty() {
        return fleet.countsProperty();
    }

    public ReadOnlyObjectProperty<@Nullable AgentRow> selectedProperty() {
        return selected.getReadOnlyProperty();
    }

    /// The agent whose details are open.
    public ReadOnlyObjectProperty<@Nullable AgentRow> openedProperty() {
        return opened.getReadOnlyProperty();
    }

    /// True while the list is replaced; a selection that a control reports meanwhile is not a person's.
    public ReadOnlyBooleanProperty rearrangingProperty() {
        return rearranging.getReadOnlyProperty();
    }

    /// Which agents are marked, to do something with all of them.
    public Marks<AgentRow> marks() {
        return marks;
    }

    public Order order() {
        return order;
    }

    public ObservableValue<@Nullable String> failureProperty() {
        return failure;
    }

    public void attach() {
        Subscription rows = fleet.revisionProperty().subscribe(this::fleetChanged);
        Subscription text = filterText.subscribe(this::filterChanged);
        Subscription failed = failure.subscribe(_ -> updateContent());
        subscription = Subscription.combine(rows, text, failed);
    }

    public void detach() {
        subscription.unsubscribe();
        subscription = Subscription.EMPTY;
    }

    /// Once a second.
    ///
    /// @param pointerBusy a person is aiming at a row
    public void tick(boolean pointerBusy) {
        if (dirty && !pointerBusy) {
            rearrange();
        }
    }

    public void sort(Order newOrder) {
        order = newOrder;
        rearrange();
    }

    /// Shows only this presence, or all again.
    public void togglePresence(Presence presence) {
        filterText.set(AgentFilter.toggled(
                filterText.get(), "presence", presence.name().toLowerCase(Locale.ROOT)));
    }

    public void clearFilter() {
        filterText.set("");
    }

    public void select(@Nullable AgentRow row) {
        selected.set(row);
        if (row != null && opened.get() != null) {
            opened.set(row);
        }
    }

    public void openSelected() {
        opened.set(selected.get());
    }

    public void open(AgentId agent) {
        fleet.row(agent).ifPresent(row -> {
            if (!filter.matches().test(row)) {
                clearFilter();
            }
            selected.set(row);
            opened.set(row);
        });
    }

    public void closeDetail() {
        opened.set(null);
    }

    private void fleetChanged() {
        dirty = true;
        if (items.isEmpty() || content.get() != Content.ROWS) {
            rearrange();
        }
        AgentRow open = opened.get();
        if (open != null && fleet.row(open.id()).isEmpty()) {
            opened.set(null);
        }
    }

    private void filterChanged() {
        filter = AgentFilter.parse(filterText.get());
        filterHint.set(filter.unknownKey().orElse(""));
        rearrange();
    }

    private void rearrange() {
        dirty = false;
        List<AgentRow> next = new ArrayList<>(fleet.rows().size());
        for (AgentRow row : fleet.rows()) {
            if (filter.matches().test(row)) {
                next.add(row);
            }
        }
        next.sort(order.column().rows(order.descending()));
        if (!items.equals(next)) {
            rearranging.set(true);
            items.setAll(next);
            rearranging.set(false);
        }
        AgentRow current = selected.get();
        if (current != null && fleet.row(current.id()).isEmpty()) {
            selected.set(null);
        }
        updateContent();
    }

    private void updateContent() {
        if (!items.isEmpty()) {
            content.set(Content.ROWS);
        } else if (!fleet.loadedProperty().get()) {
            content.set(failure.getValue() == null ? Content.LOADING : Content.FAILED);
        } else {
            content.set(fleet.rows().isEmpty() ? Content.EMPTY : Content.NO_MATCH);
        }
    }
}
