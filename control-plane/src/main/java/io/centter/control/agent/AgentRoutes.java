package io.centter.control.agent;

import io.centter.control.http.Access;
import io.centter.control.http.Reply;
import io.centter.control.http.Router;
import io.centter.model.a2a.AgentCard;
import io.centter.model.api.AgentCreated;
import io.centter.model.api.AgentView;
import io.centter.model.api.Because;
import io.centter.model.api.CreateAgent;
import io.centter.model.api.LockAgent;
import io.centter.model.api.MemberRole;
import io.centter.model.api.PutTransport;
import io.centter.model.api.RotateApiKey;
import io.centter.model.api.RotatedApiKey;
import io.centter.model.api.UpdateAgent;

/// The agents group.
public final class AgentRoutes {
    private final AgentService agents;
    private final AgentTransport transport;
    private final AgentLocks locks;
    private final AgentCards cards;

    public AgentRoutes(AgentService agents, AgentTransport transport, AgentLocks locks, AgentCards cards) {
        this.agents = agents;
        this.transport = transport;
        this.locks = locks;
        this.cards = cards;
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
        declareReach(router);
    }

    private void declareReach(Router router) {
        router.put("/agents/{agent}/transport", "Says how an agent is to be reached.")
                .by(Access.member(MemberRole.OPERATOR))
                .versioned()
                .takes(PutTransport.class)
                .gives(AgentView.class)
                .handle(call -> versioned(transport.put(call)));
        router.post("/agents/{agent}/lock", "Shuts an agent out, at once; its broker credentials end.")
                .by(Access.member(MemberRole.OPERATOR))
                .takes(LockAgent.class)
                .gives(AgentView.class)
                .handle(call -> versioned(locks.lock(call)));
        router.post("/agents/{agent}/unlock", "Lets a locked agent in again.")
                .by(Access.member(MemberRole.OPERATOR))
                .takes(Because.class)
                .gives(AgentView.class)
                .handle(call -> versioned(locks.unlock(call)));
        router.get("/agents/{agent}/card", "Shows an agent's A2A card, which is public.")
                .by(Access.everyone())
                .gives(AgentCard.class)
                .handle(call -> cards.card(call.network(), call.agent()));
    }

    private static Reply<AgentView> versioned(AgentView view) {
        return Reply.of(view, view.version());
    }
}
