package io.centter.model.route;

import io.centter.model.heartbeat.Transport;
import io.centter.model.identity.AgentId;
import io.centter.model.message.Subjects;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The rule of direct paths: what leads from one agent to another follows from how the two are reached, and from
/// nothing
/// else. NATS comes first, then the same VPC, the same tailnet, and a public endpoint.
public final class Planner {
    private final Reachability from;
    private final Reachability to;

    private Planner(Reachability from, Reachability to) {
        this.from = from;
        this.to = to;
    }

    /// Every transport, best first, each with its reason.
    public static List<TransportChoice> choices(Reachability from, Reachability to) {
        Planner planner = new Planner(from, to);
        return Arrays.stream(Transport.values()).map(planner::choice).toList();
    }

    /// The best direct path; empty where nothing leads there directly.
    public static Optional<Hop> direct(Reachability from, Reachability to) {
        return Kind.direct(from.kind(), to.kind()).map(transport -> hop(from, to, transport));
    }

    /// A hop by a transport that [Kind#direct] or a relay gave.
    public static Hop hop(Reachability from, Reachability to, Transport transport) {
        return new Hop(from.agent(), to.agent(), transport, address(from, to, transport), RouteAuth.of(transport));
    }

    /// Why nothing leads there directly: what blocks each transport, as one text.
    public static String blocked(List<TransportChoice> choices) {
        List<String> words = new ArrayList<>();
        for (TransportChoice choice : choices) {
            words.add(word(choice.transport()) + ": " + choice.reason());
        }
        return String.join(" ", words);
    }

    static String word(Transport transport) {
        return switch (transport) {
            case NATS -> "NATS";
            case VPC -> "VPC";
            case TAILSCALE -> "Tailscale";
            case HTTPS -> "public HTTPS";
        };
    }

    private static String address(Reachability from, Reachability to, Transport transport) {
        return transport == Transport.NATS
                ? Subjects.inbox(to.agent(), from.agent())
                : Objects.requireNonNull(to.side(transport).address());
    }

    private TransportChoice choice(Transport transport) {
        if (from.locked() || to.locked()) {
            Reachability locked = from.locked() ? from : to;
            return blocked(transport, Lack.LOCKED, locked.agent(), locked.agent() + " is locked.");
        }
        // A caller of a public endpoint needs none itself.
        for (Reachability end : transport == Transport.HTTPS ? List.of(to) : List.of(from, to)) {
            Side side = end.side(transport);
            Lack lack = side.lack();
            if (lack != null) {
                return blocked(transport, lack, end.agent(), sentence(end.agent(), transport, lack, side.detail()));
            }
        }
        String here = from.side(transport).place();
        String there = to.side(transport).place();
        if (transport != Transport.HTTPS && !Objects.equals(here, there)) {
            return blocked(
                    transport,
                    Lack.ELSEWHERE,
                    null,
                    "They are in different " + places(transport) + ": " + here + " and " + there + ".");
        }
        return possible(transport, there);
    }

    private TransportChoice possible(Transport transport, @Nullable String place) {
        String reason = switch (transport) {
            case NATS -> "Both are on NATS.";
            case VPC -> "Both have a private address in the VPC " + place + ".";
            case TAILSCALE -> "Both are in the tailnet " + place + ".";
            case HTTPS -> "The other has a public endpoint; the caller shows a token.";
        };
        RouteTransport route = RouteTransport.of(transport);
        return new TransportChoice(
                transport,
                route.priority(),
                true,
                route.deprecated(),
                RouteAuth.of(transport),
                reason,
                address(from, to, transport),
                null,
                null);
    }

    private static TransportChoice blocked(Transport transport, Lack lack, @Nullable AgentId lacking, String reason) {
        RouteTransport route = RouteTransport.of(transport);
        return new TransportChoice(
                transport,
                route.priority(),
                false,
                route.deprecated(),
                RouteAuth.of(transport),
                reason,
                null,
                lack,
                lacking);
    }

    private static String sentence(AgentId agent, Transport transport, Lack lack, @Nullable String detail) {
        String place = transport == Transport.VPC ? "VPC" : "tailnet";
        return switch (lack) {
            case LOCKED -> agent + " is locked.";
            case NOT_OFFERED -> agent + " names its transports, and " + word(transport) + " is none of them.";
            case NOT_CONNECTED -> agent + " is neither connected to the broker nor declared to be on NATS.";
            case NO_PLACE -> agent + " does not say in which " + place + " it is.";
            case NO_ADDRESS -> agent + " gives no address in its " + place + ".";
            case BAD_ADDRESS -> "What " + agent + " gives is no address of a " + place + ".";
            case NO_ENDPOINT -> agent + " has no endpoint URL.";
            case FORBIDDEN_ENDPOINT -> "The endpoint URL of " + agent + " must not be called. " + detail;
            case ELSEWHERE -> agent + " is elsewhere.";
        };
    }

    private static String places(Transport transport) {
        return transport == Transport.VPC ? "VPCs" : "tailnets";
    }
}
