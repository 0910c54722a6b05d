package io.centter.model.address;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Which URLs an agent may be reached at: HTTPS, on a usual port, at a host that is not inside of anyone's network. A
/// name may still resolve to an address inside; who connects checks the address that it connects to.
public final class EndpointRule {
    private static final int LONGEST = 2048;
    private static final Set<Integer> PORTS = Set.of(-1, 443, 8443);
    private static final Pattern PLAIN = Pattern.compile("[\\x21-\\x7e&&[^\\\\]]+");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+|0x[0-9a-f]*");
    private static final List<String> INSIDE = List.of(
            "localhost",
            "localdomain",
            "local",
            "internal",
            "intranet",
            "lan",
            "home.arpa",
            "test",
            "invalid",
            "onion");

    private EndpointRule() {}

    /// What is against a URL, as a sentence; empty where nothing is.
    ///
    /// @param own host names of the control plane itself, in lower case
    public static Optional<String> objection(String url, Set<String> own) {
        if (url.length() > LONGEST) {
            return Optional.of("An endpoint URL has at most " + LONGEST + " characters.");
        }
        if (!PLAIN.matcher(url).matches()) {
            return Optional.of("An endpoint URL has printable ASCII characters only, and no backslash.");
        }
        try {
            URI uri = new URI(url);
            return shape(uri).or(() -> host(String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT), own));
        } catch (URISyntaxException _) {
            return Optional.of("This is no URL, such as https://agent.example.com/a2a.");
        }
    }

    private static Optional<String> shape(URI uri) {
        if (!"https".equalsIgnoreCase(uri.getScheme())) {
            return Optional.of("An endpoint URL begins with https://.");
        }
        if (uri.getRawUserInfo() != null
                || String.valueOf(uri.getRawAuthority()).contains("@")) {
            return Optional.of("An endpoint URL holds no user name and no password.");
        }
        if (uri.getHost() == null) {
            return Optional.of("The host of an endpoint URL is a full name, such as agent.example.com.");
        }
        if (!PORTS.contains(uri.getPort())) {
            return Optional.of("The port of an endpoint URL is 443 or 8443.");
        }
        return uri.getRawFragment() == null ? Optional.empty() : Optional.of("An endpoint URL has no fragment.");
    }

    private static Optional<String> host(String host, Set<String> own) {
        if (host.startsWith("[")) {
            return address(IpLiterals.strict(host.substring(1, host.length() - 1)));
        }
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        if (NUMBER.matcher(name.substring(name.lastIndexOf('.') + 1)).matches()) {
            return address(IpLiterals.anyFour(name));
        }
        if (!name.contains(".") || INSIDE.stream().anyMatch(inside -> name.endsWith("." + inside))) {
            return Optional.of("'" + name + "' is a name inside of a network; give one that everybody can resolve.");
        }
        return own.contains(name)
                ? Optional.of("'" + name + "' is this control plane; give the agent's own host.")
                : Optional.empty();
    }

    private static Optional<String> address(Optional<InetAddress> address) {
        if (address.isEmpty()) {
            return Optional.of("The host of the endpoint URL is no address that can be read.");
        }
        AddressKind kind = AddressKind.of(address.get());
        return kind == AddressKind.PUBLIC
                ? Optional.empty()
                : Optional.of("The address in the endpoint URL is not a public one ("
                        + kind.name().toLowerCase(Locale.ROOT).replace('_', '-') + ").");
    }
}
