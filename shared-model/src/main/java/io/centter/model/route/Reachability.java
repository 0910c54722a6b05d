package io.centter.model.route;

import io.centter.model.address.AddressKind;
import io.centter.model.address.EndpointRule;
import io.centter.model.address.IpLiterals;
import io.centter.model.heartbeat.Location;
import io.centter.model.heartbeat.Transport;
import io.centter.model.identity.AgentId;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// By what an agent is reached. An agent that names its transports is reached by these only; one that names none, by
/// all
/// that its location permits. Who is connected to the broker is on NATS, whatever it says.
///
/// @param locked then no side counts, though each says what it would be
public record Reachability(AgentId agent, boolean locked, Side nats, Side vpc, Side tailscale, Side https) {
    /// Where Tailscale gives IPv6 addresses: fd7a:115c:a1e0::/48.
    private static final byte[] TAILSCALE_SIX = {(byte) 0xfd, 0x7a, 0x11, 0x5c, (byte) 0xa1, (byte) 0xe0};

    /// Judges what was said.
    ///
    /// @param ownHosts names of the control plane itself, in lower case: no agent is there
    public static Reachability of(ReachFacts facts, Set<String> ownHosts) {
        Location at = facts.location();
        return new Reachability(
                facts.agent(),
                facts.locked(),
                onNats(facts),
                side(
                        facts,
                        Transport.VPC,
                        at == null ? null : at.vpcId(),
                        at == null ? null : at.privateIp(),
                        Reachability::isPrivate),
                side(
                        facts,
                        Transport.TAILSCALE,
                        at == null ? null : at.tailnet(),
                        at == null ? null : at.tailscaleIp(),
                        Reachability::isTailscale),
                onHttps(facts, ownHosts));
    }

    public Side side(Transport transport) {
        return switch (transport) {
            case NATS -> nats;
            case VPC -> vpc;
            case TAILSCALE -> tailscale;
            case HTTPS -> https;
        };
    }

    /// The transports that lead to it, best first.
    public List<Transport> transports() {
        return locked
                ? List.of()
                : Stream.of(Transport.values())
                        .filter(transport -> side(transport).isThere())
                        .toList();
    }

    public Reachability unlocked() {
        return new Reachability(agent, false, nats, vpc, tailscale, https);
    }

    /// The same without one of its sides.
    public Reachability without(Transport gone) {
        Side none = Side.without(Lack.NOT_OFFERED);
        return new Reachability(
                agent,
                locked,
                gone == Transport.NATS ? none : nats,
                gone == Transport.VPC ? none : vpc,
                gone == Transport.TAILSCALE ? none : tailscale,
                gone == Transport.HTTPS ? none : https);
    }

    public Kind kind() {
        return locked
                ? Kind.SHUT
                : new Kind(
                        true,
                        nats.isThere(),
                        vpc.isThere() ? vpc.place() : null,
                        tailscale.isThere() ? tailscale.place() : null,
                        https.isThere());
    }

    private static Side onNats(ReachFacts facts) {
        List<Transport> said = facts.said().transports();
        boolean meant = said.isEmpty() ? facts.declared() == Transport.NATS : said.contains(Transport.NATS);
        return facts.connected() || meant
                ? Side.NATS
                : Side.without(said.isEmpty() ? Lack.NOT_CONNECTED : Lack.NOT_OFFERED);
    }

    private static Side side(
            ReachFacts facts,
            Transport transport,
            @Nullable String place,
            @Nullable String address,
            Predicate<InetAddress> fits) {
        if (!isOffered(facts, transport)) {
            return Side.without(Lack.NOT_OFFERED);
        }
        if (place == null || place.isBlank()) {
            return Side.without(Lack.NO_PLACE);
        }
        if (address == null || address.isBlank()) {
            return Side.without(Lack.NO_ADDRESS);
        }
        return IpLiterals.strict(address)
                .filter(fits)
                .map(ip -> Side.at(place, ip.getHostAddress()))
                .orElseGet(() -> Side.without(Lack.BAD_ADDRESS));
    }

    private static Side onHttps(ReachFacts facts, Set<String> ownHosts) {
        if (!isOffered(facts, Transport.HTTPS)) {
            return Side.without(Lack.NOT_OFFERED);
        }
        List<String> urls = Stream.of(facts.said().endpointUrl(), facts.declaredUrl())
                .filter(Objects::nonNull)
                .filter(url -> !url.isBlank())
                .toList();
        if (urls.isEmpty()) {
            return Side.without(Lack.NO_ENDPOINT);
        }
        Optional<String> good = urls.stream()
                .filter(url -> EndpointRule.objection(url, ownHosts).isEmpty())
                .findFirst();
        return good.map(url -> Side.at(null, url))
                .orElseGet(() -> new Side(
                        null,
                        null,
                        Lack.FORBIDDEN_ENDPOINT,
                        EndpointRule.objection(urls.getFirst(), ownHosts).orElse(null)));
    }

    private static boolean isOffered(ReachFacts facts, Transport transport) {
        List<Transport> said = facts.said().transports();
        return said.isEmpty() || said.contains(transport);
    }

    private static boolean isPrivate(InetAddress address) {
        return AddressKind.of(address) == AddressKind.PRIVATE;
    }

    private static boolean isTailscale(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean six = bytes.length == 16
                && Arrays.equals(bytes, 0, TAILSCALE_SIX.length, TAILSCALE_SIX, 0, TAILSCALE_SIX.length);
        return six || AddressKind.of(address) == AddressKind.SHARED;
    }
}
