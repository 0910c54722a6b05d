package io.centter.model.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.centter.model.heartbeat.Location;
import io.centter.model.heartbeat.Transport;
import io.centter.model.identity.AgentId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlannerTest {
    private static final AgentId A = new AgentId("00000000000a");
    private static final AgentId B = new AgentId("00000000000b");
    private static final Set<String> OWN = Set.of("plane.example.com");
    private static final String GOOD = "https://agent.example.com/a2a";
    private static final String BAD = "https://169.254.169.254/latest";

    /// A case, and what the words of the seed make of it, written down without any of the code under test.
    private record Case(ReachFacts facts, Set<Transport> reached) {}

    private static final List<@Nullable Location> PLACES = new ArrayList<>();
    private static final List<List<Transport>> SAID = List.of(
            List.of(),
            List.of(Transport.NATS),
            List.of(Transport.VPC),
            List.of(Transport.TAILSCALE, Transport.HTTPS),
            List.of(Transport.HTTPS, Transport.NATS),
            List.of(Transport.values()));

    static {
        PLACES.add(null);
        for (String vpc : new String[] {"", "vpc-1", "vpc-2"}) {
            for (String ip : new String[] {"", "10.10.0.7", "8.8.8.8"}) {
                for (String tailnet : new String[] {"", "corp", "home"}) {
                    for (String tail : new String[] {"", "100.64.0.7", "10.0.0.1"}) {
                        PLACES.add(new Location(none(ip), null, none(tail), none(vpc), none(tailnet), null, null));
                    }
                }
            }
        }
    }

    private static @Nullable String none(String text) {
        return text.isEmpty() ? null : text;
    }

    @Test
    void everyPairOfSmallCasesGoesByTheBestTransportThatTheSeedAllows() {
        Map<Kind, Case> kinds = new HashMap<>();
        int singles = 0;
        for (Case one : cases()) {
            Reachability reach = Reachability.of(one.facts(), OWN);
            assertThat(Set.copyOf(reach.transports())).as("%s", one.facts()).isEqualTo(one.reached());
            kinds.putIfAbsent(reach.kind(), one);
            singles++;
        }
        int pairs = 0;
        for (Case from : kinds.values()) {
            for (Case to : kinds.values()) {
                requireBest(from, to);
                pairs++;
            }
        }
        Random random = new Random(7);
        List<Case> all = cases();
        for (int i = 0; i < 100_000; i++) {
            requireBest(all.get(random.nextInt(all.size())), all.get(random.nextInt(all.size())));
        }
        System.out.println("cases=" + singles + " kinds=" + kinds.size() + " pairs=" + pairs + " random=100000");
        assertThat(kinds).hasSize(2 * 3 * 3 * 2 + 1);
    }

    private static void requireBest(Case from, Case to) {
        Reachability source = Reachability.of(from.facts(), OWN);
        Reachability target = Reachability.of(at(to.facts(), B), OWN);
        Optional<Transport> best = oracle(from, to);
        Optional<Hop> direct = Planner.direct(source, target);
        assertThat(direct.map(Hop::transport)).as("%s -> %s", from, to).isEqualTo(best);
        List<TransportChoice> choices = Planner.choices(source, target);
        assertThat(choices.stream().map(TransportChoice::transport)).containsExactly(Transport.values());
        assertThat(choices.stream()
                        .filter(TransportChoice::possible)
                        .map(TransportChoice::transport)
                        .findFirst())
                .isEqualTo(best);
        for (TransportChoice choice : choices) {
            assertThat(choice.reason()).endsWith(".");
            assertThat(choice.blocked() == null).isEqualTo(choice.possible());
            assertThat(choice.address() != null).isEqualTo(choice.possible());
        }
        direct.ifPresent(hop -> assertThat(hop.address())
                .isEqualTo(
                        switch (hop.transport()) {
                            case NATS -> "mesh.agent." + B + ".inbox." + A;
                            case VPC -> "10.10.0.7";
                            case TAILSCALE -> "100.64.0.7";
                            case HTTPS -> GOOD;
                        }));
    }

    private static Optional<Transport> oracle(Case from, Case to) {
        if (from.facts().locked() || to.facts().locked()) {
            return Optional.empty();
        }
        Location here = from.facts().location();
        Location there = to.facts().location();
        boolean sameVpc = here != null && there != null && Objects.equals(here.vpcId(), there.vpcId());
        boolean sameTailnet = here != null && there != null && Objects.equals(here.tailnet(), there.tailnet());
        if (both(from, to, Transport.NATS)) {
            return Optional.of(Transport.NATS);
        }
        if (both(from, to, Transport.VPC) && sameVpc) {
            return Optional.of(Transport.VPC);
        }
        if (both(from, to, Transport.TAILSCALE) && sameTailnet) {
            return Optional.of(Transport.TAILSCALE);
        }
        return to.reached().contains(Transport.HTTPS) ? Optional.of(Transport.HTTPS) : Optional.empty();
    }

    private static boolean both(Case from, Case to, Transport transport) {
        return from.reached().contains(transport) && to.reached().contains(transport);
    }

    private static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (Location place : PLACES) {
            for (List<Transport> said : SAID) {
                for (String url : new String[] {"", GOOD, BAD}) {
                    for (String declaredUrl : new String[] {"", GOOD}) {
                        for (int bits = 0; bits < 8; bits++) {
                            ReachFacts facts = new ReachFacts(
                                    A,
                                    (bits & 1) != 0 && place == null,
                                    (bits & 2) != 0,
                                    (bits & 4) != 0 ? Transport.NATS : Transport.HTTPS,
                                    none(declaredUrl),
                                    place,
                                    new ReachFacts.Said(said, none(url)));
                            cases.add(new Case(facts, reached(facts)));
                        }
                    }
                }
            }
        }
        return cases;
    }

    private static Set<Transport> reached(ReachFacts facts) {
        List<Transport> said = facts.said().transports();
        List<Transport> reached = new ArrayList<>();
        boolean names = !said.isEmpty();
        if (facts.connected() || (names ? said.contains(Transport.NATS) : facts.declared() == Transport.NATS)) {
            reached.add(Transport.NATS);
        }
        Location at = facts.location();
        if (at != null && at.vpcId() != null && "10.10.0.7".equals(at.privateIp())) {
            reached.add(Transport.VPC);
        }
        if (at != null && at.tailnet() != null && "100.64.0.7".equals(at.tailscaleIp())) {
            reached.add(Transport.TAILSCALE);
        }
        if (GOOD.equals(facts.said().endpointUrl()) || GOOD.equals(facts.declaredUrl())) {
            reached.add(Transport.HTTPS);
        }
        if (names) {
            reached.removeIf(transport -> transport != Transport.NATS && !said.contains(transport));
        }
        return facts.locked() ? Set.of() : Set.copyOf(reached);
    }

    private static ReachFacts at(ReachFacts facts, AgentId agent) {
        return new ReachFacts(
                agent,
                facts.locked(),
                facts.connected(),
                facts.declared(),
                facts.declaredUrl(),
                facts.location(),
                facts.said());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://agent.example.com",
                "https://10.0.0.1/",
                "https://127.0.0.1/",
                "https://localhost/",
                "https://[::1]/",
                "https://user:secret@agent.example.com/",
                "https://agent.example.com:22/",
                "https://plane.example.com/api/v1",
                "https://metadata.google.internal/"
            })
    void noRouteLeadsToAUrlThatOthersMustNotBeSentTo(String url) {
        Reachability from = Reachability.of(bare(A, null), OWN);
        Reachability to = Reachability.of(bare(B, url), OWN);

        assertThat(Planner.direct(from, to)).isEmpty();
        TransportChoice https = Planner.choices(from, to).getLast();
        assertThat(https.blocked()).isEqualTo(Lack.FORBIDDEN_ENDPOINT);
        assertThat(https.lacking()).isEqualTo(B);
        assertThat(https.address()).isNull();
        assertThat(https.reason()).doesNotContain("null");
    }

    @ParameterizedTest
    @CsvSource({
        "fd7a:115c:a1e0::1, true",
        "100.127.255.254, true",
        "fd00::1, false",
        "192.168.1.1, false",
        "8.8.8.8, false",
        "127.0.0.1, false",
        "100.64.0.1.evil.example, false"
    })
    void onlyAddressesOfATailnetAreCalledThere(String address, boolean taken) {
        ReachFacts facts = new ReachFacts(
                A,
                false,
                false,
                Transport.HTTPS,
                null,
                new Location(null, null, address, null, "corp", null, null),
                ReachFacts.Said.NOTHING);

        Side side = Reachability.of(facts, OWN).tailscale();

        assertThat(side.isThere()).isEqualTo(taken);
        assertThat(side.lack()).isEqualTo(taken ? null : Lack.BAD_ADDRESS);
    }

    @Test
    void whatBlocksATransportIsSaidWithTheAgentThatLacksIt() {
        Reachability from = Reachability.of(
                new ReachFacts(
                        A,
                        false,
                        false,
                        Transport.VPC,
                        null,
                        new Location("10.0.0.1", null, null, "vpc-1", "corp", null, null),
                        ReachFacts.Said.NOTHING),
                OWN);
        Reachability to = Reachability.of(
                new ReachFacts(
                        B,
                        false,
                        true,
                        Transport.NATS,
                        null,
                        new Location("10.0.0.2", null, "100.64.0.1", "vpc-2", "corp", null, null),
                        ReachFacts.Said.NOTHING),
                OWN);

        List<TransportChoice> choices = Planner.choices(from, to);

        assertThat(choices.stream().map(TransportChoice::blocked))
                .containsExactly(Lack.NOT_CONNECTED, Lack.ELSEWHERE, Lack.NO_ADDRESS, Lack.NO_ENDPOINT);
        assertThat(choices.stream().map(TransportChoice::lacking)).containsExactly(A, null, A, B);
        assertThat(Planner.blocked(choices)).contains("different VPCs: vpc-1 and vpc-2");
        assertThat(Arrays.stream(Transport.values()).map(RouteTransport::of).map(RouteTransport::priority))
                .containsExactly(-1, 0, 1, 2);
    }

    private static ReachFacts bare(AgentId agent, @Nullable String url) {
        return new ReachFacts(
                agent, false, false, Transport.HTTPS, null, null, new ReachFacts.Said(List.of(Transport.HTTPS), url));
    }
}
