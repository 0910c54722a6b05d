package io.centter.control.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.centter.control.event.Carrier;
import io.centter.control.event.OutboxRow;
import io.centter.control.ground.Ground;
import io.centter.control.hub.Mesh;
import io.centter.control.refusal.Refused;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.message.ControlOrder;
import io.centter.model.message.Envelope;
import io.centter.model.message.MessageHeaders;
import io.centter.model.message.Subjects;
import io.centter.model.wire.Wire;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries orders to agents, and dead letters back into their inboxes.
final class MessageCarrier implements Carrier {
    static final String ORDER = "message.order";
    static final String REQUEUE = "message.requeue";

    private static final Logger LOG = LoggerFactory.getLogger(MessageCarrier.class);

    private final Ground ground;
    private final Mesh mesh;

    MessageCarrier(Ground ground, Mesh mesh) {
        this.ground = ground;
        this.mesh = mesh;
    }

    /// An order as a row of work.
    record Order(AgentId agent, ControlOrder.Command command, String reason, Instant until) {}

    /// A dead letter that is to go back.
    record Requeue(long seq) {}

    @Override
    public Set<String> kinds() {
        return Set.of(ORDER, REQUEUE);
    }

    @Override
    public void carry(List<OutboxRow> batch) {
        for (OutboxRow row : batch) {
            switch (row.kind()) {
                case ORDER -> order(row.networkId(), row.payload(Order.class));
                case REQUEUE ->
                    requeue(row.networkId(), row.payload(Requeue.class).seq());
                default -> throw new IllegalStateException("no carrier for " + row.kind());
            }
        }
    }

    private void order(NetworkId network, Order order) {
        ControlOrder told = new ControlOrder(order.command(), order.reason(), order.until());
        if (!told.isFresh(ground.clock().instant())) {
            LOG.warn("order=too_late network={} agent={} order={}", network, order.agent(), order.command());
            return;
        }
        mesh.tell(network, Subjects.control(order.agent()), json(told));
    }

    /// Under an id of its own for each time it is requeued, as the broker remembers the first. A stream that does not
    /// take it must not hold up what waits behind: the letter then stays among the dead.
    private void requeue(NetworkId network, long seq) {
        Optional<DeadLetterSql.Row> found =
                ground.transactions().read(handle -> DeadLetterSql.of(handle).row(network, seq));
        DeadLetterSql.Row row = found.orElse(null);
        if (row == null || row.requeuedAt() == null) {
            return;
        }
        try {
            String id = "requeue-" + seq + "-" + row.requeuedAt().toEpochMilli();
            mesh.store(network, row.subject(), id, headers(row), row.content());
        } catch (Refused.Limit | Refused.Unreadable e) {
            LOG.warn("requeue=refused network={} seq={} reason={}", network, seq, e.code());
            ground.transactions().write(handle -> DeadLetterSql.of(handle).requeue(network, seq, null));
            return;
        }
        ground.transactions().write(handle -> DeadLetterSql.of(handle).delete(network, seq));
    }

    private static Map<String, String> headers(DeadLetterSql.Row row) {
        Envelope envelope = Letter.read(row.subject(), row.content()).envelope();
        return envelope == null ? Map.of() : MessageHeaders.of(envelope);
    }

    private static byte[] json(ControlOrder order) {
        try {
            return Wire.strict().writeValueAsBytes(order);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
