package io.centter.control.agent;

import io.centter.control.http.Access;
import io.centter.control.http.Reply;
import io.centter.control.http.Router;
import io.centter.model.api.AgentCreated;
import io.centter.model.api.AgentView;
import io.centter.model.api.CreateAgent;
import io.centter.model.api.MemberRole;
import io.centter.model.api.RotateApiKey;
import io.centter.model.api.RotatedApiKey;
import io.centter.model.api.UpdateAgent;

/// The agents group.
public final class AgentRoutes {
    private final AgentService agents;

    public AgentRoutes(AgentService agents) {
        this.agents = agents;
    }

    public void declare(Router router) {
        router.get("/networks/{network}/agents", "Lists the agents of a network.")
                .by(Access.member(MemberRole.VIEWER))
                .query("cursor", "limit")
                .givesPage(AgentView.class)
                .handle(call -> Reply.of(agents.list(call.network(), call)));
        router.post("/networks/{network}/agents", "Creates an agent; its API key is shown here once.")
                .by(Access.member(MemberRole.OPERATOR))
                .takes(CreateAgent.class)
                .idempotent()
                .gives(201, AgentCreated.class)
                .handle(call -> {
                    AgentCreated created = agents.create(call);
                    return Reply.of(created, created.agent().version())
                            .with(
                                    "Location",
                                    "/api/v1/agents/" + created.agent().id());
                });
        router.get("/agents/{agent}", "Shows an agent.")
                .by(Access.member(MemberRole.VIEWER))
                .gives(AgentView.class)
                .handle(call -> versioned(agents.get(call.network(), call.agent())));
        router.patch("/agents/{agent}", "Changes an agent's name, role or description.")
                .by(Access.member(MemberRole.OPERATOR))
                .versioned()
                .takes(UpdateAgent.class)
                .gives(AgentView.class)
                .handle(call -> versioned(agents.update(call)));
        router.delete("/agents/{agent}", "Deletes an agent; its key and its credentials end.")
                .by(Access.member(MemberRole.OPERATOR))
                .versioned()
                .handle(call -> {
                    agents.delete(call);
                    return Reply.none();
                });
        router.post("/agents/{agent}/api-key/rotate", "Makes a new API key; it is shown here once.")
                .by(Access.member(MemberRole.OPERATOR))
                .mayTake(RotateApiKey.class)
                .gives(RotatedApiKey.class)
                .handle(call -> Reply.of(agents.rotateKey(call)));
    }

    private static Reply<AgentView> versioned(AgentView view) {
        return Reply.of(view, view.version());
    }
}
