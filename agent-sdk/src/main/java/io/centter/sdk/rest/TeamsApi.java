package io.centter.sdk.rest;

import io.centter.model.api.AddTeamAgent;
import io.centter.model.api.CreateTeam;
import io.centter.model.api.Page;
import io.centter.model.api.TeamAgentView;
import io.centter.model.api.TeamView;
import io.centter.model.api.UpdateTeam;
import io.centter.model.api.UpdateTeamAgent;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The part of the API that deals with teams and the agents in them. It fails as [CentterApi] does.
public final class TeamsApi {
    private final CentterApi api;

    private TeamsApi(CentterApi api) {
        this.api = api;
    }

    /// Over the same connections, as the same caller.
    public static TeamsApi of(CentterApi api) {
        return new TeamsApi(api);
    }

    public Page<TeamView> teams(NetworkId network, @Nullable String cursor, int limit) {
        Call call = Call.get(CentterApi.path(network) + "/teams")
                .query("cursor", cursor)
                .query("limit", limit);
        return api.page(call, TeamView.class);
    }

    public List<TeamView> allTeams(NetworkId network) {
        return CentterApi.all(cursor -> teams(network, cursor, CentterApi.PAGE));
    }

    public TeamView create(NetworkId network, CreateTeam team) {
        return api.ask(
                Call.post(CentterApi.path(network) + "/teams")
                        .body(team)
                        .idempotent(api.ids.uuid().toString()),
                TeamView.class);
    }

    public TeamView team(UUID team) {
        return api.ask(Call.get(path(team)), TeamView.class);
    }

    /// Changes a team.
    ///
    /// @param version of the [TeamView] that was changed; a later one is refused with status 412
    public TeamView update(UUID team, long version, UpdateTeam update) {
        return api.ask(Call.patch(path(team), version).body(update), TeamView.class);
    }

    public void delete(UUID team, long version) {
        api.tell(Call.delete(path(team), version));
    }

    public Page<TeamAgentView> agents(UUID team, @Nullable String cursor, int limit) {
        Call call = Call.get(path(team) + "/agents").query("cursor", cursor).query("limit", limit);
        return api.page(call, TeamAgentView.class);
    }

    public List<TeamAgentView> allAgents(UUID team) {
        return CentterApi.all(cursor -> agents(team, cursor, CentterApi.PAGE));
    }

    public TeamAgentView add(UUID team, AddTeamAgent agent) {
        return api.ask(
                Call.post(path(team) + "/agents")
                        .body(agent)
                        .idempotent(api.ids.uuid().toString()),
                TeamAgentView.class);
    }

    public TeamAgentView changeRole(UUID team, AgentId agent, long version, UpdateTeamAgent update) {
        return api.ask(Call.patch(path(team) + "/agents/" + agent, version).body(update), TeamAgentView.class);
    }

    public void remove(UUID team, AgentId agent, long version) {
        api.tell(Call.delete(path(team) + "/agents/" + agent, version));
    }

    private static String path(UUID team) {
        return CentterApi.PREFIX + "/teams/" + team;
    }
}
