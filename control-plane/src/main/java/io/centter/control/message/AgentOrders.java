package io.centter.control.message;

import io.centter.control.audit.Actor;
import io.centter.control.audit.AuditEntry;
import io.centter.control.ground.Ground;
import io.centter.control.http.Call;
import io.centter.control.hub.Mesh;
import io.centter.control.network.Rights;
import io.centter.control.presence.PresenceBoard;
import io.centter.control.refusal.Refused;
import io.centter.model.api.MemberRole;
import io.centter.model.event.EventData;
import io.centter.model.identity.NetworkId;
import io.centter.model.message.OrderAgent;
import io.centter.model.message.OrderedAgent;
import io.centter.model.presence.AgentPresence;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/// Orders to agents. They are told and not kept, so only an agent that is connected can be given one; what is held up
/// on
/// its way for long is not obeyed any more.
final class AgentOrders {
    private static final Duration GOOD_FOR = Duration.ofSeconds(30);

    private final Ground ground;
    private final PresenceBoard board;
    private final Mesh mesh;

    AgentOrders(Ground ground, PresenceBoard board, Mesh mesh) {
        this.ground = ground;
        this.board = board;
        this.mesh = mesh;
    }

    OrderedAgent order(Call<OrderAgent> call) {
        NetworkId network = call.network();
        mesh.requireUp();
        boolean connected = board.find(network, call.agent())
                .filter(AgentPresence::connected)
                .isPresent();
        if (!connected) {
            throw new Refused.Conflict(
                    "agent-not-connected", "This agent is not connected, so it cannot be told; nothing was ordered.");
        }
        return ground.transactions().inNetwork(network, handle -> {
            Rights.require(handle, call.user(), network, MemberRole.OPERATOR);
            return ground.idempotency()
                    .once(
                            handle,
                            call.idempotencyKey(),
                            OrderedAgent.class,
                            ordered -> ordered,
                            () -> order(handle, call));
        });
    }

    private OrderedAgent order(Handle handle, Call<OrderAgent> call) {
        OrderAgent asked = call.body();
        Instant now = ground.now();
        OrderedAgent ordered = new OrderedAgent(call.agent(), asked.order(), now, now.plus(GOOD_FOR));
        ground.audit()
                .write(
                        handle,
                        AuditEntry.of(call.network(), Actor.of(call.caller()), "agent.order", "agent:" + call.agent())
                                .change(null, Map.of("order", asked.order()))
                                .because(asked.reason()));
        ground.outbox()
                .event(handle, call.network(), new EventData.AgentOrdered(call.agent(), asked.order(), asked.reason()));
        ground.outbox()
                .work(
                        handle,
                        call.network(),
                        MessageCarrier.ORDER,
                        new MessageCarrier.Order(call.agent(), asked.order(), asked.reason(), ordered.until()));
        return ordered;
    }
}
