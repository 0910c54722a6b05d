package io.centter.control.http;

import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads where a request comes from. `X-Forwarded-For` is believed only from a trusted proxy, and then its last address
/// that is not one of them.
final class Origins {
    private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern TRACE_PARENT =
            Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}.*");
    // Odd, so that it comes past every number before one again.
    private static final long STEP = 0x9e3779b97f4a7c15L;
    /// An address of IPv6 in brackets, with its port.
    private static final int LONGEST_HOP = 53;
    private static final String NO_TRACE = "0".repeat(32);

    private final List<String> trustedProxies;
    // Never the same twice here, and by its first half by no other process.
    private final long process;
    private final long first;
    private final AtomicLong count = new AtomicLong();

    Origins(List<String> trustedProxies, RandomGenerator random) {
        this.trustedProxies = trustedProxies.stream().map(Address::of).toList();
        this.process = random.nextLong();
        this.first = random.nextLong();
    }

    Origin of(Incoming http) {
        String traceId = traceId(http.header("traceparent"));
        String given = http.header("X-Request-Id");
        String requestId = given != null && REQUEST_ID.matcher(given).matches() ? given : traceId;
        return new Origin(client(Address.of(http.peer()), http.header("X-Forwarded-For")), requestId, traceId);
    }

    private String traceId(@Nullable String traceParent) {
        if (traceParent != null) {
            Matcher matcher = TRACE_PARENT.matcher(traceParent);
            if (matcher.matches() && !matcher.group(1).equals(NO_TRACE)) {
                return matcher.group(1);
            }
        }
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(process) + hex.toHexDigits(first + count.getAndIncrement() * STEP);
    }

    private String client(String peer, @Nullable String forwardedFor) {
        if (forwardedFor == null || !trustedProxies.contains(peer)) {
            return peer;
        }
        String[] hops = forwardedFor.split(",", -1);
        for (int i = hops.length - 1; i >= 0; i--) {
            String hop = hops[i].strip();
            if (hop.length() > LONGEST_HOP) {
                continue;
            }
            hop = Address.of(hop);
            if (!hop.isEmpty() && !trustedProxies.contains(hop)) {
                return hop;
            }
        }
        return peer;
    }
}
