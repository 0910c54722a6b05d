package io.centter.control.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// IP addresses as text. What is none stays as it is, and no name is ever looked up.
public final class Address {
    private static final Pattern IN_BRACKETS = Pattern.compile("\\[([^\\[\\]]*)](:\\d*)?");
    private static final Pattern WITH_PORT = Pattern.compile("(\\d+\\.\\d+\\.\\d+\\.\\d+):\\d*");
    /// Whoever has one address of IPv6 has as a rule all 2^64 that begin with the same bytes.
    private static final int HOLDERS_BYTES = 8;

    private Address() {}

    /// An address in one spelling, whichever proxy or socket wrote it: without brackets, port or zone, and one of IPv4
    /// within IPv6 as what it is.
    public static String of(String text) {
        if (text.indexOf(':') < 0) {
            return text;
        }
        for (Pattern pattern : new Pattern[] {IN_BRACKETS, WITH_PORT}) {
            Matcher matcher = pattern.matcher(text);
            if (matcher.matches()) {
                return of(matcher.group(1));
            }
        }
        InetAddress parsed = parsed(text);
        return parsed == null ? text : parsed.getHostAddress();
    }

    /// Who is counted as one: an address of IPv4, or the /64 of one of IPv6.
    public static String holder(String address) {
        if (address.indexOf(':') < 0 || !(parsed(address) instanceof Inet6Address six)) {
            return address;
        }
        String hex = HexFormat.of().formatHex(six.getAddress(), 0, HOLDERS_BYTES);
        return hex.replaceAll("....(?!$)", "$0:") + "::/64";
    }

    private static @Nullable InetAddress parsed(String address) {
        int zone = address.indexOf('%');
        try {
            return InetAddress.ofLiteral(zone < 0 ? address : address.substring(0, zone));
        } catch (IllegalArgumentException _) {
            return null;
        }
    }
}
