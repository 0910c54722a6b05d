package io.centter.console.screens.explain;

import io.centter.console.desk.Edit;
import io.centter.console.desk.Grants;
import io.centter.console.desk.Lasting;
import io.centter.console.desk.Plan;
import io.centter.console.desk.Plan.Applied;
import io.centter.console.desk.Preview;
import io.centter.console.desk.Preview.Line;
import io.centter.console.desk.Reading;
import io.centter.console.desk.Rights;
import io.centter.console.desk.Site;
import io.centter.console.fleet.AgentRow;
import io.centter.console.text.Texts;
import io.centter.model.api.ExplainCall;
import io.centter.model.event.EventData;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.InvalidValue;
import io.centter.model.permission.Explanation;
import io.centter.model.permission.NextChange;
import io.centter.model.permission.PermissionChange;
import io.centter.model.permission.Scope;
import io.centter.sdk.rest.PermissionsApi;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// Can one agent call a skill of another? The answer is asked for as soon as the question is complete, and anew
/// whenever rights change.
public final class ExplainViewModel {
    private static final Duration PAUSE = Duration.ofMillis(300);

    private final Site site;
    private final PermissionsApi permissions;
    private final Reading<Explanation> reading;
    private final Edit edit;
    private final ObservableList<AgentRow> agents = FXCollections.observableArrayList();
    private final ObservableList<String> skills = FXCollections.observableArrayList();
    private final ObjectProperty<@Nullable AgentRow> from = new SimpleObjectProperty<>();
    private final ObjectProperty<@Nullable AgentRow> to = new SimpleObjectProperty<>();
    private final StringProperty skill = new SimpleStringProperty("");
    private final StringProperty command = new SimpleStringProperty("");
    private final StringProperty reason = new SimpleStringProperty("");
    private final ReadOnlyStringWrapper missing = new ReadOnlyStringWrapper("");
    private Lasting lasting = Lasting.HOUR;
    private long turn;

    public ExplainViewModel(Site site) {
        this.site = site;
        permissions = PermissionsApi.of(site.api());
        reading = new Reading<>(site.background());
        edit = new Edit(site);
        from.subscribe(_ -> ask());
        to.subscribe(row -> {
            skills.setAll(row == null ? List.of() : row.get().skills());
            ask();
        });
        skill.subscribe(_ -> ask());
        command.subscribe(_ -> ask());
        reason.subscribe(_ -> proposeGrant());
    }

    public ObservableList<AgentRow> agents() {
        return agents;
    }

    /// What the agent that is to be called says it can do.
    public ObservableList<String> skills() {
        return skills;
    }

    public ObjectProperty<@Nullable AgentRow> fromProperty() {
        return from;
    }

    public ObjectProperty<@Nullable AgentRow> toProperty() {
        return to;
    }

    public StringProperty skillProperty() {
        return skill;
    }

    /// Empty to ask about any command.
    public StringProperty commandProperty() {
        return command;
    }

    public StringProperty reasonProperty() {
        return reason;
    }

    /// What the question still lacks.
    public ReadOnlyStringProperty missingProperty() {
        return missing.getReadOnlyProperty();
    }

    public Reading<Explanation> reading() {
        return reading;
    }

    public Edit edit() {
        return edit;
    }

    public Subscription attach() {
        Subscription fleet = site.fleet().revisionProperty().subscribe(_ -> refreshAgents());
        Subscription news = site.news()
                .listen(
                        data -> Rights.concernAnyone(data)
                                || data instanceof EventData.AgentLocked
                                || data instanceof EventData.AgentUnlocked
                                || data instanceof EventData.AgentChanged
                                || data instanceof EventData.NetworkResumed
                                || data instanceof EventData.NetworkSuspended,
                        reading::reload);
        return Subscription.combine(fleet, news);
    }

    /// Begins with what is known already.
    public void ask(AgentId caller, Optional<AgentId> called, Optional<String> what) {
        refreshAgents();
        site.fleet().row(caller).ifPresent(from::set);
        called.flatMap(id -> site.fleet().row(id)).ifPresent(to::set);
        what.ifPresent(skill::set);
    }

    /// The other way round.
    public void swap() {
        AgentRow before = from.get();
        from.set(to.get());
        to.set(before);
    }

    /// What a scope would have to be granted, where that is what is missing.
    public Optional<Scope> grantable() {
        Explanation answer = reading.get();
        NextChange next = answer == null ? null : answer.smallestChange();
        return next != null && next.kind().equals("permission.add")
                ? Optional.ofNullable(next.body().get("scope")).map(scope -> Scope.parse(scope.toString()))
                : Optional.empty();
    }

    /// Begins to grant exactly what is missing, for so long.
    public void allow(Lasting howLong) {
        Explanation answer = reading.get();
        Optional<Scope> scope = grantable();
        if (answer == null || scope.isEmpty()) {
            return;
        }
        lasting = howLong;
        edit.open(Texts.of("explain.allow-title", site.name(answer.from()), scope.get(), howLong.words()));
        reason.set("");
        reason.set(Texts.of("explain.reason", site.name(answer.from()), answer.skill(), site.name(answer.to())));
    }

    /// Begins to make the smallest change that is not a grant.
    public void mend() {
        Explanation answer = reading.get();
        NextChange next = answer == null ? null : answer.smallestChange();
        if (answer != null && next != null && next.method() != null) {
            edit.open(next.detail(), Plan.heardBy(heard(next.kind()), () -> preview(answer, next), () -> {
                permissions.carryOut(next);
                return Applied.done(next.detail());
            }));
        }
    }

    private void proposeGrant() {
        Explanation answer = reading.get();
        Optional<Scope> scope = grantable();
        if (!edit.isOpen() || !edit.hasForm() || answer == null || scope.isEmpty()) {
            return;
        }
        if (reason.get().isBlank()) {
            edit.incomplete(Texts.of("form.reason-missing"));
            return;
        }
        edit.propose(Grants.plan(site, answer.from(), scope.get(), reason.get(), lasting));
    }

    /// Rights where they change; a word about what else.
    private Preview preview(Explanation answer, NextChange next) {
        if (next.kind().equals("skill.install")) {
            Object version = next.body().get("version");
            return Rights.preview(
                    site,
                    new PermissionChange.Install(
                            answer.to(), answer.skill(), version == null ? null : version.toString()));
        }
        return Preview.careful(Line.note(next.detail()), Line.note(next.method() + " " + next.path()));
    }

    private static Predicate<EventData> heard(String kind) {
        return switch (kind) {
            case "permission.remove" -> data -> data instanceof EventData.PermissionEnded;
            case "skill.install" -> data -> data instanceof EventData.SkillInstalled;
            case "agent.role" -> data -> data instanceof EventData.AgentChanged;
            case "agent.unlock" -> data -> data instanceof EventData.AgentUnlocked;
            case "network.resume" -> data -> data instanceof EventData.NetworkResumed;
            default -> _ -> true;
        };
    }

    private void ask() {
        turn++;
        AgentRow caller = from.get();
        AgentRow called = to.get();
        if (caller == null || called == null || skill.get().isBlank()) {
            missing.set(Texts.of("explain.incomplete"));
            reading.clear();
            return;
        }
        ExplainCall question;
        try {
            question = new ExplainCall(
                    caller.id(),
                    called.id(),
                    skill.get().strip(),
                    command.get().isBlank() ? null : command.get().strip());
        } catch (InvalidValue e) {
            missing.set(String.valueOf(e.getMessage()));
            reading.clear();
            return;
        }
        missing.set("");
        long mine = turn;
        site.background().after(PAUSE, () -> {
            if (mine == turn) {
                reading.read(() -> permissions.explain(site.id(), question));
            }
        });
    }

    private void refreshAgents() {
        List<AgentRow> next = site.fleet().rows().stream()
                .sorted(Comparator.comparing(row -> row.get().name().toLowerCase(Locale.ROOT)))
                .toList();
        if (!agents.equals(next)) {
            AgentRow caller = from.get();
            AgentRow called = to.get();
            agents.setAll(next);
            from.set(caller);
            to.set(called);
        }
    }
}
