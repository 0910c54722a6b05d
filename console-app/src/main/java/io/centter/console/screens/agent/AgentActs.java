package io.centter.console.screens.agent;

import io.centter.console.desk.Bulk;
import io.centter.console.desk.Edit;
import io.centter.console.desk.Lasting;
import io.centter.console.desk.Plan;
import io.centter.console.desk.Reading;
import io.centter.console.desk.Site;
import io.centter.console.fleet.AgentRow;
import io.centter.console.text.Texts;
import io.centter.model.api.CreateAgent;
import io.centter.model.api.TeamView;
import io.centter.model.api.UpdateAgent;
import io.centter.model.identity.InvalidValue;
import io.centter.model.permission.Effect;
import io.centter.model.permission.Scope;
import io.centter.model.presence.AgentPresence;
import io.centter.model.role.Role;
import io.centter.sdk.rest.TeamsApi;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/// Everything that is done with agents: with one, or with all that are marked.
public final class AgentActs {
    private record Doing(AgentAct act, List<AgentPresence> agents) {}

    private final Site site;
    private final Edit edit;
    private final Bulk bulk;
    private final AgentPlans plans;
    private final IdentityPlans identities;
    private final Reading<List<TeamView>> teams;
    private final StringProperty reason = new SimpleStringProperty("");
    private final StringProperty scope = new SimpleStringProperty("");
    private final StringProperty name = new SimpleStringProperty("");
    private final ObjectProperty<@Nullable Lasting> lasting = new SimpleObjectProperty<>(Lasting.EVER);
    private final ObjectProperty<@Nullable Overlap> overlap = new SimpleObjectProperty<>(Overlap.HOUR);
    private final ObjectProperty<@Nullable TeamView> team = new SimpleObjectProperty<>();
    private final ObjectProperty<@Nullable Role> role = new SimpleObjectProperty<>(Role.ASSISTANT);
    private @Nullable Doing doing;
    private boolean creates;

    public AgentActs(Site site) {
        this.site = site;
        edit = new Edit(site);
        bulk = new Bulk(site);
        plans = new AgentPlans(site, bulk);
        identities = new IdentityPlans(site);
        teams = new Reading<>(site.background());
        reason.subscribe(_ -> propose());
        scope.subscribe(_ -> propose());
        name.subscribe(_ -> propose());
        lasting.subscribe(_ -> propose());
        overlap.subscribe(_ -> propose());
        team.subscribe(_ -> propose());
        role.subscribe(_ -> propose());
    }

    public Edit edit() {
        return edit;
    }

    public Bulk bulk() {
        return bulk;
    }

    /// Where agents can be put; read when it is asked for.
    public Reading<List<TeamView>> teams() {
        return teams;
    }

    public StringProperty reasonProperty() {
        return reason;
    }

    public StringProperty scopeProperty() {
        return scope;
    }

    /// Of an agent that is made or changed.
    public StringProperty nameProperty() {
        return name;
    }

    /// How long a lock, a grant or a revoke holds.
    public ObjectProperty<@Nullable Lasting> lastingProperty() {
        return lasting;
    }

    public ObjectProperty<@Nullable Overlap> overlapProperty() {
        return overlap;
    }

    public ObjectProperty<@Nullable TeamView> teamProperty() {
        return team;
    }

    public ObjectProperty<@Nullable Role> roleProperty() {
        return role;
    }

    /// What is being done; null where nothing is.
    public @Nullable AgentAct act() {
        Doing now = doing;
        return now == null ? null : now.act();
    }

    /// Whether an agent is being made, with which nothing can be done yet.
    public boolean creates() {
        return creates;
    }

    /// Begins to make an agent.
    public void create() {
        edit.close();
        doing = null;
        creates = true;
        name.set("");
        role.set(Role.ASSISTANT);
        edit.open(Texts.of("act.create"));
        propose();
    }

    /// Begins it: nothing is done until a person has seen what it will do.
    public void begin(AgentAct act, List<AgentRow> agents) {
        if (agents.isEmpty()) {
            site.hands().say(Texts.of("act.none-meant"));
            return;
        }
        edit.close();
        doing = null;
        creates = false;
        reason.set("");
        scope.set("");
        lasting.set(act == AgentAct.LOCK ? Lasting.EVER : Lasting.HOUR);
        overlap.set(Overlap.HOUR);
        team.set(null);
        List<AgentPresence> now = agents.stream().map(AgentRow::get).toList();
        name.set(now.getFirst().name());
        role.set(act == AgentAct.CHANGE ? now.getFirst().role() : Role.ASSISTANT);
        doing = new Doing(act, now);
        String title = act.words(now.size(), now.getFirst().name());
        if (act == AgentAct.ISSUE_CREDENTIALS) {
            edit.open(title, plans.issue(now.getFirst()));
            return;
        }
        if (act == AgentAct.JOIN_TEAM) {
            teams.read(() -> TeamsApi.of(site.api()).allTeams(site.id()));
        }
        edit.open(title);
        propose();
    }

    private void propose() {
        if (!edit.isOpen() || !edit.hasForm()) {
            return;
        }
        try {
            Plan plan = plan();
            if (plan != null) {
                edit.propose(plan);
            }
        } catch (InvalidValue e) {
            edit.incomplete(String.valueOf(e.getMessage()));
        }
    }

    /// Null where a person has still to say something, which is then said.
    private @Nullable Plan plan() {
        if (creates) {
            return isNamed() ? identities.create(new CreateAgent(name.get(), null, role.get(), null, null)) : null;
        }
        Doing now = doing;
        if (now != null && now.act().wantsReason() && reason.get().isBlank()) {
            edit.incomplete(Texts.of("form.reason-missing"));
            return null;
        }
        return now == null ? null : plan(now);
    }

    private boolean isNamed() {
        if (name.get().isBlank()) {
            edit.incomplete(Texts.of("form.name-missing"));
            return false;
        }
        return true;
    }

    /// What a person types before something cannot be undone: whose name it is, or where it is done.
    private String confirmation(List<AgentPresence> agents) {
        return agents.size() == 1
                ? agents.getFirst().slug().value()
                : site.network().get().slug().value();
    }

    private @Nullable Plan plan(Doing now) {
        String because = reason.get().strip();
        Lasting wanted = lasting.get() == null ? Lasting.EVER : lasting.get();
        return switch (now.act()) {
            case LOCK -> plans.lock(now.agents(), because, wanted);
            case UNLOCK -> plans.unlock(now.agents(), because);
            case CHANGE -> change(now.agents().getFirst());
            case DELETE -> plans.delete(now.agents(), confirmation(now.agents()));
            case DRAIN, PAUSE, RESUME, RELOAD -> plans.order(now.agents(), now.act(), because);
            case REVOKE_CREDENTIALS -> plans.endCredentials(now.agents(), because);
            case ROTATE_KEY -> plans.rotate(now.agents().getFirst(), overlap.get());
            case ISSUE_CREDENTIALS -> plans.issue(now.agents().getFirst());
            case JOIN_TEAM -> join(now.agents());
            case GRANT, REVOKE -> permit(now, because, wanted);
        };
    }

    private @Nullable Plan change(AgentPresence agent) {
        if (!isNamed()) {
            return null;
        }
        String other = name.get().strip();
        Role as = role.get();
        UpdateAgent update =
                new UpdateAgent(other.equals(agent.name()) ? null : other, as == agent.role() ? null : as, null);
        if (update.name() == null && update.role() == null) {
            edit.incomplete(Texts.of("act.nothing-changed"));
            return null;
        }
        return identities.change(agent, update, this::again);
    }

    private void again() {
        Doing now = doing;
        if (now != null) {
            edit.close();
            edit.open(
                    now.act().words(now.agents().size(), now.agents().getFirst().name()));
            propose();
        }
    }

    private @Nullable Plan join(List<AgentPresence> agents) {
        TeamView where = team.get();
        Role as = role.get();
        if (where == null || as == null) {
            edit.incomplete(Texts.of("act.team-missing"));
            return null;
        }
        return plans.join(agents, where, as);
    }

    private @Nullable Plan permit(Doing now, String because, Lasting wanted) {
        if (scope.get().isBlank()) {
            edit.incomplete(Texts.of("act.scope-missing"));
            return null;
        }
        Effect effect = now.act() == AgentAct.GRANT ? Effect.GRANT : Effect.REVOKE;
        return plans.permit(now.agents(), Scope.parse(scope.get().strip()), effect, because, wanted);
    }
}
