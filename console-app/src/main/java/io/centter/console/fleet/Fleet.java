package io.centter.console.fleet;

import io.centter.console.live.FleetChange;
import io.centter.model.identity.AgentId;
import io.centter.model.presence.AgentPresence;
import io.centter.model.presence.PastPresence;
import io.centter.model.presence.PresenceSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// The picture of one network: rows that stay, updated in place, and counts by presence. Changes may come late, twice
/// or out of order; what is older than what is known is ignored. JavaFX thread only.
public final class Fleet {
    /// A picture is taken from memory that may be this much behind an event that was already heard.
    private static final Duration MARGIN = Duration.ofSeconds(5);

    private final Map<AgentId, AgentRow> byId = new HashMap<>();
    private final Map<AgentId, Instant> bornAt = new HashMap<>();
    private final Map<AgentId, Instant> removedAt = new HashMap<>();
    private final Map<AgentId, Instant> namedAt = new HashMap<>();
    private final ObservableList<AgentRow> rows = FXCollections.observableArrayList();
    private final ObservableList<AgentRow> readOnlyRows = FXCollections.unmodifiableObservableList(rows);
    private PresenceCounts tally = PresenceCounts.NONE;
    private final ReadOnlyObjectWrapper<PresenceCounts> counts = new ReadOnlyObjectWrapper<>(PresenceCounts.NONE);
    private final ReadOnlyBooleanWrapper loaded = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper hubConnected = new ReadOnlyBooleanWrapper(true);
    private final ReadOnlyLongWrapper revision = new ReadOnlyLongWrapper();
    private final List<AgentRow> added = new ArrayList<>();
    private final Set<AgentRow> dropped = new HashSet<>();
    /// The agents as they were when the picture was moved to the past; null where it is of now.
    private @Nullable Map<AgentId, AgentPresence> kept;

    public ObservableList<AgentRow> rows() {
        return readOnlyRows;
    }

    public ReadOnlyObjectProperty<PresenceCounts> countsProperty() {
        return counts.getReadOnlyProperty();
    }

    /// Whether a picture has ever come.
    public ReadOnlyBooleanProperty loadedProperty() {
        return loaded.getReadOnlyProperty();
    }

    /// Whether the hub heard the broker at the last picture.
    public ReadOnlyBooleanProperty hubConnectedProperty() {
        return hubConnected.getReadOnlyProperty();
    }

    /// Rises with every batch that changed a row.
    public ReadOnlyLongProperty revisionProperty() {
        return revision.getReadOnlyProperty();
    }

    public Optional<AgentRow> row(AgentId agent) {
        return Optional.ofNullable(byId.get(agent));
    }

    /// Folds a batch, in the order of the hub's time.
    ///
    /// @return false where a change was about an agent this picture does not hold: then a new picture is needed
    public boolean apply(List<FleetChange> batch) {
        if (kept != null) {
            // The past does not change; a picture is taken on the way back.
            return true;
        }
        List<FleetChange> ordered = new ArrayList<>(batch);
        ordered.sort(Comparator.comparing(FleetChange::at));
        boolean complete = true;
        for (FleetChange change : ordered) {
            complete &= switch (change) {
                case FleetChange.Snapshot snapshot -> picture(snapshot.picture());
                case FleetChange.PresenceMoved moved -> move(moved);
                case FleetChange.Named named -> name(named);
                case FleetChange.Removed removed -> remove(removed);
            };
        }
        publish();
        return complete;
    }

    /// Shows the agents as they were; what is heard meanwhile is not kept.
    public void showPast(List<PastPresence> agents) {
        if (kept == null) {
            Map<AgentId, AgentPresence> now = HashMap.newHashMap(byId.size());
            byId.forEach((id, row) -> now.put(id, row.get()));
            kept = now;
        }
        Map<AgentId, AgentPresence> then = HashMap.newHashMap(agents.size());
        for (PastPresence one : agents) {
            then.put(one.agent(), Fold.past(Objects.requireNonNull(kept).get(one.agent()), one));
        }
        replace(then);
    }

    /// Shows them as they were last known, until a new picture comes.
    public void showNow() {
        Map<AgentId, AgentPresence> now = kept;
        if (now != null) {
            kept = null;
            replace(now);
        }
    }

    /// The agents as they are now, also while the past is shown.
    public List<AgentPresence> latest() {
        return kept == null ? rows.stream().map(AgentRow::get).toList() : List.copyOf(kept.values());
    }

    private void replace(Map<AgentId, AgentPresence> next) {
        for (AgentRow row : List.copyOf(byId.values())) {
            if (!next.containsKey(row.id())) {
                drop(row);
            }
        }
        next.forEach((id, agent) -> {
            AgentRow row = byId.get(id);
            if (row == null) {
                add(agent, agent.since());
            } else {
                update(row, agent);
            }
        });
        publish();
    }

    private boolean picture(PresenceSnapshot picture) {
        Set<AgentId> seen = HashSet.newHashSet(picture.agents().size());
        for (AgentPresence entry : picture.agents()) {
            seen.add(entry.agent());
            Instant removal = removedAt.get(entry.agent());
            if (removal != null && !removal.plus(MARGIN).isBefore(picture.at())) {
                continue;
            }
            AgentRow row = byId.get(entry.agent());
            if (row == null) {
                add(entry, entry.since());
            } else {
                update(row, Fold.pictured(row.get(), entry));
            }
        }
        for (AgentRow row : List.copyOf(byId.values())) {
            Instant born = bornAt.getOrDefault(row.id(), Instant.MIN);
            if (!seen.contains(row.id()) && born.isBefore(picture.at().minus(MARGIN))) {
                drop(row);
            }
        }
        removedAt.values().removeIf(at -> at.isBefore(picture.at().minus(Duration.ofMinutes(10))));
        hubConnected.set(picture.hubConnected());
        loaded.set(true);
        return true;
    }

    private boolean move(FleetChange.PresenceMoved moved) {
        AgentId agent = moved.change().agent();
        AgentRow row = byId.get(agent);
        if (row == null) {
            return removedAt.containsKey(agent);
        }
        update(row, Fold.moved(row.get(), moved));
        return true;
    }

    private boolean name(FleetChange.Named named) {
        if (removedAt.containsKey(named.agent())) {
            return true;
        }
        AgentRow row = byId.get(named.agent());
        if (row == null) {
            add(Fold.born(named), named.at());
        } else if (!named.at().isBefore(namedAt.getOrDefault(named.agent(), Instant.MIN))) {
            update(row, Fold.renamed(row.get(), named));
        }
        namedAt.merge(named.agent(), named.at(), (a, b) -> a.isBefore(b) ? b : a);
        return true;
    }

    private boolean remove(FleetChange.Removed removed) {
        removedAt.put(removed.agent(), removed.at());
        AgentRow row = byId.get(removed.agent());
        if (row != null) {
            drop(row);
        }
        return true;
    }

    private void add(AgentPresence first, Instant born) {
        AgentRow row = new AgentRow(first);
        byId.put(row.id(), row);
        bornAt.put(row.id(), born);
        tally = tally.plus(first.presence(), 1);
        added.add(row);
    }

    private void update(AgentRow row, AgentPresence next) {
        if (row.get().presence() != next.presence()) {
            tally = tally.plus(row.get().presence(), -1).plus(next.presence(), 1);
        }
        row.set(next);
    }

    private void drop(AgentRow row) {
        byId.remove(row.id());
        bornAt.remove(row.id());
        namedAt.remove(row.id());
        tally = tally.plus(row.get().presence(), -1);
        if (!added.remove(row)) {
            dropped.add(row);
        }
    }

    /// Once a batch: a table that hears of ten thousand single additions draws nothing else for seconds.
    private void publish() {
        if (!dropped.isEmpty()) {
            rows.removeAll(dropped);
            dropped.clear();
        }
        if (!added.isEmpty()) {
            rows.addAll(added);
            added.clear();
        }
        counts.set(tally);
        revision.set(revision.get() + 1);
    }
}
