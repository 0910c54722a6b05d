package io.centter.control.config;

import java.util.List;

/// Where and how the API listens.
///
/// @param port 0 takes a free one
/// @param trustedProxies addresses whose `X-Forwarded-For` is believed; without any, the peer is the client
/// @param openRegistration whether anyone may register; otherwise only the first person of an empty installation may
/// @param publicUrl how clients reach the API, where that is not `http://host:port`
public record HttpConfig(
        String host,
        int port,
        List<String> trustedProxies,
        boolean openRegistration,
        int bodyLimitBytes,
        String publicUrl) {
    static HttpConfig read(Section section) {
        return new HttpConfig(
                section.text("host", "127.0.0.1"),
                section.port("port", 8080),
                section.list("trusted_proxies"),
                section.flag("open_registration", false),
                section.number("body_limit_bytes", 1_048_576, 1_024, 16_777_216),
                section.text("public_url", ""));
    }
}
