package io.centter.control.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.centter.model.heartbeat.Heartbeat;
import io.centter.model.heartbeat.HeartbeatStatus;
import io.centter.model.heartbeat.Transport;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.identity.Slug;
import io.centter.model.presence.Presence;
import io.centter.model.role.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the indexes answer is what looking at every agent would.
class SearchTest {
    private static final NetworkId NETWORK = new NetworkId(UUID.fromString("01932f4e-7d3a-7c55-9a51-0242ac120002"));
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final PresenceBoard board = new PresenceBoard(now::get, PresenceRules.STANDARD, one -> {});
    private final List<AgentId> agents = new ArrayList<>();
    private final Map<AgentId, Integer> cids = new TreeMap<>();
    private int seq;
    private int named;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void everyFilterAnswersAsALookAtEveryAgentWould(long seed) {
        Random random = new Random(seed);
        board.hubBack(List.of(), START);
        for (int round = 0; round < 6; round++) {
            for (int i = 0; i < 150; i++) {
                change(random);
            }
            now.set(now.get().plus(Duration.ofMinutes(random.nextInt(12))));
            board.tick();
            checkNames();
            for (int i = 0; i < 60; i++) {
                check(wanted(random), 1 + random.nextInt(40));
            }
        }
        for (AgentId agent : List.copyOf(agents)) {
            board.remove(NETWORK, agent);
        }
        checkNames();
        assertThat(board.sights(NETWORK).page(Wanted.ALL, null, 5)).isEqualTo(Found.NOBODY);
    }

    @Test
    void aPageOfALargeNetworkSaysThatItsTotalIsALowerBound() {
        board.register(Stream.generate(() -> new AgentId("%012x".formatted((long) seq++ << 20)))
                .limit(40_000)
                .map(id -> registered(id, seq % 2 == 0 ? Role.ANALYST : Role.SUPPORT))
                .toList());
        Wanted offline = new Wanted(null, null, null, null, Presence.OFFLINE, null);
        Wanted two = new Wanted(null, null, Role.ANALYST, null, Presence.OFFLINE, null);
        Wanted none = new Wanted(null, null, Role.ANALYST, null, null, agent -> false);

        Found one = board.sights(NETWORK).page(offline, null, 10);
        assertThat(one.total()).isEqualTo(40_000);
        assertThat(one.exact()).isTrue();
        Found both = board.sights(NETWORK).page(two, null, 10);
        assertThat(both.exact()).isFalse();
        assertThat(both.total()).isBetween(10, 4_096);
        assertThat(board.sights(NETWORK).page(none, null, 10).next()).isNotNull();

        assertThat(pages(two, 500).stream().distinct()).hasSize(20_000);
        assertThat(pages(none, 500)).isEmpty();
        Found.Place end = new Found.Place(new AgentId("ffffffffffff"), 20_000);
        assertThat(board.sights(NETWORK).page(two, end, 10)).isEqualTo(new Found(List.of(), 20_000, true, null));
    }

    private void check(Wanted wanted, int limit) {
        List<AgentId> expected = new ArrayList<>();
        agents.stream()
                .sorted()
                .map(id -> board.sights(NETWORK).find(id).orElseThrow())
                .filter(agent -> matches(agent, wanted))
                .forEach(agent -> expected.add(agent.id()));
        assertThat(pages(wanted, limit)).as(wanted.toString()).isEqualTo(expected);
        Found first = board.sights(NETWORK).page(wanted, null, limit);
        assertThat(first.total()).as(wanted.toString()).isEqualTo(expected.size());
        assertThat(first.exact()).isTrue();
    }

    private List<AgentId> pages(Wanted wanted, int limit) {
        List<AgentId> all = new ArrayList<>();
        Found.Place from = null;
        do {
            Found page = board.sights(NETWORK).page(wanted, from, limit);
            assertThat(page.agents().size()).isLessThanOrEqualTo(limit);
            page.agents().forEach(agent -> all.add(agent.id()));
            assertThat(page.total()).isGreaterThanOrEqualTo(all.size());
            if (page.next() != null) {
                assertThat(page.next().before()).isEqualTo(all.size());
            }
            from = page.next();
        } while (from != null);
        return all;
    }

    private static boolean matches(AgentSight agent, Wanted wanted) {
        Predicate<AgentSight> test = wanted.test();
        return (wanted.presence() == null || agent.presence() == wanted.presence())
                && (wanted.role() == null || agent.role() == wanted.role())
                && (wanted.transport() == null || agent.transport() == wanted.transport())
                && (wanted.capability() == null || agent.capabilities().contains(wanted.capability()))
                && (wanted.skill() == null || agent.skills().contains(wanted.skill()))
                && (test == null || test.test(agent));
    }

    private void checkNames() {
        Map<String, Integer> skills = new TreeMap<>();
        Map<String, Integer> capabilities = new TreeMap<>();
        for (AgentId id : agents) {
            board.sights(NETWORK).find(id).ifPresent(agent -> {
                agent.skills().stream().distinct().forEach(name -> skills.merge(name, 1, Integer::sum));
                agent.capabilities().stream().distinct().forEach(name -> capabilities.merge(name, 1, Integer::sum));
                assertThat(board.sights(NETWORK)
                                .bySlug(agent.slug().value())
                                .orElseThrow()
                                .id())
                        .isEqualTo(id);
            });
        }
        assertThat(counted(Sights::skills)).isEqualTo(skills);
        assertThat(counted(Sights::capabilities)).isEqualTo(capabilities);
    }

    private Map<String, Integer> counted(Function<Sights, List<Sights.Count>> kind) {
        Map<String, Integer> counts = new TreeMap<>();
        kind.apply(board.sights(NETWORK)).forEach(count -> counts.put(count.name(), count.agents()));
        return counts;
    }

    private static Wanted wanted(Random random) {
        String part = String.valueOf(random.nextInt(10));
        return new Wanted(
                random.nextInt(3) == 0 ? "cap-" + random.nextInt(9) : null,
                random.nextInt(3) == 0 ? "skill-" + random.nextInt(9) : null,
                random.nextInt(3) == 0 ? any(Role.values(), random) : null,
                random.nextInt(3) == 0 ? any(Transport.values(), random) : null,
                random.nextInt(3) == 0 ? any(Presence.values(), random) : null,
                random.nextInt(4) == 0 ? agent -> agent.name().contains(part) : null);
    }

    private void change(Random random) {
        if (agents.isEmpty() || random.nextInt(4) == 0) {
            AgentId made = new AgentId("%012x".formatted(random.nextLong(1L << 48)));
            agents.add(made);
            board.register(List.of(registered(made, any(Role.values(), random))));
            return;
        }
        AgentId agent = agents.get(random.nextInt(agents.size()));
        switch (2 + random.nextInt(6)) {
            case 2 -> board.register(List.of(registered(agent, any(Role.values(), random))));
            case 3 -> {
                cids.merge(agent, 1, Integer::sum);
                board.connected(connection(agent));
            }
            case 4 -> board.disconnected(connection(agent));
            case 5 -> {
                if (random.nextInt(4) == 0) {
                    agents.remove(agent);
                    board.remove(NETWORK, agent);
                }
            }
            default ->
                assertThat(board.heartbeat(NETWORK, agent, beat(agent, random), random.nextBoolean()))
                        .isEqualTo(Intake.TAKEN);
        }
    }

    private static <T> T any(T[] values, Random random) {
        return values[random.nextInt(values.length)];
    }

    private SeenConnection connection(AgentId agent) {
        return new SeenConnection(NETWORK, agent, "N", cids.getOrDefault(agent, 0), now.get());
    }

    private RegisteredAgent registered(AgentId id, Role role) {
        String name = "agent-" + ++named;
        return new RegisteredAgent(NETWORK, id, name, new Slug(name), role, Transport.VPC, null, false, null);
    }

    private Heartbeat beat(AgentId agent, Random random) {
        return new Heartbeat(
                1,
                agent,
                "b",
                ++seq,
                now.get(),
                HeartbeatStatus.OK,
                null,
                null,
                random.nextBoolean() ? List.of() : List.of(any(Transport.values(), random), Transport.HTTPS),
                names("cap-", random),
                names("skill-", random),
                names("skill-", random),
                List.of(),
                null,
                List.of(),
                null);
    }

    // Some of them twice, which counts once.
    private static List<String> names(String prefix, Random random) {
        return random.ints(random.nextInt(5), 0, 9)
                .mapToObj(number -> prefix + number)
                .toList();
    }
}
