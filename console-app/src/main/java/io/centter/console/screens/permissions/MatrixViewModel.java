package io.centter.console.screens.permissions;

import io.centter.console.desk.Reading;
import io.centter.console.desk.Rights;
import io.centter.console.desk.Site;
import io.centter.console.fleet.AgentRow;
import io.centter.model.api.EffectivePermissions;
import io.centter.model.api.EffectivePermissions.Left;
import io.centter.model.permission.Scope;
import io.centter.sdk.rest.PermissionsApi;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javafx.util.Subscription;

/// Agents by scopes. It is read only while somebody looks at it: every agent is a question to the control plane.
public final class MatrixViewModel {
    static final int MOST_AGENTS = 60;
    private static final int MOST_SCOPES = 26;
    private static final int AT_ONCE = 6;

    /// The whole of it.
    ///
    /// @param scopes those that most agents hold come first
    /// @param unseen how many agents there is no room for
    /// @param hidden how many scopes there is no room for
    record Matrix(List<Scope> scopes, List<Line> lines, int unseen, int hidden) {
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
    private final Reading<Matrix> reading;
    private boolean wanted;

    public MatrixViewModel(Site site) {
        this.site = site;
        permissions = PermissionsApi.of(site.api());
        reading = new Reading<>(site.background());
    }

    Reading<Matrix> reading() {
        return reading;
    }

    public Subscription attach() {
        return site.news().listen(Rights::concernAnyone, this::refresh);
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
        List<AgentRow> all = site.fleet().rows().stream()
                .sorted(Comparator.comparing(row -> row.get().name().toLowerCase(Locale.ROOT)))
                .toList();
        if (reading.phaseProperty().get() == Reading.Phase.IDLE) {
            reading.read(() -> matrix(all));
        } else {
            reading.renew(() -> matrix(all));
        }
    }

    private Matrix matrix(List<AgentRow> all) throws InterruptedException, ExecutionException {
        List<AgentRow> shown = all.subList(0, Math.min(MOST_AGENTS, all.size()));
        try (ExecutorService threads =
                Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            List<Future<Line>> pending = shown.stream()
                    .map(row -> threads.submit(() -> line(row, permissions.effective(row.id()))))
                    .toList();
            List<Line> lines = new java.util.ArrayList<>();
            for (Future<Line> one : pending) {
                lines.add(one.get());
            }
            return matrix(lines, all.size() - shown.size());
        }
    }

    static Matrix matrix(List<Line> lines, int unseen) {
        Map<Scope, Integer> holders = new TreeMap<>();
        lines.forEach(line -> line.held().keySet().forEach(scope -> holders.merge(scope, 1, Integer::sum)));
        List<Scope> scopes = holders.entrySet().stream()
                .sorted(Map.Entry.<Scope, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .limit(MOST_SCOPES)
                .toList();
        return new Matrix(scopes, lines, unseen, holders.size() - scopes.size());
    }

    private static Line line(AgentRow row, EffectivePermissions effective) {
        Map<Scope, Left> held = new HashMap<>();
        effective.granted().forEach(granted -> held.put(granted.scope(), granted.left()));
        return new Line(row, held);
    }
}
