package io.centter.control.http;

import io.javalin.http.Context;
import java.util.HexFormat;
import java.util.List;
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
    private static final String NO_TRACE = "0".repeat(32);

    private final List<String> trustedProxies;
    private final RandomGenerator random;

    Origins(List<String> trustedProxies, RandomGenerator random) {
        this.trustedProxies = trustedProxies;
        this.random = random;
    }

    Origin of(Context http) {
        String traceId = traceId(http.header("traceparent"));
        String given = http.header("X-Request-Id");
        String requestId = given != null && REQUEST_ID.matcher(given).matches() ? given : traceId;
        return new Origin(client(http.req().getRemoteAddr(), http.header("X-Forwarded-For")), requestId, traceId);
    }

    private String traceId(@Nullable String traceParent) {
        if (traceParent != null) {
            Matcher matcher = TRACE_PARENT.matcher(traceParent);
            if (matcher.matches() && !matcher.group(1).equals(NO_TRACE)) {
                return matcher.group(1);
            }
        }
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private String client(String peer, @Nullable String forwardedFor) {
        if (forwardedFor == null || !trustedProxies.contains(peer)) {
            return peer;
        }
        String[] hops = forwardedFor.split(",", -1);
        for (int i = hops.length - 1; i >= 0; i--) {
            String hop = hops[i].strip();
            if (!hop.isEmpty() && hop.length() <= 45 && !trustedProxies.contains(hop)) {
                return hop;
            }
        }
        return peer;
    }
}
