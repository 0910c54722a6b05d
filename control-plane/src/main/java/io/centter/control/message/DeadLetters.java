package io.centter.control.message;

import io.centter.control.access.AccessSnapshots;
import io.centter.control.audit.Actor;
import io.centter.control.audit.AuditEntry;
import io.centter.control.ground.Ground;
import io.centter.control.http.Call;
import io.centter.control.http.Paging;
import io.centter.control.network.Rights;
import io.centter.control.refusal.Refused;
import io.centter.model.api.MemberRole;
import io.centter.model.api.Page;
import io.centter.model.event.EventData;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.InvalidValue;
import io.centter.model.identity.NetworkId;
import io.centter.model.message.DeadLetter;
import io.centter.model.message.Envelope;
import io.nats.client.api.MessageInfo;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The dead letters of networks: kept for 7 days, put back into the inbox they came from, or deleted.
final class DeadLetters {
    /// How many are kept of one network; beyond, the oldest go.
    static final int MOST = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
    private static final Duration KEPT = Duration.ofDays(7);
    private static final int MOST_TRACED = 500;

    private final Ground ground;
    private final AccessSnapshots access;

    DeadLetters(Ground ground, AccessSnapshots access) {
        this.ground = ground;
        this.access = access;
    }

    /// Takes a message up, with its event; once, however often and by whomever it is brought.
    ///
    /// @return whether it was new
    boolean take(NetworkId network, MessageInfo message, long deliveries) {
        String subject = String.valueOf(message.getSubject());
        byte[] content = Letter.content(message);
        Letter letter = Letter.read(subject, content);
        Envelope envelope = letter.envelope();
        DeadLetterSql.Died died = new DeadLetterSql.Died(
                network,
                letter.agent(),
                subject,
                message.getSeq(),
                Letter.time(message).truncatedTo(ChronoUnit.MICROS),
                ground.now(),
                deliveries,
                envelope == null ? null : envelope.id(),
                envelope == null ? null : envelope.correlationId(),
                content);
        return ground.transactions().inNetwork(network, handle -> {
            Optional<Long> seq = DeadLetterSql.of(handle).insert(died);
            seq.ifPresent(number -> {
                DeadLetterSql.of(handle).trim(network, MOST);
                ground.outbox()
                        .event(
                                handle,
                                network,
                                new EventData.MessageDied(
                                        letter.agent(), number, envelope == null ? null : envelope.from(), deliveries));
                LOG.info("message=dead network={} agent={} seq={}", network, letter.agent(), number);
            });
            return seq.isPresent();
        });
    }

    Page<DeadLetter> list(Call<?> call) {
        @Nullable String agent = call.query("agent").map(DeadLetters::agent).orElse(null);
        Paging paging = ground.cursors().paging("dead-letters:" + call.network() + ":" + agent, call, 50, 200);
        long before = Long.parseLong(paging.after(String.valueOf(Long.MAX_VALUE)));
        return paging.page(
                        ground.transactions()
                                .read(handle ->
                                        DeadLetterSql.of(handle).list(call.network(), agent, before, paging.wanted())),
                        row -> String.valueOf(row.seq()))
                .map(DeadLetterSql.Row::told);
    }

    List<DeadLetter> conversation(NetworkId network, UUID id) {
        return ground
                .transactions()
                .read(handle -> DeadLetterSql.of(handle).conversation(network, id, MOST_TRACED))
                .stream()
                .map(DeadLetterSql.Row::told)
                .toList();
    }

    /// It is put back after the commit, as the message that it was: same id, sender and proof.
    DeadLetter requeue(Call<?> call, long seq, String reason) {
        NetworkId network = call.network();
        return ground.transactions().inNetwork(network, handle -> {
            Rights.require(handle, call.user(), network, MemberRole.OPERATOR);
            DeadLetter letter = letter(handle, network, seq);
            requireUseful(network, letter);
            DeadLetterSql.of(handle).requeue(network, seq, ground.now());
            ground.outbox().event(handle, network, new EventData.DeadLetterRequeued(letter.agent(), seq));
            ground.outbox().work(handle, network, MessageCarrier.REQUEUE, new MessageCarrier.Requeue(seq));
            audit(handle, call, "dead-letter.requeue", letter, reason);
            return letter(handle, network, seq);
        });
    }

    void delete(Call<?> call, long seq, String reason) {
        NetworkId network = call.network();
        ground.transactions().inNetwork(network, handle -> {
            Rights.require(handle, call.user(), network, MemberRole.OPERATOR);
            DeadLetter letter = letter(handle, network, seq);
            requireResting(letter);
            DeadLetterSql.of(handle).delete(network, seq);
            ground.outbox().event(handle, network, new EventData.DeadLetterDeleted(letter.agent(), seq));
            audit(handle, call, "dead-letter.delete", letter, reason);
            return true;
        });
    }

    int forgetOld(Handle handle) {
        return DeadLetterSql.of(handle).forget(ground.clock().instant().minus(KEPT));
    }

    private void requireUseful(NetworkId network, DeadLetter letter) {
        requireResting(letter);
        if (!MessageService.has(access, network, letter.agent())) {
            throw new Refused.Conflict("agent-gone", "The agent of this inbox is deleted; nobody would take it.");
        }
        Envelope envelope = letter.envelope();
        if (envelope != null && !envelope.isFresh(ground.clock().instant())) {
            throw new Refused.Conflict(
                    "message-expired", "Its ttl_ms is over: the agent would drop it. Send a new message instead.");
        }
    }

    private static void requireResting(DeadLetter letter) {
        if (letter.requeuedAt() != null) {
            throw new Refused.Conflict("requeue-in-progress", "This dead letter is on its way back into the inbox.");
        }
    }

    private static DeadLetter letter(Handle handle, NetworkId network, long seq) {
        return DeadLetterSql.of(handle)
                .row(network, seq)
                .map(DeadLetterSql.Row::told)
                .orElseThrow(Refused.NotFound::new);
    }

    private void audit(Handle handle, Call<?> call, String action, DeadLetter letter, String reason) {
        Map<String, Object> what = new HashMap<>(Map.of("agent_id", letter.agent()));
        Envelope envelope = letter.envelope();
        if (envelope != null) {
            what.put("message_id", envelope.id());
        }
        ground.audit()
                .write(
                        handle,
                        AuditEntry.of(call.network(), Actor.of(call.caller()), action, "dead-letter:" + letter.seq())
                                .change(what, null)
                                .because(reason));
    }

    private static String agent(String text) {
        try {
            return new AgentId(text).value();
        } catch (InvalidValue e) {
            throw Refused.Invalid.field("invalid-value", "agent", String.valueOf(e.getMessage()));
        }
    }
}
