package io.centter.control.presence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.centter.model.heartbeat.Build;
import io.centter.model.heartbeat.Heartbeat;
import io.centter.model.heartbeat.HeartbeatStatus;
import io.centter.model.heartbeat.Location;
import io.centter.model.heartbeat.Transport;
import io.centter.model.heartbeat.Work;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.IdSource;
import io.centter.model.identity.NetworkId;
import io.centter.model.identity.Slug;
import io.centter.model.role.Role;
import io.centter.model.wire.Wire;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// How much heap one agent takes on the board. Each has a name, an address, a host name and an endpoint of its own;
/// what agents do, and where, is shared by many, as in a fleet.
@Tag("bench")
class BoardMemoryBench {
    private static final int NETWORKS = 100;
    private static final int AGENTS = Integer.getInteger("bench.agents", 1_000_000);

    @Test
    void oneAgentTakesLessThan600BytesWithItsIndexes() throws IOException {
        Random random = new Random(7);
        Instant now = Instant.parse("2026-11-22T10:00:00Z");
        IdSource ids = new IdSource(InstantSource.fixed(now), random);
        long before = heap();
        PresenceBoard board = new PresenceBoard(InstantSource.fixed(now), PresenceRules.STANDARD, one -> {});
        ObjectReader reader = Wire.tolerant().readerFor(Heartbeat.class);
        ObjectWriter writer = Wire.tolerant().writerFor(Heartbeat.class);
        for (int n = 0; n < NETWORKS; n++) {
            NetworkId network = new NetworkId(ids.uuid());
            List<RegisteredAgent> agents = new ArrayList<>();
            for (int i = 0; i < AGENTS / NETWORKS; i++) {
                agents.add(agent(network, ids.agentId(), n * 10_000 + i));
            }
            board.register(agents);
            for (int i = 0; i < agents.size(); i++) {
                AgentId id = agents.get(i).id();
                board.connected(new SeenConnection(network, id, "NSERVER", i, now));
                // Through bytes, so that nothing is shared by chance.
                Heartbeat beat = reader.readValue(writer.writeValueAsBytes(heartbeat(id, random, now)));
                assertThat(board.heartbeat(network, id, beat, false)).isEqualTo(Intake.TAKEN);
            }
        }
        long perAgent = (heap() - before) / board.size();
        System.out.printf("board.memory agents=%d bytes_per_agent=%d%n", board.size(), perAgent);
        assertThat(board.size()).isEqualTo(AGENTS);
        assertThat(perAgent).isLessThan(600);
    }

    private static RegisteredAgent agent(NetworkId network, AgentId id, int number) {
        return new RegisteredAgent(
                network,
                id,
                "Agent " + number,
                new Slug("agent-" + number),
                number % 3 == 0 ? Role.ANALYST : Role.ASSISTANT,
                Transport.NATS,
                null,
                false,
                null);
    }

    private static Heartbeat heartbeat(AgentId id, Random random, Instant now) {
        return new Heartbeat(
                1,
                id,
                new java.util.UUID(random.nextLong(), random.nextLong()).toString(),
                0,
                now,
                random.nextBoolean() ? HeartbeatStatus.OK : HeartbeatStatus.BUSY,
                new Location(
                        "10.10." + random.nextInt(256) + "." + random.nextInt(256),
                        "52.33." + random.nextInt(256) + "." + random.nextInt(256),
                        "100.64." + random.nextInt(256) + "." + random.nextInt(256),
                        "vpc-0" + random.nextInt(20),
                        "tailnet-" + random.nextInt(20),
                        "us-west-" + random.nextInt(4),
                        "ip-10-10-" + random.nextInt(100_000)),
                "https://" + id + ".agents.example.com/a2a",
                List.of(Transport.NATS, Transport.VPC, Transport.HTTPS),
                some(random, "capability-", 6),
                some(random, "skill-", 5),
                some(random, "custom-", 2),
                some(random, "tool-", 8),
                new Work(random.nextInt(3), now),
                List.of(),
                new Build("1." + random.nextInt(9), "java 25"));
    }

    private static List<String> some(Random random, String prefix, int count) {
        int first = random.nextInt(40);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            names.add(prefix + (first + i));
        }
        return names;
    }

    private static long heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
