package io.centter.model.address;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/// What an address is for, by IANA's registries of special-purpose addresses.
public enum AddressKind {
    /// One that everybody can reach.
    PUBLIC,
    /// Of a private network (RFC 1918, RFC 4193).
    PRIVATE,
    LOOPBACK,
    /// Of one link only; clouds answer there with a machine's own secrets.
    LINK_LOCAL,
    /// Behind a carrier's NAT (RFC 6598), and what tailnets use.
    SHARED,
    MULTICAST,
    DOCUMENTATION,
    /// An IPv6 address that stands for an IPv4 one, which nobody sees by looking at it.
    TRANSLATED,
    /// Never given to anyone.
    RESERVED;

    private static final List<Range> RANGES = List.of(
            new Range("0.0.0.0", 8, RESERVED),
            new Range("10.0.0.0", 8, PRIVATE),
            new Range("100.64.0.0", 10, SHARED),
            new Range("127.0.0.0", 8, LOOPBACK),
            new Range("169.254.0.0", 16, LINK_LOCAL),
            new Range("172.16.0.0", 12, PRIVATE),
            new Range("192.0.0.0", 24, RESERVED),
            new Range("192.0.2.0", 24, DOCUMENTATION),
            new Range("192.88.99.0", 24, RESERVED),
            new Range("192.168.0.0", 16, PRIVATE),
            new Range("198.18.0.0", 15, RESERVED),
            new Range("198.51.100.0", 24, DOCUMENTATION),
            new Range("203.0.113.0", 24, DOCUMENTATION),
            new Range("224.0.0.0", 4, MULTICAST),
            new Range("240.0.0.0", 4, RESERVED),
            new Range("::1", 128, LOOPBACK),
            new Range("64:ff9b::", 96, TRANSLATED),
            new Range("64:ff9b:1::", 48, TRANSLATED),
            new Range("2001::", 23, RESERVED),
            new Range("2001:db8::", 32, DOCUMENTATION),
            new Range("2002::", 16, TRANSLATED),
            new Range("3fff::", 20, DOCUMENTATION),
            new Range("2000::", 3, PUBLIC),
            new Range("fc00::", 7, PRIVATE),
            new Range("fe80::", 10, LINK_LOCAL),
            new Range("fec0::", 10, PRIVATE),
            new Range("ff00::", 8, MULTICAST),
            // Of IPv6, only 2000::/3 is given to anyone.
            new Range("::", 0, RESERVED));

    public static AddressKind of(InetAddress address) {
        byte[] bytes = address.getAddress();
        return RANGES.stream()
                .filter(range -> range.contains(bytes))
                .map(range -> range.kind)
                .findFirst()
                .orElse(PUBLIC);
    }

    /// A block of addresses; of ranges that overlap, the first counts.
    private static final class Range {
        private final byte[] prefix;
        private final int bits;
        private final AddressKind kind;

        private Range(String prefix, int bits, AddressKind kind) {
            this.prefix = InetAddress.ofLiteral(prefix).getAddress();
            this.bits = bits;
            this.kind = kind;
        }

        private boolean contains(byte[] address) {
            int whole = bits / 8;
            if (address.length != prefix.length || !Arrays.equals(address, 0, whole, prefix, 0, whole)) {
                return false;
            }
            int rest = 8 - bits % 8;
            return rest == 8 || (address[whole] & 0xff) >> rest == (prefix[whole] & 0xff) >> rest;
        }
    }
}
