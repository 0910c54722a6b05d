package io.centter.console.screens.permissions;

import io.centter.console.desk.Edit;
import io.centter.console.desk.Lasting;
import io.centter.console.desk.Plan;
import io.centter.console.desk.Plan.Applied;
import io.centter.console.desk.Reading;
import io.centter.console.desk.Rights;
import io.centter.console.desk.Rows;
import io.centter.console.desk.Site;
import io.centter.console.fleet.AgentRow;
import io.centter.console.text.Texts;
import io.centter.model.api.CreatePermission;
import io.centter.model.api.PermissionView;
import io.centter.model.event.EventData;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.InvalidValue;
import io.centter.model.permission.Effect;
import io.centter.model.permission.PermissionChange;
import io.centter.model.permission.Scope;
import io.centter.sdk.rest.PermissionsApi;
import io.centter.sdk.rest.TeamsApi;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// One agent's scopes with where each is from, and what is given or taken by hand.
public final class PermissionsViewModel {
    private final Site site;
    private final PermissionsApi permissions;
    private final Reading<List<ScopeRow>> reading;
    private final Rows<ScopeRow> rows;
    private final Edit edit;
    private final ObservableList<AgentRow> agents = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<@Nullable AgentRow> agent = new ReadOnlyObjectWrapper<>();
    private final StringProperty scope = new SimpleStringProperty("");
    private final ObjectProperty<@Nullable Effect> effect = new SimpleObjectProperty<>(Effect.GRANT);
    private final ObjectProperty<@Nullable Lasting> lasting = new SimpleObjectProperty<>(Lasting.EVER);
    private final StringProperty reason = new SimpleStringProperty("");
    private Runnable proposal = this::proposeGiven;
    private boolean giving = true;
    private @Nullable AgentId wanted;

    public PermissionsViewModel(Site site) {
        this.site = site;
        permissions = PermissionsApi.of(site.api());
        reading = new Reading<>(site.background());
        rows = new Rows<>(reading, ScopeRow::key, ScopeRow::words);
        edit = new Edit(site);
        scope.subscribe(_ -> propose());
        effect.subscribe(_ -> propose());
        lasting.subscribe(_ -> propose());
        reason.subscribe(_ -> propose());
    }

    /// All agents of the network, by name.
    public ObservableList<AgentRow> agents() {
        return agents;
    }

    /// Whose scopes are shown.
    public ReadOnlyObjectProperty<@Nullable AgentRow> agentProperty() {
        return agent.getReadOnlyProperty();
    }

    public Rows<?> rows() {
        return rows;
    }

    Rows<ScopeRow> scopes() {
        return rows;
    }

    public Edit edit() {
        return edit;
    }

    public StringProperty scopeProperty() {
        return scope;
    }

    public ObjectProperty<@Nullable Effect> effectProperty() {
        return effect;
    }

    public ObjectProperty<@Nullable Lasting> lastingProperty() {
        return lasting;
    }

    public StringProperty reasonProperty() {
        return reason;
    }

    public Subscription attach() {
        Subscription fleet = site.fleet().revisionProperty().subscribe(_ -> refreshAgents());
        Subscription news = site.news().listen(this::isOfAgent, reading::reload);
        reading.reload();
        return Subscription.combine(fleet, news);
    }

    /// Shows this agent now, or as soon as the picture holds it.
    public void show(AgentId next) {
        wanted = next;
        refreshAgents();
    }

    public void show(@Nullable AgentRow next) {
        if (next == null || next == agent.get()) {
            return;
        }
        wanted = null;
        edit.close();
        rows.closeDetail();
        agent.set(next);
        AgentId id = next.id();
        reading.read(() -> ScopeRow.of(
                permissions.effective(id),
                permissions.allPermissions(id),
                TeamsApi.of(site.api()).allTeams(site.id()),
                site.api().allMembers(site.id())));
    }

    /// Begins to give this agent a scope by hand, or to take one from it.
    public void begin(Effect what, String text) {
        AgentRow whose = agent.get();
        if (whose == null) {
            return;
        }
        proposal = this::proposeGiven;
        giving = true;
        reason.set("");
        lasting.set(what == Effect.GRANT ? Lasting.DAY : Lasting.EVER);
        effect.set(what);
        scope.set(text);
        edit.open(Texts.of(
                what == Effect.GRANT ? "permissions.grant-title" : "permissions.revoke-title",
                whose.get().name()));
        propose();
    }

    /// Begins to end what was given or taken by hand.
    void end(ScopeRow.Source source) {
        AgentRow whose = agent.get();
        UUID id = source.permission().id();
        if (whose == null || id == null) {
            return;
        }
        reason.set("");
        giving = false;
        proposal = () -> proposeEnd(whose.id(), source.permission());
        edit.open(Texts.of(
                "permissions.end-title",
                source.permission().scope(),
                whose.get().name()));
        propose();
    }

    /// Whether the form at hand is about giving or taking, and not about ending.
    boolean isGiving() {
        return giving;
    }

    private void propose() {
        if (edit.isOpen() && edit.hasForm()) {
            proposal.run();
        }
    }

    private void proposeGiven() {
        AgentRow whose = agent.get();
        Effect what = effect.get();
        Lasting span = lasting.get();
        if (whose == null || what == null || span == null) {
            return;
        }
        Scope whole;
        try {
            whole = Scope.parse(scope.get().strip());
        } catch (InvalidValue e) {
            edit.incomplete(
                    scope.get().isBlank() ? Texts.of("permissions.scope-missing") : String.valueOf(e.getMessage()));
            return;
        }
        if (reason.get().isBlank()) {
            edit.incomplete(Texts.of("form.reason-missing"));
            return;
        }
        AgentId id = whose.id();
        Instant end = span.from(site.ticker().now());
        CreatePermission request = new CreatePermission(whole, what, reason.get(), end);
        edit.propose(Plan.heardBy(
                data -> isMade(data, id, whole, what),
                () -> Rights.preview(site, new PermissionChange.AddPermission(id, whole, what, end)),
                () -> {
                    PermissionView made = permissions.add(id, request);
                    return Applied.done(Texts.word("permissions.made", what))
                            .undoneBy(endPlan(id, made, Texts.of("permissions.undo-reason")));
                }));
    }

    private void proposeEnd(AgentId id, PermissionView permission) {
        if (reason.get().isBlank()) {
            edit.incomplete(Texts.of("form.reason-missing"));
            return;
        }
        edit.propose(endPlan(id, permission, reason.get()));
    }

    private Plan endPlan(AgentId id, PermissionView permission, String why) {
        UUID which = permission.id();
        if (which == null) {
            throw new IllegalArgumentException("Only what was made by hand is ended by hand.");
        }
        return Plan.heardBy(
                data -> data instanceof EventData.PermissionEnded ended
                        && ended.permission().equals(which),
                () -> Rights.preview(site, new PermissionChange.RemovePermission(id, which)),
                () -> {
                    permissions.end(id, which, why);
                    return Applied.done(Texts.of("permissions.ended"));
                });
    }

    private static boolean isMade(EventData data, AgentId id, Scope whole, Effect what) {
        return what == Effect.GRANT
                ? data instanceof EventData.PermissionGranted granted
                        && granted.agent().equals(id)
                        && granted.scope().equals(whole)
                : data instanceof EventData.PermissionRevoked revoked
                        && revoked.agent().equals(id)
                        && revoked.scope().equals(whole);
    }

    private boolean isOfAgent(EventData data) {
        AgentRow whose = agent.get();
        return whose != null && Rights.concern(data, whose.id());
    }

    private void refreshAgents() {
        List<AgentRow> next = site.fleet().rows().stream()
                .sorted(Comparator.comparing(row -> row.get().name().toLowerCase(Locale.ROOT)))
                .toList();
        if (!agents.equals(next)) {
            agents.setAll(next);
        }
        AgentId goal = wanted;
        if (goal != null) {
            site.fleet().row(goal).ifPresent(this::show);
        } else if (agent.get() == null && !next.isEmpty()) {
            show(next.getFirst());
        } else if (next.isEmpty() && site.fleet().loadedProperty().get() && reading.get() == null) {
            // There is nobody to ask about.
            reading.read(List::of);
        }
    }
}
