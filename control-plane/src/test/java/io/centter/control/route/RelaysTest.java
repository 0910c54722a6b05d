package io.centter.control.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.centter.model.heartbeat.Location;
import io.centter.model.heartbeat.Transport;
import io.centter.model.identity.AgentId;
import io.centter.model.route.Hop;
import io.centter.model.route.Planner;
import io.centter.model.route.ReachFacts;
import io.centter.model.route.Reachability;
import io.centter.model.route.Route;
import io.centter.model.route.RouteTransport;
import io.centter.model.route.WhatIf;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The paths against one that tries every way there is.
class RelaysTest {
    private static final String[] PLACES = {"", "one", "two"};

    /// What an agent can be, as its sides.
    private record Shape(boolean locked, boolean nats, String vpc, String tailnet, boolean https) {
        Reachability at(int which) {
            AgentId agent = id(which);
            return Reachability.of(
                    new ReachFacts(
                            agent,
                            locked,
                            nats,
                            Transport.HTTPS,
                            null,
                            new Location("10.0.0.1", null, "100.64.0.1", none(vpc), none(tailnet), null, null),
                            new ReachFacts.Said(
                                    List.of(Transport.VPC, Transport.TAILSCALE, Transport.HTTPS),
                                    https ? "https://" + agent + ".example.com/" : null)),
                    Set.of());
        }
    }

    /// A path as the oracle sees it: fewest relays first, then the best transports, then the lowest ids.
    private record Path(List<Integer> stops, List<Transport> hops) {
        int priorities() {
            return hops.stream().mapToInt(Transport::priority).sum();
        }
    }

    private static @Nullable String none(String text) {
        return text.isEmpty() ? null : text;
    }

    private static AgentId id(int which) {
        return new AgentId(String.format("%012x", which + 1));
    }

    private static List<Shape> shapes() {
        List<Shape> shapes = new ArrayList<>();
        shapes.add(new Shape(true, true, "one", "one", true));
        for (String vpc : PLACES) {
            for (String tailnet : new String[] {"", "one"}) {
                for (int bits = 0; bits < 4; bits++) {
                    shapes.add(new Shape(false, (bits & 1) != 0, vpc, tailnet, (bits & 2) != 0));
                }
            }
        }
        return shapes;
    }

    @Test
    void everyNetworkOfThreeHasThePathsThatTryingAllFinds() {
        List<Shape> shapes = shapes();
        for (Shape a : shapes) {
            for (Shape b : shapes) {
                for (Shape c : shapes) {
                    requirePaths(List.of(a, b, c));
                }
            }
        }
    }

    @Test
    void everyNetworkOfFourAndManyLargerOnesToo() {
        List<Shape> shapes = shapes();
        int relayed = 0;
        int n = shapes.size();
        for (int a = 0; a < n; a++) {
            for (int b = a; b < n; b++) {
                for (int c = b; c < n; c++) {
                    for (int d = c; d < n; d++) {
                        relayed += requirePaths(List.of(shapes.get(a), shapes.get(b), shapes.get(c), shapes.get(d)));
                    }
                }
            }
        }
        Random random = new Random(11);
        int twice = 0;
        for (int i = 0; i < 3_000; i++) {
            List<Shape> some = new ArrayList<>();
            for (int size = 5 + random.nextInt(4); size > 0; size--) {
                some.add(shapes.get(random.nextInt(n)));
            }
            twice += requirePaths(some);
        }
        assertThat(relayed).isGreaterThan(1_000);
        assertThat(twice).isGreaterThan(1_000);
    }

    /// How many pairs are relayed.
    private static int requirePaths(List<Shape> network) {
        List<Reachability> reach = new ArrayList<>();
        for (int i = 0; i < network.size(); i++) {
            reach.add(network.get(i).at(i));
        }
        RoutePicture picture = RoutePicture.of(reach);
        int relayed = 0;
        for (int from = 0; from < network.size(); from++) {
            for (int to = 0; to < network.size(); to++) {
                if (from != to) {
                    Route route = picture.route(id(from), id(to), Planner.choices(reach.get(from), reach.get(to)));
                    requireBest(network, route, from, to);
                    relayed += route.transport() == RouteTransport.RELAY ? 1 : 0;
                }
            }
        }
        return relayed;
    }

    private static void requireBest(List<Shape> network, Route route, int from, int to) {
        Optional<Path> best = oracle(network, from, to);
        if (best.isEmpty()) {
            assertThat(route.transport()).as("%s %s", network, route).isEqualTo(RouteTransport.NONE);
            return;
        }
        assertThat(route.hops().stream().map(Hop::transport).toList())
                .as("%s %s %s", network, route, best)
                .hasSameSizeAs(best.get().hops());
        assertThat(route.hops().stream()
                        .mapToInt(hop -> hop.transport().priority())
                        .sum())
                .as("%s %s %s", network, route, best)
                .isEqualTo(best.get().priorities());
        if (route.via().size() == 1) {
            assertThat(route.via().getFirst()).isEqualTo(id(best.get().stops().get(1)));
        }
        AgentId at = id(from);
        Set<AgentId> met = new HashSet<>(Set.of(at));
        for (Hop hop : route.hops()) {
            assertThat(hop.from()).isEqualTo(at);
            assertThat(met.add(hop.to())).as("a loop in %s", route).isTrue();
            assertThat(leads(network.get(index(hop.from())), network.get(index(hop.to())), hop.transport()))
                    .as("%s %s", network, route)
                    .isTrue();
            at = hop.to();
        }
        assertThat(at).isEqualTo(id(to));
    }

    private static int index(AgentId agent) {
        return Integer.parseInt(agent.value(), 16) - 1;
    }

    private static Optional<Path> oracle(List<Shape> network, int from, int to) {
        for (int relays = 0; relays <= 2; relays++) {
            List<Path> found = new ArrayList<>();
            extend(network, List.of(from), to, relays, found);
            if (!found.isEmpty()) {
                return found.stream()
                        .min(Comparator.comparingInt(Path::priorities)
                                .thenComparing(path -> path.stops().toString()));
            }
        }
        return Optional.empty();
    }

    private static void extend(List<Shape> network, List<Integer> stops, int to, int relays, List<Path> found) {
        if (relays == 0) {
            List<Integer> all = new ArrayList<>(stops);
            all.add(to);
            List<Transport> hops = new ArrayList<>();
            for (int i = 1; i < all.size(); i++) {
                Optional<Transport> hop = best(network.get(all.get(i - 1)), network.get(all.get(i)));
                if (hop.isEmpty()) {
                    return;
                }
                hops.add(hop.get());
            }
            found.add(new Path(all, hops));
            return;
        }
        for (int next = 0; next < network.size(); next++) {
            if (next != to && !stops.contains(next)) {
                List<Integer> more = new ArrayList<>(stops);
                more.add(next);
                extend(network, more, to, relays - 1, found);
            }
        }
    }

    private static Optional<Transport> best(Shape from, Shape to) {
        for (Transport transport : Transport.values()) {
            if (leads(from, to, transport)) {
                return Optional.of(transport);
            }
        }
        return Optional.empty();
    }

    private static boolean leads(Shape from, Shape to, Transport transport) {
        if (from.locked() || to.locked()) {
            return false;
        }
        return switch (transport) {
            case NATS -> from.nats() && to.nats();
            case VPC -> !to.vpc().isEmpty() && from.vpc().equals(to.vpc());
            case TAILSCALE -> !to.tailnet().isEmpty() && from.tailnet().equals(to.tailnet());
            case HTTPS -> to.https();
        };
    }

    @Test
    void whatIsForetoldIsWhatThenHappens() {
        List<Shape> shapes = shapes();
        Random random = new Random(3);
        int changes = 0;
        for (int i = 0; i < 400; i++) {
            List<Reachability> reach = new ArrayList<>();
            for (int agent = 0; agent < 6; agent++) {
                reach.add(shapes.get(random.nextInt(shapes.size())).at(agent));
            }
            Transport gone = List.of(Transport.values()).get(random.nextInt(4));
            AgentId agent = id(random.nextInt(6));
            changes += requireForetold(reach, new WhatIf(agent, null));
            changes += requireForetold(reach, new WhatIf(null, gone));
            changes += requireForetold(reach, new WhatIf(agent, gone));
        }
        assertThat(changes).isGreaterThan(5_000);
    }

    /// What is foretold of each agent alone, in sum.
    private static long foretoldOfEach(RoutePicture before, WhatIf question, List<Reachability> reach) {
        long all = 0;
        for (Reachability from : reach) {
            var part = Forecast.of(before, question, from.agent(), 500);
            assertThat(part.pairs()).isEqualTo(5);
            assertThat(part.items())
                    .hasSize((int) (part.lost() + part.rerouted()))
                    .allMatch(change -> change.from().equals(from.agent()));
            all += part.items().size();
        }
        return all;
    }

    private static int requireForetold(List<Reachability> reach, WhatIf question) {
        RoutePicture before = RoutePicture.of(reach);
        Transport transport = question.transport();
        List<Reachability> left = new ArrayList<>();
        for (Reachability one : reach) {
            boolean meant = question.agent() == null || question.agent().equals(one.agent());
            if (!meant) {
                left.add(one);
            } else if (transport != null) {
                left.add(one.without(transport));
            }
        }
        RoutePicture after = RoutePicture.of(left);
        int lost = 0;
        int rerouted = 0;
        for (Reachability from : reach) {
            for (Reachability to : reach) {
                if (!from.agent().equals(to.agent())) {
                    List<AgentId> was = stops(before, from.agent(), to.agent());
                    List<AgentId> now = stops(after, from.agent(), to.agent());
                    boolean same = was.equals(now)
                            && Objects.equals(
                                    transport(before, from.agent(), to.agent()),
                                    transport(after, from.agent(), to.agent()));
                    lost += !same && now.isEmpty() ? 1 : 0;
                    rerouted += !same && !now.isEmpty() ? 1 : 0;
                }
            }
        }
        var forecast = Forecast.of(before, question, null, 500);
        assertThat(forecast.lost()).as("%s %s", question, reach).isEqualTo(lost);
        assertThat(forecast.rerouted()).as("%s %s", question, reach).isEqualTo(rerouted);
        assertThat(forecast.items()).hasSize(lost + rerouted);
        assertThat(forecast.complete()).isTrue();
        assertThat(forecast.pairs()).isEqualTo(30);
        assertThat(foretoldOfEach(before, question, reach)).isEqualTo(lost + rerouted);
        var cut = Forecast.of(before, question, null, 1);
        assertThat(cut.items()).hasSize(Math.min(1, lost + rerouted));
        assertThat(cut.complete()).isEqualTo(lost + rerouted <= 1);
        return lost + rerouted;
    }

    private static List<AgentId> stops(RoutePicture picture, AgentId from, AgentId to) {
        List<AgentId> stops = new ArrayList<>();
        route(picture, from, to).ifPresent(route -> route.hops().forEach(hop -> stops.add(hop.to())));
        return stops;
    }

    private static @Nullable RouteTransport transport(RoutePicture picture, AgentId from, AgentId to) {
        return route(picture, from, to)
                .map(Route::transport)
                .filter(one -> one != RouteTransport.NONE)
                .orElse(null);
    }

    private static Optional<Route> route(RoutePicture picture, AgentId from, AgentId to) {
        return picture.find(from)
                .flatMap(source -> picture.find(to)
                        .map(target -> picture.route(from, to, Planner.choices(source.reach(), target.reach()))));
    }
}
