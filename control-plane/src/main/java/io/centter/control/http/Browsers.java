package io.centter.control.http;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.handler.CrossOriginHandler;

/// Lets web pages of named origins use the API. They bring a session in a header and never a cookie, so no page can use
/// what another one signed in for.
final class Browsers extends CrossOriginHandler {
    private static final Duration KEPT = Duration.ofMinutes(10);

    Browsers(List<String> origins, Handler behind) {
        setHandler(behind);
        setAllowedOriginPatterns(origins.stream().map(Pattern::quote).collect(Collectors.toSet()));
        setAllowedMethods(Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"));
        setAllowedHeaders(Set.of(
                "Authorization",
                "Content-Type",
                "If-Match",
                "If-None-Match",
                "Idempotency-Key",
                "X-Agent-Key",
                "X-Request-Id",
                "traceparent"));
        setExposedHeaders(Set.of(
                "ETag",
                "Location",
                "RateLimit",
                "RateLimit-Policy",
                "Retry-After",
                "WWW-Authenticate",
                "X-Request-Id"));
        setAllowCredentials(false);
        setDeliverPreflightRequests(false);
        setPreflightMaxAge(KEPT);
    }
}
