package io.centter.control.team;

import io.centter.control.audit.Actor;
import io.centter.control.audit.AuditEntry;
import io.centter.control.ground.Ground;
import io.centter.control.http.Call;
import io.centter.control.http.Paging;
import io.centter.control.network.Rights;
import io.centter.control.refusal.Refused;
import io.centter.model.api.AddTeamAgent;
import io.centter.model.api.MemberRole;
import io.centter.model.api.Page;
import io.centter.model.api.TeamAgentView;
import io.centter.model.api.TeamView;
import io.centter.model.api.UpdateTeamAgent;
import io.centter.model.event.EventData;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Who is in which team, and as what.
public final class TeamAgents {
    /// How many agents a team holds.
    static final int MAX_AGENTS = 1000;
    /// In how many teams an agent can be: all of them are looked at for each of its rights.
    static final int MAX_TEAMS_OF_AGENT = 32;

    private final Ground ground;

    public TeamAgents(Ground ground) {
        this.ground = ground;
    }

    Page<TeamAgentView> list(Call<?> call) {
        NetworkId network = call.network();
        UUID team = call.team();
        Paging paging = ground.cursors().paging("team-agents:" + team, call, 50, MAX_AGENTS);
        String after = paging.after("");
        List<TeamAgentView> found =
                ground.transactions().read(handle -> TeamSql.of(handle).places(network, team, after, paging.wanted()));
        return paging.page(found, row -> row.slug().value());
    }

    TeamAgentView add(Call<AddTeamAgent> call) {
        NetworkId network = call.network();
        return ground.transactions().inNetwork(network, handle -> {
            Rights.require(handle, call.user(), network, MemberRole.OPERATOR);
            return ground.idempotency()
                    .once(
                            handle,
                            call.idempotencyKey(),
                            TeamAgentView.class,
                            view -> view,
                            () -> insert(handle, call, network));
        });
    }

    TeamAgentView changeRole(Call<UpdateTeamAgent> call) {
        NetworkId network = call.network();
        return ground.transactions().inNetwork(network, handle -> {
            Rights.require(handle, call.user(), network, MemberRole.OPERATOR);
            TeamAgentView before = place(handle, network, call.team(), call.agent());
            call.ifMatch().require(before.version());
            TeamSql.of(handle)
                    .setRole(network, call.team(), call.agent(), call.body().role());
            TeamAgentView after = place(handle, network, call.team(), call.agent());
            ground.outbox()
                    .event(
                            handle,
                            network,
                            new EventData.TeamAgentRoleChanged(
                                    after.teamId(), after.agentId(), before.role(), after.role()));
            ground.audit().write(handle, entry(call, "team.agent-role", after.agentId(), before, after));
            return after;
        });
    }

    void remove(Call<?> call) {
        NetworkId network = call.network();
        ground.transactions().inNetwork(network, handle -> {
            Rights.require(handle, call.user(), network, MemberRole.OPERATOR);
            TeamAgentView before = place(handle, network, call.team(), call.agent());
            call.ifMatch().require(before.version());
            TeamSql.of(handle).remove(network, call.team(), call.agent());
            ground.outbox().event(handle, network, new EventData.TeamAgentRemoved(before.teamId(), before.agentId()));
            ground.audit().write(handle, entry(call, "team.agent-remove", before.agentId(), before, null));
            return true;
        });
    }

    private TeamAgentView insert(Handle handle, Call<AddTeamAgent> call, NetworkId network) {
        AddTeamAgent add = call.body();
        TeamSql sql = TeamSql.of(handle);
        TeamView team = TeamService.view(handle, network, call.team());
        if (!sql.agentExists(network, add.agentId())) {
            throw new Refused.NotFound();
        }
        if (sql.place(network, team.id(), add.agentId()).isPresent()) {
            throw new Refused.Conflict(
                    "already-in-team", "This agent is in the team already; change its role there, or remove it first.");
        }
        if (team.agents() >= MAX_AGENTS) {
            throw new Refused.Limit("team-full", "A team holds " + MAX_AGENTS + " agents; make another team.", null);
        }
        if (sql.teamsOf(network, add.agentId()) >= MAX_TEAMS_OF_AGENT) {
            throw new Refused.Limit(
                    "agent-teams-limit",
                    "An agent is in at most " + MAX_TEAMS_OF_AGENT + " teams; remove it from one first.",
                    null);
        }
        sql.add(
                network,
                new TeamSql.Place(
                        team.id(), add.agentId(), add.role(), call.user().user(), ground.now()));
        TeamAgentView after = place(handle, network, team.id(), add.agentId());
        ground.outbox().event(handle, network, new EventData.TeamAgentAdded(team.id(), add.agentId(), add.role()));
        ground.audit().write(handle, entry(call, "team.agent-add", add.agentId(), null, after));
        return after;
    }

    private static TeamAgentView place(Handle handle, NetworkId network, UUID team, AgentId agent) {
        return TeamSql.of(handle).place(network, team, agent).orElseThrow(Refused.NotFound::new);
    }

    private static AuditEntry entry(
            Call<?> call, String action, AgentId agent, @Nullable TeamAgentView before, @Nullable TeamAgentView after) {
        return AuditEntry.of(call.network(), Actor.of(call.caller()), action, "team:" + call.team())
                .change(told(agent, before), told(agent, after));
    }

    private static @Nullable Object told(AgentId agent, @Nullable TeamAgentView place) {
        return place == null ? null : Map.of("agent_id", agent, "role", place.role());
    }
}
