package io.centter.control.team;

import io.centter.control.http.Access;
import io.centter.control.http.Reply;
import io.centter.control.http.Router;
import io.centter.model.api.AddTeamAgent;
import io.centter.model.api.CreateTeam;
import io.centter.model.api.MemberRole;
import io.centter.model.api.TeamAgentView;
import io.centter.model.api.TeamView;
import io.centter.model.api.UpdateTeam;
import io.centter.model.api.UpdateTeamAgent;

/// The teams group.
public final class TeamRoutes {
    private final TeamService teams;
    private final TeamAgents agents;

    public TeamRoutes(TeamService teams, TeamAgents agents) {
        this.teams = teams;
        this.agents = agents;
    }

    public void declare(Router router) {
        router.get("/networks/{network}/teams", "Lists the teams of a network.")
                .by(Access.member(MemberRole.VIEWER))
                .query("cursor", "limit")
                .givesPage(TeamView.class)
                .handle(call -> Reply.of(teams.list(call.network(), call)));
        router.post("/networks/{network}/teams", "Creates a team.")
                .by(Access.member(MemberRole.OPERATOR))
                .takes(CreateTeam.class)
                .idempotent()
                .gives(201, TeamView.class)
                .handle(call -> {
                    TeamView view = teams.create(call);
                    return versioned(view).with("Location", "/api/v1/teams/" + view.id());
                });
        router.get("/teams/{team}", "Shows a team.")
                .by(Access.member(MemberRole.VIEWER))
                .gives(TeamView.class)
                .handle(call -> versioned(teams.get(call.network(), call.team())));
        router.patch("/teams/{team}", "Changes a team's name or description.")
                .by(Access.member(MemberRole.OPERATOR))
                .versioned()
                .takes(UpdateTeam.class)
                .gives(TeamView.class)
                .handle(call -> versioned(teams.update(call)));
        router.delete("/teams/{team}", "Deletes a team; its agents lose the scopes that it brought them.")
                .by(Access.member(MemberRole.OPERATOR))
                .versioned()
                .handle(call -> {
                    teams.delete(call);
                    return Reply.none();
                });
        declareAgents(router);
    }

    private void declareAgents(Router router) {
        router.get("/teams/{team}/agents", "Lists the agents of a team.")
                .by(Access.member(MemberRole.VIEWER))
                .query("cursor", "limit")
                .givesPage(TeamAgentView.class)
                .handle(call -> Reply.of(agents.list(call)));
        router.post("/teams/{team}/agents", "Puts an agent into a team, in a role that brings it scopes.")
                .by(Access.member(MemberRole.OPERATOR))
                .takes(AddTeamAgent.class)
                .idempotent()
                .gives(201, TeamAgentView.class)
                .handle(call -> place(agents.add(call)));
        router.patch("/teams/{team}/agents/{agent}", "Changes an agent's role in a team.")
                .by(Access.member(MemberRole.OPERATOR))
                .versioned()
                .takes(UpdateTeamAgent.class)
                .gives(TeamAgentView.class)
                .handle(call -> place(agents.changeRole(call)));
        router.delete("/teams/{team}/agents/{agent}", "Takes an agent out of a team, and the scopes from it.")
                .by(Access.member(MemberRole.OPERATOR))
                .versioned()
                .handle(call -> {
                    agents.remove(call);
                    return Reply.none();
                });
    }

    private static Reply<TeamView> versioned(TeamView view) {
        return Reply.of(view, view.version());
    }

    private static Reply<TeamAgentView> place(TeamAgentView view) {
        return Reply.of(view, view.version());
    }
}
