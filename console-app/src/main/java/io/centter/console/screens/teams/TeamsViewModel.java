package io.centter.console.screens.teams;

import io.centter.console.desk.Edit;
import io.centter.console.desk.Reading;
import io.centter.console.desk.Rows;
import io.centter.console.desk.Site;
import io.centter.console.fleet.AgentRow;
import io.centter.console.text.Texts;
import io.centter.model.api.TeamAgentView;
import io.centter.model.api.TeamView;
import io.centter.model.event.EventData;
import io.centter.model.role.Role;
import io.centter.sdk.rest.TeamsApi;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// Teams, who is in the one that is open, and every change of them.
public final class TeamsViewModel {
    /// What is being done.
    sealed interface Task {
        record Create() implements Task {}

        record Rename(TeamView team) implements Task {}

        record Add(TeamView team) implements Task {}

        record ChangeRole(TeamView team, TeamAgentView member) implements Task {}

        record Move(TeamView team, TeamAgentView member) implements Task {}
    }

    private final Site site;
    private final TeamsApi teams;
    private final TeamPlans plans;
    private final Reading<List<TeamView>> reading;
    private final Reading<List<TeamAgentView>> members;
    private final Rows<TeamView> rows;
    private final Edit edit;
    private final StringProperty name = new SimpleStringProperty("");
    private final StringProperty description = new SimpleStringProperty("");
    private final ObjectProperty<@Nullable AgentRow> agent = new SimpleObjectProperty<>();
    private final ObjectProperty<@Nullable Role> role = new SimpleObjectProperty<>(Role.ASSISTANT);
    private final ObjectProperty<@Nullable TeamView> target = new SimpleObjectProperty<>();
    private @Nullable Task task;
    private @Nullable UUID shown;

    public TeamsViewModel(Site site) {
        this.site = site;
        teams = TeamsApi.of(site.api());
        plans = new TeamPlans(site, this::renew);
        reading = new Reading<>(site.background());
        members = new Reading<>(site.background());
        rows = new Rows<>(reading, TeamView::id, team -> team.name() + " " + team.slug());
        edit = new Edit(site);
        rows.openedProperty().subscribe(this::follow);
        for (ObjectProperty<?> field : List.of(agent, role, target)) {
            field.subscribe(_ -> propose());
        }
        name.subscribe(_ -> propose());
        description.subscribe(_ -> propose());
    }

    public Rows<TeamView> rows() {
        return rows;
    }

    /// Who is in the team that is open.
    public Reading<List<TeamAgentView>> members() {
        return members;
    }

    public Edit edit() {
        return edit;
    }

    public StringProperty nameProperty() {
        return name;
    }

    public StringProperty descriptionProperty() {
        return description;
    }

    public ObjectProperty<@Nullable AgentRow> agentProperty() {
        return agent;
    }

    public ObjectProperty<@Nullable Role> roleProperty() {
        return role;
    }

    public ObjectProperty<@Nullable TeamView> targetProperty() {
        return target;
    }

    @Nullable
    Task task() {
        return task;
    }

    /// Agents that are not in the open team.
    public List<AgentRow> outsiders() {
        List<TeamAgentView> inside = members.get() == null ? List.of() : members.get();
        return site.fleet().rows().stream()
                .filter(row ->
                        inside.stream().noneMatch(member -> member.agentId().equals(row.id())))
                .sorted(Comparator.comparing(row -> row.get().name().toLowerCase(Locale.ROOT)))
                .toList();
    }

    /// Teams beside the open one.
    public List<TeamView> otherTeams() {
        List<TeamView> all = reading.get();
        return all == null
                ? List.of()
                : all.stream().filter(team -> !team.id().equals(shown)).toList();
    }

    public Subscription attach() {
        if (reading.phaseProperty().get() == Reading.Phase.IDLE) {
            reading.read(() -> teams.allTeams(site.id()));
        } else {
            renew();
        }
        return site.news().listen(TeamsViewModel::isOfTeams, this::renew);
    }

    public void create() {
        begin(new Task.Create(), Texts.of("teams.create-title"), "", "");
    }

    public void rename(TeamView team) {
        begin(
                new Task.Rename(team),
                Texts.of("teams.rename-title", team.name()),
                team.name(),
                team.description() == null ? "" : team.description());
    }

    public void add(TeamView team) {
        agent.set(null);
        role.set(Role.ASSISTANT);
        begin(new Task.Add(team), Texts.of("teams.add-title", team.name()), "", "");
    }

    public void changeRole(TeamView team, TeamAgentView member) {
        role.set(member.role());
        begin(new Task.ChangeRole(team, member), Texts.of("teams.role-title", member.name(), team.name()), "", "");
    }

    public void move(TeamView team, TeamAgentView member) {
        target.set(null);
        role.set(member.role());
        begin(new Task.Move(team, member), Texts.of("teams.move-title", member.name()), "", "");
    }

    public void remove(TeamView team, TeamAgentView member) {
        edit.open(Texts.of("teams.remove-title", member.name(), team.name()), plans.remove(team, member));
    }

    public void delete(TeamView team) {
        edit.open(Texts.of("teams.delete-title", team.name()), plans.delete(team));
    }

    private void begin(Task next, String title, String newName, String newDescription) {
        task = null;
        name.set(newName);
        description.set(newDescription);
        task = next;
        edit.open(title);
        propose();
    }

    private void propose() {
        Task now = task;
        if (now == null || !edit.isOpen() || !edit.hasForm()) {
            return;
        }
        Role wanted = role.get();
        AgentRow who = agent.get();
        TeamView where = target.get();
        switch (now) {
            case Task.Create _, Task.Rename _ -> proposeName(now);
            case Task.Add(TeamView team) -> {
                if (who == null || wanted == null) {
                    edit.incomplete(Texts.of("teams.agent-missing"));
                } else {
                    edit.propose(plans.add(team, who.id(), wanted));
                }
            }
            case Task.ChangeRole(TeamView team, TeamAgentView member) -> {
                if (wanted == null || wanted == member.role()) {
                    edit.incomplete(Texts.of("teams.same-role"));
                } else {
                    edit.propose(plans.changeRole(team, member, wanted));
                }
            }
            case Task.Move(TeamView team, TeamAgentView member) -> {
                if (where == null || wanted == null) {
                    edit.incomplete(Texts.of("teams.target-missing"));
                } else {
                    edit.propose(plans.move(team, where, member, wanted));
                }
            }
        }
    }

    private void proposeName(Task now) {
        if (name.get().isBlank()) {
            edit.incomplete(Texts.of("form.name-missing"));
        } else if (now instanceof Task.Rename(TeamView team)) {
            edit.propose(plans.rename(team, name.get(), description.get(), theirs -> {
                String mine = name.get();
                rename(theirs);
                name.set(mine);
            }));
        } else {
            edit.propose(plans.create(name.get(), description.get()));
        }
    }

    private void follow(@Nullable TeamView team) {
        UUID id = team == null ? null : team.id();
        if (id == null) {
            shown = null;
            members.clear();
        } else if (!id.equals(shown)) {
            shown = id;
            members.read(() -> teams.allAgents(id));
        }
    }

    private void renew() {
        reading.reload();
        members.reload();
    }

    private static boolean isOfTeams(EventData data) {
        return data instanceof EventData.TeamCreated
                || data instanceof EventData.TeamChanged
                || data instanceof EventData.TeamDeleted
                || data instanceof EventData.TeamAgentAdded
                || data instanceof EventData.TeamAgentRemoved
                || data instanceof EventData.TeamAgentRoleChanged
                || data instanceof EventData.AgentDeleted;
    }
}
