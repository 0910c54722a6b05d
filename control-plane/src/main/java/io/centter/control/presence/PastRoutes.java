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
import io.centter.model.presence.AgentPresenceRecord;
import io.centter.model.presence.PastPresence;
import io.centter.model.presence.PastSnapshot;
import java.time.Instant;
import java.util.List;

/// Presence of a whole network in the past, from the history of changes.
final class PastRoutes {
    private static final Instant BEGINNING = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("9000-01-01T00:00:00Z");

    private final Transactions transactions;
    private final Cursors cursors;

    PastRoutes(Transactions transactions, Cursors cursors) {
        this.transactions = transactions;
        this.cursors = cursors;
    }

    void declare(Router router) {
        router.get("/networks/{network}/presence/at", "Shows the agents of a network as they were at a moment.")
                .by(Access.member(MemberRole.VIEWER))
                .query("at", Instant.class)
                .query("limit", "cursor")
                .gives(PastSnapshot.class)
                .handle(call -> Reply.of(at(call)));
        router.get("/networks/{network}/presence/history", "Lists all changes of presence, latest first.")
                .by(Access.member(MemberRole.VIEWER))
                .query("from", "to", "limit", "cursor")
                .givesPage(AgentPresenceRecord.class)
                .handle(call -> Reply.of(history(call)));
    }

    private PastSnapshot at(Call<?> call) {
        Instant at = call.queryInstant("at")
                .orElseThrow(() -> Refused.Invalid.field(
                        "invalid-value", "at", "at is missing; give a time in UTC, such as 2026-11-22T13:00:00Z."));
        Paging paging = cursors.paging("presence-at:" + call.network() + ":" + at, call, 1000, 10_000);
        List<PastPresence> found = transactions.read(
                handle -> PresenceSql.of(handle).at(call.network(), at, paging.after(""), paging.wanted()));
        Page<PastPresence> page = paging.page(found, one -> one.agent().value());
        return new PastSnapshot(call.network(), at, page.items(), page.nextCursor());
    }

    private Page<AgentPresenceRecord> history(Call<?> call) {
        Instant from = call.queryInstant("from").orElse(BEGINNING);
        Instant to = call.queryInstant("to").orElse(END);
        Paging paging = cursors.paging("presence-of:" + call.network() + ":" + from + ":" + to, call, 100, 1000);
        List<String> after = paging.after();
        Instant beforeAt = after.isEmpty() ? END : Instant.parse(after.getFirst());
        long beforePosition = after.isEmpty() ? 0 : Long.parseLong(after.getLast());
        List<PresenceSql.PastOfAgent> found = transactions.read(handle ->
                PresenceSql.of(handle).history(call.network(), from, to, beforeAt, beforePosition, paging.wanted()));
        return paging.pageBy(found, row -> List.of(row.at().toString(), String.valueOf(row.position())))
                .map(PresenceSql.PastOfAgent::told);
    }
}
