package io.centter.control.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.centter.control.http.Cursors;
import io.centter.control.presence.Intake;
import io.centter.control.presence.PresenceBoard;
import io.centter.control.presence.PresenceRules;
import io.centter.control.presence.RegisteredAgent;
import io.centter.control.refusal.Refused;
import io.centter.model.discovery.DiscoverAnswer;
import io.centter.model.discovery.DiscoverQuery;
import io.centter.model.discovery.DiscoveredAgent;
import io.centter.model.heartbeat.Heartbeat;
import io.centter.model.heartbeat.HeartbeatStatus;
import io.centter.model.heartbeat.Transport;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.identity.Slug;
import io.centter.model.presence.Presence;
import io.centter.model.role.Role;
import io.centter.model.wire.Wire;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DiscoveryTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final NetworkId NETWORK = new NetworkId(UUID.fromString("01932f4e-7d3a-7c55-9a51-0242ac120002"));
    private static final NetworkId OTHER = new NetworkId(UUID.fromString("01932f4e-7d3a-7c55-9a51-0242ac120003"));

    private final PresenceBoard board = new PresenceBoard(InstantSource.fixed(NOW), PresenceRules.STANDARD, one -> {});
    private final Discovery discovery = new Discovery(board, new Cursors(new byte[32]));
    private final Random random = new Random(5);
    private final List<AgentId> agents = new ArrayList<>();
    private int seq;

    @BeforeEach
    void register() {
        board.hubBack(List.of(), NOW);
        for (int i = 0; i < 300; i++) {
            AgentId id = new AgentId("%012x".formatted(random.nextLong(1L << 48)));
            agents.add(id);
            board.register(List.of(new RegisteredAgent(
                    NETWORK,
                    id,
                    "Agent \"%d\" é".formatted(i),
                    new Slug("agent-" + i),
                    i % 2 == 0 ? Role.ANALYST : Role.SUPPORT,
                    Transport.NATS,
                    null,
                    false,
                    null)));
            beat(id);
        }
    }

    @Test
    void whatIsWrittenFromKeptPartsIsWhatTheAnswerSays() throws IOException {
        for (int round = 0; round < 5; round++) {
            for (DiscoverQuery query : List.of(
                    DiscoverQuery.ALL,
                    query("cap-1", null, null, 7),
                    query("cap-1", Role.SUPPORT, null, 20),
                    query(
                            "cap-1",
                            null,
                            discovery
                                    .discover(NETWORK, query("cap-1", null, null, 1))
                                    .nextCursor(),
                            2),
                    new DiscoverQuery("cap \"\\", Presence.OFFLINE, Transport.VPC, Role.SALES, "é", "😀 </q>", null, 3),
                    query("nothing", null, null, null))) {
                JsonNode written = Wire.strict()
                        .readTree(discovery.discovered(NETWORK, query).bytes());
                JsonNode told = Wire.strict().valueToTree(discovery.discover(NETWORK, query));
                assertThat(written).isEqualTo(told);
            }
            for (int i = 0; i < 100; i++) {
                beat(agents.get(random.nextInt(agents.size())));
            }
            board.remove(NETWORK, agents.removeLast());
        }
    }

    @Test
    void pagesGiveEveryAgentOnceAndCursorsFitOnlyTheirQuestion() {
        List<AgentId> seen = new ArrayList<>();
        String cursor = null;
        do {
            DiscoverAnswer page = discovery.discover(NETWORK, query("cap-1", Role.SUPPORT, cursor, 9));
            assertThat(page.totalIsExact()).isTrue();
            page.agents().forEach(agent -> seen.add(agent.id()));
            cursor = page.nextCursor();
        } while (cursor != null);
        DiscoverAnswer all = discovery.discover(NETWORK, query("cap-1", Role.SUPPORT, null, 500));
        assertThat(seen)
                .isSorted()
                .isEqualTo(all.agents().stream().map(DiscoveredAgent::id).toList());
        assertThat(all.total()).isEqualTo(seen.size());

        String next = discovery.discover(NETWORK, query("cap-1", null, null, 1)).nextCursor();
        assertThat(discovery.discover(NETWORK, query("cap-1", null, next, 1)).agents())
                .hasSize(1);
        for (DiscoverQuery other : List.of(
                query("cap-2", null, next, 1), query("cap-1", Role.ANALYST, next, 1), query(null, null, next, 1))) {
            assertThatThrownBy(() -> discovery.discover(NETWORK, other)).isInstanceOf(Refused.Unreadable.class);
        }
        assertThatThrownBy(() -> discovery.discover(OTHER, query("cap-1", null, next, 1)))
                .isInstanceOf(Refused.Unreadable.class);
        assertThatThrownBy(() -> discovery.discover(
                        NETWORK, query("cap-1", null, agents.getFirst().value(), 1)))
                .isInstanceOf(Refused.Unreadable.class);
    }

    @Test
    void anAgentIsFoundByIdAndBySlug() {
        AgentId first = agents.getFirst();
        assertThat(discovery.get(NETWORK, first.value()).orElseThrow().slug()).isEqualTo(new Slug("agent-0"));
        assertThat(discovery.get(NETWORK, "agent-0").orElseThrow().id()).isEqualTo(first);
        assertThat(discovery.get(NETWORK, "agent-999")).isEmpty();
        assertThat(discovery.get(OTHER, "agent-0")).isEmpty();
    }

    private static DiscoverQuery query(
            @Nullable String capability, @Nullable Role role, @Nullable String cursor, @Nullable Integer limit) {
        return new DiscoverQuery(capability, Presence.ONLINE, null, role, null, null, cursor, limit);
    }

    private void beat(AgentId agent) {
        List<String> names = random.ints(3, 0, 4).mapToObj(i -> "cap-" + i).toList();
        Heartbeat beat = new Heartbeat(
                1,
                agent,
                "b",
                ++seq,
                NOW,
                HeartbeatStatus.OK,
                null,
                "https://x.example/" + seq,
                List.of(Transport.HTTPS),
                names,
                names,
                List.of("own"),
                List.of(),
                null,
                List.of(),
                null);
        assertThat(board.heartbeat(NETWORK, agent, beat, false)).isEqualTo(Intake.TAKEN);
    }
}
