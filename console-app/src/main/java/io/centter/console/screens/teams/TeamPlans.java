package io.centter.console.screens.teams;

import io.centter.console.desk.Plan;
import io.centter.console.desk.Plan.Applied;
import io.centter.console.desk.Plan.Conflict;
import io.centter.console.desk.Plan.Side;
import io.centter.console.desk.Preview;
import io.centter.console.desk.Preview.Line;
import io.centter.console.desk.Rights;
import io.centter.console.desk.Site;
import io.centter.console.text.Texts;
import io.centter.model.api.AddTeamAgent;
import io.centter.model.api.CreateTeam;
import io.centter.model.api.TeamAgentView;
import io.centter.model.api.TeamView;
import io.centter.model.api.UpdateTeam;
import io.centter.model.api.UpdateTeamAgent;
import io.centter.model.event.EventData;
import io.centter.model.identity.AgentId;
import io.centter.model.permission.PermissionChange;
import io.centter.model.role.Role;
import io.centter.sdk.rest.TeamsApi;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The changes of teams, each with what it will do and what takes it back.
final class TeamPlans {
    private final Site site;
    private final TeamsApi teams;
    private final Runnable renew;

    /// @param renew reads everything anew
    TeamPlans(Site site, Runnable renew) {
        this.site = site;
        this.renew = renew;
        teams = TeamsApi.of(site.api());
    }

    Plan create(String name, String description) {
        CreateTeam team = new CreateTeam(name, null, blankToNull(description));
        return Plan.heardBy(
                data -> data instanceof EventData.TeamCreated made
                        && made.name().equals(team.name()),
                () -> Preview.safe(Line.note(Texts.of("teams.create-preview", team.name(), team.slugOrSuggested()))),
                () -> {
                    TeamView made = teams.create(site.id(), team);
                    return Applied.done(Texts.of("version", made.version())).undoneBy(delete(made));
                });
    }

    Plan rename(TeamView team, String name, String description, Consumer<TeamView> onTop) {
        return Plan.heardBy(
                        data -> data instanceof EventData.TeamChanged changed
                                && changed.team().equals(team.id()),
                        () -> Preview.safe(Line.note(Texts.of("teams.rename-preview", team.name(), name.strip()))),
                        () -> {
                            TeamView now = teams.update(team.id(), team.version(), new UpdateTeam(name, description));
                            return Applied.done(Texts.of("version", now.version()));
                        })
                .onConflict(() -> {
                    TeamView now = teams.team(team.id());
                    return new Conflict(
                            List.of(
                                    new Side(Texts.of("teams.name"), now.name(), name),
                                    new Side(
                                            Texts.of("teams.description"),
                                            now.description() == null ? "" : now.description(),
                                            description)),
                            () -> onTop.accept(now));
                });
    }

    /// What its agents lose is asked for one by one: there is no question about a whole team.
    Plan delete(TeamView team) {
        return Plan.heardBy(
                data -> data instanceof EventData.TeamDeleted gone
                        && gone.team().equals(team.id()),
                () -> {
                    List<PermissionChange> leaving = new ArrayList<>();
                    teams.allAgents(team.id())
                            .forEach(
                                    member -> leaving.add(new PermissionChange.LeaveTeam(team.id(), member.agentId())));
                    Preview lost = Rights.preview(site, leaving);
                    List<Line> lines = new ArrayList<>(lost.lines());
                    lines.add(Line.warning(Texts.of("teams.delete-preview", team.name(), leaving.size())));
                    return new Preview(
                            lines,
                            Preview.Weight.DESTRUCTIVE,
                            leaving.isEmpty() ? null : team.slug().value());
                },
                () -> {
                    teams.delete(team.id(), teams.team(team.id()).version());
                    return Applied.done(Texts.of("teams.deleted"));
                });
    }

    Plan add(TeamView team, AgentId agent, Role role) {
        return Plan.heardBy(
                data -> data instanceof EventData.TeamAgentAdded added
                        && added.team().equals(team.id())
                        && added.agent().equals(agent),
                () -> Rights.preview(site, new PermissionChange.AssignTeam(team.id(), agent, role)),
                () -> {
                    TeamAgentView made = teams.add(team.id(), new AddTeamAgent(agent, role));
                    return Applied.done(Texts.of("version", made.version())).undoneBy(remove(team, made));
                });
    }

    Plan changeRole(TeamView team, TeamAgentView member, Role role) {
        return Plan.heardBy(
                        data -> data instanceof EventData.TeamAgentRoleChanged changed
                                && changed.team().equals(team.id())
                                && changed.agent().equals(member.agentId()),
                        () -> Rights.preview(
                                site, new PermissionChange.ChangeTeamRole(team.id(), member.agentId(), role)),
                        () -> {
                            TeamAgentView now = teams.changeRole(
                                    team.id(), member.agentId(), member.version(), new UpdateTeamAgent(role));
                            return Applied.done(Texts.of("version", now.version()))
                                    .undoneBy(changeRole(team, now, member.role()));
                        })
                .onConflict(() -> {
                    TeamAgentView now = current(team, member.agentId());
                    return new Conflict(
                            List.of(new Side(
                                    Texts.of("teams.role"), Texts.word("role", now.role()), Texts.word("role", role))),
                            renew);
                });
    }

    /// First in, then out: at no moment does the agent hold less than after it.
    Plan move(TeamView from, TeamView to, TeamAgentView member, Role role) {
        AgentId agent = member.agentId();
        return Plan.heardBy(
                data -> data instanceof EventData.TeamAgentRemoved removed
                        && removed.team().equals(from.id())
                        && removed.agent().equals(agent),
                () -> Rights.preview(
                        site,
                        List.of(
                                new PermissionChange.AssignTeam(to.id(), agent, role),
                                new PermissionChange.LeaveTeam(from.id(), agent))),
                () -> {
                    TeamAgentView made = teams.add(to.id(), new AddTeamAgent(agent, role));
                    teams.remove(from.id(), agent, member.version());
                    return Applied.done(Texts.of("teams.moved", to.name()))
                            .undoneBy(move(to, from, made, member.role()));
                });
    }

    Plan remove(TeamView team, TeamAgentView member) {
        AgentId agent = member.agentId();
        return Plan.heardBy(
                data -> data instanceof EventData.TeamAgentRemoved removed
                        && removed.team().equals(team.id())
                        && removed.agent().equals(agent),
                () -> Rights.preview(site, new PermissionChange.LeaveTeam(team.id(), agent)),
                () -> {
                    teams.remove(team.id(), agent, current(team, agent).version());
                    return Applied.done(Texts.of("teams.removed")).undoneBy(add(team, agent, member.role()));
                });
    }

    private TeamAgentView current(TeamView team, AgentId agent) {
        return teams.allAgents(team.id()).stream()
                .filter(member -> member.agentId().equals(agent))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(Texts.of("teams.not-there", site.name(agent))));
    }

    private static @Nullable String blankToNull(String text) {
        return text.isBlank() ? null : text;
    }
}
