package io.centter.control.presence;

import io.centter.control.db.Transactions;
import io.centter.control.http.Access;
import io.centter.control.http.Call;
import io.centter.control.http.Cursors;
import io.centter.control.http.Paging;
import io.centter.control.http.Reply;
import io.centter.control.http.Router;
import io.centter.control.refusal.Refused;
import io.centter.model.api.MemberRole;
import io.centter.model.api.Page;
import io.centter.model.heartbeat.Heartbeat;
import io.centter.model.heartbeat.HeartbeatStatus;
import io.centter.model.identity.NetworkId;
import io.centter.model.presence.AgentPresence;
import io.centter.model.presence.Presence;
import io.centter.model.presence.PresenceCause;
import io.centter.model.presence.PresenceRecord;
import io.centter.model.presence.PresenceSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;

/// Presence over HTTP: the picture from memory, the history from the database.
public final class PresenceRoutes {
    private static final Instant BEGINNING = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("9000-01-01T00:00:00Z");

    private final PresenceBoard board;
    private final RegistryFeed registry;
    private final Transactions transactions;
    private final Cursors cursors;
    private final PresencePages pages;
    private final BiConsumer<NetworkId, Heartbeat> peers;

    /// @param peers hears of heartbeats that were taken here and nowhere else
    public PresenceRoutes(
            PresenceBoard board,
            RegistryFeed registry,
            Transactions transactions,
            Cursors cursors,
            BiConsumer<NetworkId, Heartbeat> peers) {
        this.peers = peers;
        this.board = board;
        this.registry = registry;
        this.transactions = transactions;
        this.cursors = cursors;
        this.pages = new PresencePages(board, cursors);
    }

    public void declare(Router router) {
        router.post("/agents/{agent}/heartbeat", "Say that the agent is there, and what it does")
                .by(Access.agentKey())
                .takes(Heartbeat.class)
                .handle(call -> {
                    heartbeat(call);
                    return Reply.none();
                });
        router.get("/networks/{network}/presence", "The agents of a network, as they are now: all, or a page of them")
                .by(Access.memberOrAgent(MemberRole.VIEWER))
                .query("limit", "cursor")
                .gives(PresenceSnapshot.class)
                .inMemory()
                .handle(pages);
        router.get("/agents/{agent}/presence", "One agent, as it is now")
                .by(Access.memberOrAgent(MemberRole.VIEWER))
                .gives(AgentPresence.class)
                .inMemory()
                .handle(call -> Reply.of(presence(call)));
        router.get("/agents/{agent}/presence/history", "What an agent's presence was, newest first")
                .by(Access.member(MemberRole.VIEWER))
                .query("from", "to", "limit", "cursor")
                .givesPage(PresenceRecord.class)
                .handle(call -> Reply.of(history(call)));
        new PastRoutes(transactions, cursors).declare(router);
    }

    private void heartbeat(Call<Heartbeat> call) {
        Intake intake = board.heartbeat(call.network(), call.agent(), call.body(), true);
        if (intake == Intake.UNKNOWN_AGENT && registry.load(call.agent())) {
            intake = board.heartbeat(call.network(), call.agent(), call.body(), true);
        }
        switch (intake) {
            case TAKEN -> peers.accept(call.network(), call.body());
            case WRONG_AGENT ->
                throw Refused.Invalid.field(
                        "wrong-agent", "/agent_id", "agent_id is not the agent whose key was sent.");
            case CLOCK_AHEAD ->
                throw Refused.Invalid.field(
                        "clock-ahead", "/ts", "ts is more than 5 minutes ahead; set the agent's clock.");
            case REPLAYED -> throw new Refused.Conflict("heartbeat-replayed", "This heartbeat was taken before.");
            case OUT_OF_ORDER ->
                throw new Refused.Conflict("heartbeat-out-of-order", "A later heartbeat was taken before this one.");
            case UNKNOWN_AGENT, MALFORMED, OVERSIZED -> throw new Refused.NotFound();
        }
    }

    private AgentPresence presence(Call<?> call) {
        return board.find(call.network(), call.agent())
                .or(() -> registry.load(call.agent()) ? board.find(call.network(), call.agent()) : Optional.empty())
                .orElseThrow(Refused.NotFound::new);
    }

    private Page<PresenceRecord> history(Call<?> call) {
        Instant from = call.queryInstant("from").orElse(BEGINNING);
        Instant to = call.queryInstant("to").orElse(END);
        Paging paging = cursors.paging("presence:" + call.agent() + ":" + from + ":" + to, call, 100, 1000);
        List<String> place = paging.after().isEmpty() ? List.of(END.toString(), "0") : paging.after();
        List<PresenceSql.Past> found = transactions.read(handle -> PresenceSql.of(handle)
                .history(
                        call.network(),
                        call.agent(),
                        from,
                        to,
                        Instant.parse(place.getFirst()),
                        Long.parseLong(place.getLast()),
                        paging.wanted()));
        return paging.pageBy(found, past -> List.of(past.at().toString(), String.valueOf(past.position())))
                .map(PresenceRoutes::told);
    }

    private static PresenceRecord told(PresenceSql.Past past) {
        String status = past.status();
        return new PresenceRecord(
                past.at(),
                Presence.valueOf(past.fromPresence().toUpperCase(Locale.ROOT)),
                Presence.valueOf(past.toPresence().toUpperCase(Locale.ROOT)),
                PresenceCause.valueOf(past.cause().toUpperCase(Locale.ROOT)),
                status == null ? null : HeartbeatStatus.valueOf(status.toUpperCase(Locale.ROOT)),
                past.stuck());
    }
}
