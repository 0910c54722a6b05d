package io.centter.control.config;

import java.time.Duration;
import java.util.List;

/// Which broker. Without an address the control plane works without one and says so.
///
/// @param urls where the control plane connects
/// @param publicUrls what agents are told; the same as `urls` where absent
/// @param websocketUrls what agents and consoles behind a proxy are told
/// @param userLifetime of an agent's credentials
/// @param consoleLifetime of a console's credentials
public record NatsConfig(
        List<String> urls,
        List<String> publicUrls,
        List<String> websocketUrls,
        Duration userLifetime,
        Duration consoleLifetime) {
    static NatsConfig read(Section section) {
        List<String> urls = section.list("url");
        List<String> publicUrls = section.list("public_url");
        return new NatsConfig(
                urls,
                publicUrls.isEmpty() ? urls : publicUrls,
                section.list("websocket_url"),
                section.duration("user_lifetime", Duration.ofHours(24)),
                section.duration("console_lifetime", Duration.ofHours(1)));
    }
}
