package io.centter.control.message;

import io.centter.control.http.Access;
import io.centter.control.http.Call;
import io.centter.control.http.Reply;
import io.centter.control.http.Router;
import io.centter.control.refusal.Refused;
import io.centter.model.api.Because;
import io.centter.model.api.MemberRole;
import io.centter.model.event.Replay;
import io.centter.model.event.ReplayQuery;
import io.centter.model.identity.AgentId;
import io.centter.model.message.DeadLetter;
import io.centter.model.message.InboxState;
import io.centter.model.message.MessageTrace;
import io.centter.model.message.OrderAgent;
import io.centter.model.message.OrderedAgent;
import io.centter.model.message.SendMessage;
import io.centter.model.message.SentMessage;
import io.centter.model.message.StoredMessage;
import io.centter.model.message.StreamStates;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Messages, orders, inboxes, dead letters and past events over HTTP. What a message says is for those who run a
/// network; how much there is, for everyone in it.
final class MessageRoutes {
    private final MessageService messages;
    private final AgentOrders orders;
    private final InboxReader inboxes;
    private final DeadLetters dead;
    private final Fates fates;
    private final EventReplay replay;

    MessageRoutes(
            MessageService messages,
            AgentOrders orders,
            InboxReader inboxes,
            DeadLetters dead,
            Fates fates,
            EventReplay replay) {
        this.messages = messages;
        this.orders = orders;
        this.inboxes = inboxes;
        this.dead = dead;
        this.fates = fates;
        this.replay = replay;
    }

    void declare(Router router) {
        router.post("/agents/{agent}/message", "Puts a message into an agent's inbox; answers when it is stored.")
                .by(Access.memberOrPeer(MemberRole.OPERATOR))
                .takes(SendMessage.class)
                .idempotent()
                .gives(202, SentMessage.class)
                .handle(call -> Reply.of(messages.send(call)));
        router.post("/agents/{agent}/control", "Tells an agent to drain, pause, resume or reload.")
                .by(Access.member(MemberRole.OPERATOR))
                .takes(OrderAgent.class)
                .idempotent()
                .gives(202, OrderedAgent.class)
                .handle(call -> Reply.of(orders.order(call)));
        router.get("/networks/{network}/events", "Replays what was said in the last 7 days, oldest first.")
                .by(Access.member(MemberRole.VIEWER))
                .query("after_seq", Long.class)
                .query("from", "topic", "limit")
                .gives(Replay.class)
                .handle(call -> Reply.of(replay.replay(call.network(), query(call))));
        declareInboxes(router);
        declareDead(router);
    }

    private void declareInboxes(Router router) {
        router.get("/networks/{network}/nats/streams", "Shows the streams of a network and how full they are.")
                .by(Access.member(MemberRole.VIEWER))
                .gives(StreamStates.class)
                .handle(call -> Reply.of(inboxes.streams(call.network())));
        router.get("/networks/{network}/inboxes", "Lists how much lies in the agents' inboxes.")
                .by(Access.member(MemberRole.VIEWER))
                .query("limit", "cursor")
                .givesPage(InboxState.class)
                .handle(call -> Reply.of(inboxes.inboxes(call)));
        router.get("/agents/{agent}/inbox", "Shows how much lies in an agent's inbox.")
                .by(Access.memberOrAgent(MemberRole.VIEWER))
                .gives(InboxState.class)
                .handle(call -> Reply.of(inboxes.inbox(call.network(), call.agent())));
        router.get("/agents/{agent}/inbox/messages", "Looks at the messages in an inbox without taking them.")
                .by(Access.member(MemberRole.OPERATOR))
                .query("limit", "cursor")
                .givesPage(StoredMessage.class)
                .handle(call -> Reply.of(inboxes.messages(call)));
        router.get("/networks/{network}/messages/{seq}", "Looks at one waiting message without taking it.")
                .by(Access.member(MemberRole.OPERATOR))
                .gives(StoredMessage.class)
                .handle(call -> Reply.of(inboxes.message(call.network(), number(call, "seq"))));
        router.get("/networks/{network}/messages", "Shows what became of the messages of a conversation.")
                .by(Access.member(MemberRole.OPERATOR))
                .query("correlation_id", UUID.class)
                .gives(MessageTrace.class)
                .handle(call -> Reply.of(trace(call)));
    }

    private void declareDead(Router router) {
        router.get("/networks/{network}/dead-letters", "Lists messages that nobody answered, latest first.")
                .by(Access.member(MemberRole.OPERATOR))
                .query("agent", AgentId.class)
                .query("limit", "cursor")
                .givesPage(DeadLetter.class)
                .handle(call -> Reply.of(dead.list(call)));
        router.post("/networks/{network}/dead-letters/{letter}/requeue", "Puts a dead letter back into its inbox.")
                .by(Access.member(MemberRole.OPERATOR))
                .takes(Because.class)
                .gives(202, DeadLetter.class)
                .handle(call -> Reply.of(
                        dead.requeue(call, number(call, "letter"), call.body().reason())));
        router.delete("/networks/{network}/dead-letters/{letter}", "Deletes a dead letter for good.")
                .by(Access.member(MemberRole.OPERATOR))
                .takes(Because.class)
                .handle(call -> {
                    dead.delete(call, number(call, "letter"), call.body().reason());
                    return Reply.none();
                });
    }

    private MessageTrace trace(Call<?> call) {
        String text = call.query("correlation_id")
                .orElseThrow(() -> Refused.Invalid.field(
                        "invalid-value", "correlation_id", "correlation_id is missing; give the id of a message."));
        try {
            UUID id = UUID.fromString(text);
            InboxReader.Conversation waiting = inboxes.conversation(call.network(), id);
            List<DeadLetter> died = dead.conversation(call.network(), id);
            return new MessageTrace(
                    waiting.found(),
                    died,
                    fates.conversation(call.network(), id, waiting.found(), died),
                    waiting.complete());
        } catch (IllegalArgumentException _) {
            throw Refused.Invalid.field("invalid-value", "correlation_id", "correlation_id is a UUID.");
        }
    }

    private static ReplayQuery query(Call<?> call) {
        Optional<Instant> from = call.queryInstant("from");
        Long after = call.query("after_seq").map(MessageRoutes::place).orElse(null);
        return new ReplayQuery(
                after, from.orElse(null), call.query("topic").orElse(null), call.limit(100, ReplayQuery.MOST));
    }

    private static Long place(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException _) {
            throw Refused.Invalid.field("invalid-value", "after_seq", "after_seq is 0 or the seq of an event.");
        }
    }

    /// A number in the path; what cannot be one names nothing.
    private static long number(Call<?> call, String parameter) {
        try {
            long number = Long.parseLong(call.path(parameter));
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Said below.
        }
        throw new Refused.NotFound();
    }
}
