package io.centter.control.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;

/// Where and how the API listens.
///
/// @param port 0 takes a free one
/// @param trustedProxies addresses whose `X-Forwarded-For` is believed; without any, the peer is the client
/// @param openRegistration whether anyone may register; otherwise only the first person of an empty installation may
/// @param allowedOrigins web pages of these origins may use the API from a browser; without any, none may
/// @param clientTimeout how long a client may take to send a body, and be silent in the middle of a request
/// @param publicUrl how clients reach the API, where that is not `http://host:port`
public record HttpConfig(
        String host,
        int port,
        List<String> trustedProxies,
        boolean openRegistration,
        int bodyLimitBytes,
        String publicUrl,
        List<String> allowedOrigins,
        Duration clientTimeout) {
    static HttpConfig read(Section section) {
        return new HttpConfig(
                section.text("host", "127.0.0.1"),
                section.port("port", 8080),
                section.list("trusted_proxies"),
                section.flag("open_registration", false),
                section.number("body_limit_bytes", 1_048_576, 1_024, 16_777_216),
                section.text("public_url", ""),
                section.list("allowed_origins").stream()
                        .map(origin -> origin(section, origin))
                        .toList(),
                section.duration("client_timeout", Duration.ofSeconds(30)));
    }

    /// An origin as browsers send it. A wildcard is none: whoever wants every page to use the API has not thought of
    /// the
    /// pages that should not.
    private static String origin(Section section, String text) {
        try {
            URI uri = new URI(text);
            boolean bare = uri.getRawPath() != null
                    && uri.getRawPath().isEmpty()
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null
                    && uri.getRawUserInfo() == null;
            if (bare && uri.getHost() != null && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))) {
                return text;
            }
        } catch (URISyntaxException _) {
            // Said below.
        }
        return section.refuse(
                "allowed_origins", "names '" + text + "'; an origin is such as https://console.example.com.", text);
    }
}
