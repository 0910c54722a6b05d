package io.centter.console.screens.permissions;

import io.centter.console.desk.Reading;
import io.centter.console.desk.Rights;
import io.centter.console.desk.Site;
import io.centter.console.fleet.AgentRow;
import io.centter.model.api.EffectivePermissions;
import io.centter.model.api.EffectivePermissions.Left;
import io.centter.model.event.EventData;
import io.centter.model.permission.Scope;
import io.centter.sdk.rest.PermissionsApi;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// Agents by scopes, as far as a filter lets them through. It is read only while somebody looks at it.
public final class MatrixViewModel {
    static final int MOST_SCOPES = 26;

    /// What is shown.
    ///
    /// @param scopes those that most agents hold come first
    /// @param hidden how many scopes there is no room for
    record Matrix(List<Scope> scopes, List<Line> lines, int hidden) {
        Matrix {
            scopes = List.copyOf(scopes);
            lines = List.copyOf(lines);
        }
    }

    /// One agent.
    record Line(AgentRow agent, Map<Scope, Left> held) {
        Line {
            held = Map.copyOf(held);
        }
    }

    private final Site site;
    private final PermissionsApi permissions;
    private final Reading<List<EffectivePermissions>> reading;
    private final StringProperty filter = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<@Nullable Matrix> shown = new ReadOnlyObjectWrapper<>();
    private boolean wanted;

    public MatrixViewModel(Site site) {
        this.site = site;
        permissions = PermissionsApi.of(site.api());
        reading = new Reading<>(site.background());
        reading.valueProperty().subscribe(_ -> arrange());
        filter.subscribe(_ -> arrange());
    }

    Reading<List<EffectivePermissions>> reading() {
        return reading;
    }

    /// Part of a scope or of a name.
    StringProperty filterProperty() {
        return filter;
    }

    ReadOnlyObjectProperty<@Nullable Matrix> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    public Subscription attach() {
        return site.news()
                .listen(data -> data instanceof EventData.AgentCreated || Rights.concernAnyone(data), this::refresh);
    }

    /// Whether somebody looks at it.
    public void wanted(boolean yes) {
        wanted = yes;
        refresh();
    }

    private void refresh() {
        if (!wanted) {
            return;
        }
        Callable<List<EffectivePermissions>> all = () -> permissions.allEffective(site.id());
        if (reading.phaseProperty().get() == Reading.Phase.IDLE) {
            reading.read(all);
        } else {
            reading.renew(all);
        }
    }

    private void arrange() {
        List<EffectivePermissions> all = reading.get();
        shown.set(all == null ? null : matrix(lines(all), filter.get()));
    }

    private List<Line> lines(List<EffectivePermissions> all) {
        return all.stream()
                .flatMap(one -> site.fleet().row(one.agent()).map(row -> line(row, one)).stream())
                .sorted(Comparator.comparing(line -> line.agent().get().name().toLowerCase(Locale.ROOT)))
                .toList();
    }

    /// With a filter that is part of scopes: those, and who holds any of them. Else it is part of names.
    static Matrix matrix(List<Line> lines, String filter) {
        String part = filter.strip().toLowerCase(Locale.ROOT);
        Map<Scope, Integer> holders = new TreeMap<>();
        lines.forEach(line -> line.held().keySet().forEach(scope -> holders.merge(scope, 1, Integer::sum)));
        List<Scope> meant = holders.keySet().stream()
                .filter(scope -> scope.toString().contains(part))
                .toList();
        boolean byScope = !part.isEmpty() && !meant.isEmpty();
        List<Scope> scopes = (byScope ? meant.stream() : holders.keySet().stream())
                .sorted(Comparator.comparing((Scope scope) -> holders.getOrDefault(scope, 0))
                        .reversed()
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
        List<Line> some = lines.stream()
                .filter(line -> byScope
                        ? meant.stream().anyMatch(line.held()::containsKey)
                        : line.agent().get().name().toLowerCase(Locale.ROOT).contains(part))
                .toList();
        int room = Math.min(MOST_SCOPES, scopes.size());
        return new Matrix(scopes.subList(0, room), some, scopes.size() - room);
    }

    private static Line line(AgentRow row, EffectivePermissions effective) {
        Map<Scope, Left> held = new HashMap<>();
        effective.granted().forEach(granted -> held.put(granted.scope(), granted.left()));
        return new Line(row, held);
    }
}
