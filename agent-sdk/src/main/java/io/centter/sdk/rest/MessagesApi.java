package io.centter.sdk.rest;

import io.centter.model.api.Because;
import io.centter.model.api.Page;
import io.centter.model.event.Replay;
import io.centter.model.event.ReplayQuery;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.message.DeadLetter;
import io.centter.model.message.InboxState;
import io.centter.model.message.MessageTrace;
import io.centter.model.message.OrderAgent;
import io.centter.model.message.OrderedAgent;
import io.centter.model.message.SendMessage;
import io.centter.model.message.SentMessage;
import io.centter.model.message.StoredMessage;
import io.centter.model.message.StreamStates;
import io.centter.model.presence.AgentPresenceRecord;
import io.centter.model.presence.PastSnapshot;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The part of the API that deals with messages, inboxes, dead letters, orders, and the past. It fails as [CentterApi]
/// does.
public final class MessagesApi {
    private final CentterApi api;

    private MessagesApi(CentterApi api) {
        this.api = api;
    }

    /// Over the same connections, as the same caller.
    public static MessagesApi of(CentterApi api) {
        return new MessagesApi(api);
    }

    /// Puts a message into an agent's inbox; returns when the broker has stored it.
    public SentMessage send(AgentId to, SendMessage message) {
        return ask(once(Call.post(path(to) + "/message").body(message)), SentMessage.class);
    }

    /// Tells an agent that is connected what to do.
    public OrderedAgent order(AgentId agent, OrderAgent order) {
        return ask(once(Call.post(path(agent) + "/control").body(order)), OrderedAgent.class);
    }

    public StreamStates streams(NetworkId network) {
        return ask(Call.get(path(network) + "/nats/streams"), StreamStates.class);
    }

    /// By the ids of the agents.
    public Page<InboxState> inboxes(NetworkId network, @Nullable String cursor, int limit) {
        return page(Call.get(path(network) + "/inboxes"), cursor, limit, InboxState.class);
    }

    public InboxState inbox(AgentId agent) {
        return ask(Call.get(path(agent) + "/inbox"), InboxState.class);
    }

    /// Looks at what waits, oldest first; takes nothing.
    public Page<StoredMessage> messages(AgentId agent, @Nullable String cursor, int limit) {
        return page(Call.get(path(agent) + "/inbox/messages"), cursor, limit, StoredMessage.class);
    }

    /// Looks at one message by its place in the stream.
    public StoredMessage message(NetworkId network, long seq) {
        return ask(Call.get(path(network) + "/messages/" + seq), StoredMessage.class);
    }

    /// What is still there of a conversation.
    public MessageTrace trace(NetworkId network, UUID message) {
        return ask(Call.get(path(network) + "/messages").query("correlation_id", message), MessageTrace.class);
    }

    /// Latest first.
    ///
    /// @param agent null for all
    public Page<DeadLetter> deadLetters(
            NetworkId network, @Nullable AgentId agent, @Nullable String cursor, int limit) {
        return page(Call.get(path(network) + "/dead-letters").query("agent", agent), cursor, limit, DeadLetter.class);
    }

    /// Puts a dead letter back into its inbox.
    public DeadLetter requeue(NetworkId network, long letter, String reason) {
        return ask(
                Call.post(path(network) + "/dead-letters/" + letter + "/requeue")
                        .body(new Because(reason)),
                DeadLetter.class);
    }

    public void deleteDeadLetter(NetworkId network, long letter, String reason) {
        api.http.send(Call.delete(path(network) + "/dead-letters/" + letter).body(new Because(reason)), api.credential);
    }

    /// Past events, oldest first; ask again with what the answer says comes next.
    public Replay events(NetworkId network, ReplayQuery query) {
        Call call = Call.get(path(network) + "/events")
                .query("after_seq", query.afterSeq())
                .query("from", query.from())
                .query("topic", query.topic())
                .query("limit", query.limit());
        return ask(call, Replay.class);
    }

    /// All changes of presence in a network, latest first.
    public Page<AgentPresenceRecord> presenceHistory(
            NetworkId network, @Nullable Instant from, @Nullable Instant to, @Nullable String cursor, int limit) {
        Call call = Call.get(path(network) + "/presence/history")
                .query("from", from)
                .query("to", to);
        return page(call, cursor, limit, AgentPresenceRecord.class);
    }

    /// The agents of a network as they were at a past moment, by id.
    public PastSnapshot presenceAt(NetworkId network, Instant at, @Nullable String cursor, int limit) {
        Call call = Call.get(path(network) + "/presence/at")
                .query("at", at)
                .query("cursor", cursor)
                .query("limit", limit);
        return ask(call, PastSnapshot.class);
    }

    private Call once(Call call) {
        return call.idempotent(api.ids.uuid().toString());
    }

    private <T> T ask(Call call, Class<T> type) {
        return api.http.ask(call, api.credential, type);
    }

    private <T> Page<T> page(Call call, @Nullable String cursor, int limit, Class<T> type) {
        return api.http.askPage(call.query("cursor", cursor).query("limit", limit), api.credential, type);
    }

    private static String path(NetworkId network) {
        return "/api/v1/networks/" + network;
    }

    private static String path(AgentId agent) {
        return "/api/v1/agents/" + agent;
    }
}
