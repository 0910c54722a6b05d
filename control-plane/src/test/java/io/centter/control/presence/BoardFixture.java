package io.centter.control.presence;

import io.centter.model.heartbeat.Build;
import io.centter.model.heartbeat.Heartbeat;
import io.centter.model.heartbeat.HeartbeatStatus;
import io.centter.model.heartbeat.Location;
import io.centter.model.heartbeat.Transport;
import io.centter.model.heartbeat.Work;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.identity.Slug;
import io.centter.model.presence.AgentPresence;
import io.centter.model.presence.Presence;
import io.centter.model.role.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A board with a clock that the test moves.
final class BoardFixture {
    static final NetworkId NETWORK = new NetworkId(UUID.fromString("01932f4e-7d3a-7c55-9a51-0242ac120002"));
    static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    static final AgentId LINDA = new AgentId("f254bbfa01c7");
    static final AgentId BOB = new AgentId("0a54bbfa01c7");

    final List<Transition> transitions = new ArrayList<>();
    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    final PresenceBoard board = new PresenceBoard(now::get, PresenceRules.STANDARD, transitions::add);
    private long cids;

    static BoardFixture withLinda() {
        BoardFixture fixture = new BoardFixture();
        fixture.register(LINDA, "linda", null, false);
        fixture.board.hubBack(List.of(), START);
        return fixture;
    }

    void register(AgentId id, String name, @Nullable Instant lastHeartbeat, boolean overHttp) {
        board.register(List.of(new RegisteredAgent(
                NETWORK, id, name, new Slug(name), Role.ASSISTANT, Transport.NATS, lastHeartbeat, overHttp, null)));
    }

    Instant now() {
        return now.get();
    }

    BoardFixture pass(Duration time) {
        now.set(now.get().plus(time));
        board.tick();
        return this;
    }

    BoardFixture minutes(long minutes) {
        return pass(Duration.ofMinutes(minutes));
    }

    BoardFixture seconds(long seconds) {
        return pass(Duration.ofSeconds(seconds));
    }

    SeenConnection connect(AgentId agent) {
        SeenConnection seen = connection(agent);
        board.connected(seen);
        return seen;
    }

    SeenConnection connection(AgentId agent) {
        return new SeenConnection(NETWORK, agent, "NSERVER", ++cids, now());
    }

    Intake beat(long seq) {
        return beat("boot-1", seq, now(), HeartbeatStatus.OK, null);
    }

    Intake beat(String boot, long seq) {
        return beat(boot, seq, now(), HeartbeatStatus.OK, null);
    }

    Intake beat(@Nullable String boot, long seq, Instant ts, HeartbeatStatus status, @Nullable Work work) {
        return board.heartbeat(NETWORK, LINDA, heartbeat(LINDA, boot, seq, ts, status, work), false);
    }

    static Heartbeat heartbeat(
            AgentId agent, @Nullable String boot, long seq, Instant ts, HeartbeatStatus status, @Nullable Work work) {
        return new Heartbeat(
                1,
                agent,
                boot,
                seq,
                ts,
                status,
                new Location("10.10.0.7", null, "100.64.0.7", "vpc-1", "tail", "us-west-2", "host-7"),
                "https://linda.example.com/a2a",
                List.of(Transport.VPC, Transport.HTTPS),
                List.of("newsletter", "search"),
                List.of("execute"),
                List.of("own"),
                List.of("bash"),
                work,
                List.of(),
                new Build("1.2.3", "java 25"));
    }

    Presence presence() {
        return linda().presence();
    }

    AgentPresence linda() {
        return board.find(NETWORK, LINDA).orElseThrow();
    }

    Transition last() {
        return transitions.getLast();
    }
}
