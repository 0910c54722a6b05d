package io.centter.console.fleet;

import io.centter.console.live.FleetChange;
import io.centter.model.event.EventData.PresenceChanged;
import io.centter.model.heartbeat.HeartbeatStatus;
import io.centter.model.heartbeat.Location;
import io.centter.model.heartbeat.Transport;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.identity.Slug;
import io.centter.model.presence.AgentPresence;
import io.centter.model.presence.Presence;
import io.centter.model.presence.PresenceCause;
import io.centter.model.presence.PresenceSnapshot;
import io.centter.model.role.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Fleets of any size for tests, the same for the same seed.
public final class SampleFleet {
    public static final NetworkId NETWORK = new NetworkId(new UUID(0x0193_2f4e_7d3a_7c55L, 0x9a51_0242_ac12_0002L));

    private static final List<String> NAMES = List.of(
            "Linda",
            "Sol",
            "Andrómeda",
            "Atlas",
            "Nova",
            "Orion",
            "Vega",
            "Iris",
            "Juno",
            "Kepler",
            "Luna",
            "Mira",
            "Rigel",
            "Lyra",
            "Castor",
            "Pollux",
            "Electra",
            "Maia",
            "Altair",
            "Deneb",
            "Hydra",
            "Phoenix",
            "Draco",
            "Carina");
    private static final List<String> SKILLS = List.of(
            "summarise",
            "coinsenda-devops",
            "newsletter",
            "ticket-triage",
            "code-review",
            "deploy",
            "forecast",
            "translate",
            "billing",
            "research");
    private static final List<String> REGIONS = List.of("us-west-2", "eu-central-1", "sa-east-1", "us-east-1");

    private static final List<Role> ROLES = List.of(Role.values());
    private static final List<Presence> PRESENCES = List.of(Presence.ONLINE, Presence.DEGRADED, Presence.OFFLINE);
    private static final List<HeartbeatStatus> STATUSES = List.of(HeartbeatStatus.OK, HeartbeatStatus.BUSY);

    private final Random random;
    private final Instant now;

    public SampleFleet(long seed, Instant now) {
        this.random = new Random(seed);
        this.now = now;
    }

    public static AgentId id(int number) {
        return new AgentId(String.format(
                Locale.ROOT, "%012x", 0xa3f2_54bb_fa01L + 7_919L * 104_729L * number & 0xffff_ffff_ffffL));
    }

    public FleetChange.Snapshot snapshot(int agents) {
        List<AgentPresence> all = new ArrayList<>(agents);
        for (int i = 0; i < agents; i++) {
            all.add(agent(i));
        }
        return new FleetChange.Snapshot(new PresenceSnapshot(NETWORK, now, true, all));
    }

    public AgentPresence agent(int number) {
        int dice = random.nextInt(100);
        Presence presence = dice < 82 ? Presence.ONLINE : dice < 90 ? Presence.DEGRADED : Presence.OFFLINE;
        String name = NAMES.get(number % NAMES.size()) + (number < NAMES.size() ? "" : " " + number / NAMES.size());
        boolean online = presence == Presence.ONLINE;
        HeartbeatStatus status = online && random.nextInt(4) == 0 ? HeartbeatStatus.BUSY : HeartbeatStatus.OK;
        int beat = online ? random.nextInt(300) : 700 + random.nextInt(5000);
        List<String> skills = List.copyOf(SKILLS.subList(number % 7, number % 7 + 1 + random.nextInt(3)));
        return new AgentPresence(
                id(number),
                name,
                Slug.suggestedBy(name),
                ROLES.get(random.nextInt(ROLES.size())),
                presence,
                status,
                now.minusSeconds(beat + random.nextInt(90_000)),
                now.minusSeconds(beat),
                online,
                number == 7,
                false,
                random.nextInt(8) == 0 ? Transport.TAILSCALE : Transport.NATS,
                new Location(
                        "10.10.1." + number % 250,
                        null,
                        null,
                        null,
                        null,
                        REGIONS.get(random.nextInt(REGIONS.size())),
                        "agent-" + number + ".internal"),
                skills.subList(0, 1),
                skills,
                status == HeartbeatStatus.BUSY ? 1 + random.nextInt(12) : 0,
                "2.1." + random.nextInt(9));
    }

    /// A change of a random agent of the first `agents`, at this time.
    public FleetChange.PresenceMoved change(int agents, Instant at) {
        Presence to = PRESENCES.get(random.nextInt(PRESENCES.size()));
        return moved(id(random.nextInt(agents)), at, to, STATUSES.get(random.nextInt(STATUSES.size())));
    }

    public static FleetChange.PresenceMoved moved(
            AgentId agent, Instant at, Presence to, @Nullable HeartbeatStatus status) {
        return new FleetChange.PresenceMoved(
                at,
                new PresenceChanged(
                        agent,
                        Presence.ONLINE,
                        to,
                        PresenceCause.HEARTBEAT,
                        status,
                        at,
                        to == Presence.ONLINE,
                        false,
                        status == HeartbeatStatus.BUSY ? 3 : 0));
    }
}
