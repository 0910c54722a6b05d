package io.centter.model.address;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/// Addresses written as texts.
public final class IpLiterals {
    private static final int LONGEST = 45;
    private static final Pattern DECIMAL = Pattern.compile("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}");
    private static final Pattern SIX = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    private IpLiterals() {}

    /// Four decimal numbers, or IPv6 without a zone; nothing else, since readers disagree about the rest. An IPv4
    /// address inside an IPv6 one comes out as itself.
    public static Optional<InetAddress> strict(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            if (DECIMAL.matcher(text).matches()) {
                return Optional.of(Inet4Address.ofLiteral(text));
            }
            return SIX.matcher(text).matches() ? Optional.of(Inet6Address.ofLiteral(text)) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// As C libraries read IPv4: also octal and hexadecimal numbers, and fewer than four of them.
    static Optional<InetAddress> anyFour(String text) {
        try {
            return Optional.of(Inet4Address.ofPosixLiteral(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
