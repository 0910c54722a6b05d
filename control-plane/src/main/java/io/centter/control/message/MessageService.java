package io.centter.control.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.centter.control.access.AccessSnapshots;
import io.centter.control.access.NetworkAccess;
import io.centter.control.audit.Actor;
import io.centter.control.audit.AuditEntry;
import io.centter.control.ground.Ground;
import io.centter.control.http.Call;
import io.centter.control.http.Caller;
import io.centter.control.http.IdempotencyKey;
import io.centter.control.hub.Mesh;
import io.centter.control.network.Rights;
import io.centter.control.refusal.Refused;
import io.centter.model.api.MemberRole;
import io.centter.model.api.NetworkStatus;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.message.Envelope;
import io.centter.model.message.MessageHeaders;
import io.centter.model.message.SendMessage;
import io.centter.model.message.Sender;
import io.centter.model.message.SentMessage;
import io.centter.model.message.Subjects;
import io.centter.model.role.Role;
import io.centter.model.role.RoleTemplate;
import io.centter.model.wire.Wire;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// Hands messages on to agents. An agent that sends over HTTP needs what it would need on the mesh; a person sends as
/// `user-<id>`, which no agent can, and leaves a line in the audit log.
final class MessageService {
    private final Ground ground;
    private final AccessSnapshots access;
    private final Mesh mesh;
    private final Messages.Relayed relayed;
    private final SentBefore sentBefore;

    MessageService(Ground ground, AccessSnapshots access, Mesh mesh, Messages.Relayed relayed) {
        this.ground = ground;
        this.access = access;
        this.mesh = mesh;
        this.relayed = relayed;
        this.sentBefore = new SentBefore(ground, mesh);
    }

    /// Returns when the stream has it. A repetition with the same key or id is not stored again.
    SentMessage send(Call<SendMessage> call) {
        NetworkAccess network = access.of(call.network());
        if (network.status() == NetworkStatus.SUSPENDED) {
            throw new Refused.Forbidden(
                    "network-suspended", "This network is suspended: nothing is sent until it is resumed.");
        }
        Sender from = sender(network, call.caller());
        UUID wanted = Objects.requireNonNullElseGet(call.body().id(), ground.ids()::uuid);
        SentMessage planned = plan(call, new SentMessage(wanted, 0, false));
        if (planned.streamSeq() > 0) {
            return new SentMessage(planned.messageId(), planned.streamSeq(), true);
        }
        AgentId to = call.agent();
        Optional<SentMessage> before = call.idempotencyKey()
                .flatMap(key -> sentBefore.find(call.network(), key, planned, Subjects.inbox(to, from)));
        if (before.isPresent()) {
            return before.get();
        }
        Envelope envelope = call.body().envelope(planned.messageId(), from, to, ground.now());
        Mesh.Stored stored = mesh.store(
                call.network(),
                Subjects.inbox(to, from),
                planned.messageId().toString(),
                MessageHeaders.of(envelope),
                json(envelope));
        SentMessage sent = new SentMessage(planned.messageId(), stored.seq(), stored.duplicate());
        call.idempotencyKey().ifPresent(key -> keep(key, sent));
        if (!stored.duplicate()) {
            relayed.message(call.network(), from.agent().orElse(null));
        }
        return sent;
    }

    private static Sender sender(NetworkAccess network, Caller caller) {
        return switch (caller) {
            case Caller.UserCaller person -> Sender.of(person.user());
            case Caller.AgentCaller agent -> {
                Role role = network.agent(agent.agent())
                        .orElseThrow(Refused.NotFound::new)
                        .rights()
                        .role();
                if (!RoleTemplate.of(role).subjects().publish().contains("mesh.agent.*.inbox")) {
                    throw new Refused.Forbidden(
                            "role-sends-nothing",
                            "The role " + role.wireName() + " may not send messages, on the mesh or here.");
                }
                yield Sender.of(agent.agent());
            }
            case Caller.Nobody _ -> throw new Refused.NotFound();
        };
    }

    /// Decides the id under which the message is sent, once for each key; with its place where it was stored before.
    private SentMessage plan(Call<SendMessage> call, SentMessage wanted) {
        return switch (call.caller()) {
            case Caller.UserCaller person ->
                ground.transactions().inNetwork(call.network(), handle -> {
                    Rights.require(handle, person, call.network(), MemberRole.OPERATOR);
                    return once(handle, call.idempotencyKey(), wanted, () -> audit(handle, call, wanted.messageId()));
                });
            case Caller.AgentCaller _
            when call.idempotencyKey().isPresent() ->
                ground.transactions().write(handle -> once(handle, call.idempotencyKey(), wanted, () -> {}));
            default -> wanted;
        };
    }

    private SentMessage once(Handle handle, Optional<IdempotencyKey> key, SentMessage wanted, Runnable first) {
        return ground.idempotency().once(handle, key, SentMessage.class, sent -> sent, () -> {
            first.run();
            return wanted;
        });
    }

    private void audit(Handle handle, Call<SendMessage> call, UUID id) {
        ground.audit()
                .write(
                        handle,
                        AuditEntry.of(call.network(), Actor.of(call.caller()), "message.send", "agent:" + call.agent())
                                .change(null, Map.of("message_id", id)));
    }

    private void keep(IdempotencyKey key, SentMessage sent) {
        ground.transactions().write(handle -> {
            ground.idempotency().answer(handle, key, sent);
            return true;
        });
    }

    /// Whether the network has this agent.
    static boolean has(AccessSnapshots access, NetworkId network, AgentId agent) {
        return access.agent(agent)
                .filter(found -> found.network().id().equals(network))
                .isPresent();
    }

    private static byte[] json(Envelope envelope) {
        try {
            return Wire.strict().writeValueAsBytes(envelope);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
