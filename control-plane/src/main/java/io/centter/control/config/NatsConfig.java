package io.centter.control.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Which broker. Without an address the control plane works without one and says so.
///
/// @param urls where the control plane connects
/// @param publicUrls what agents are told; the same as `urls` where absent
/// @param websocketUrls what agents and consoles behind a proxy are told
/// @param userLifetime of an agent's credentials
/// @param consoleLifetime of a console's credentials
/// @param deliveries how often an agent is given a message
/// @param replicas on how many servers each message is kept before it is acknowledged
public record NatsConfig(
        List<String> urls,
        List<String> publicUrls,
        List<String> websocketUrls,
        Duration userLifetime,
        Duration consoleLifetime,
        Deliveries deliveries,
        int replicas) {
    /// How often an agent is given a message that it does not answer.
    ///
    /// @param most deliveries of one message; after them it is a dead letter
    /// @param firstWait for the answer to the first; each further wait is twice as long, up to 5 minutes
    public record Deliveries(int most, Duration firstWait) {
        public static final Deliveries STANDARD = new Deliveries(5, Duration.ofSeconds(30));

        private static final Duration LONGEST = Duration.ofMinutes(5);

        /// How long an answer to each delivery is waited for; the last wait holds for all further ones.
        public List<Duration> waits() {
            List<Duration> waits = new ArrayList<>();
            Duration wait = firstWait;
            for (int i = 0; i < Math.max(1, most - 1); i++) {
                waits.add(wait.compareTo(LONGEST) < 0 ? wait : LONGEST);
                wait = wait.multipliedBy(2);
            }
            return waits;
        }
    }

    static NatsConfig read(Section section) {
        List<String> urls = section.list("url");
        List<String> publicUrls = section.list("public_url");
        return new NatsConfig(
                urls,
                publicUrls.isEmpty() ? urls : publicUrls,
                section.list("websocket_url"),
                section.duration("user_lifetime", Duration.ofHours(24)),
                section.duration("console_lifetime", Duration.ofHours(1)),
                deliveries(section),
                replicas(section));
    }

    private static int replicas(Section section) {
        int replicas = section.number("replicas", 1, 1, 5);
        // An even number keeps one copy more and bears not one loss more.
        return replicas % 2 == 1 ? replicas : section.refuse("replicas", "is 1, 3 or 5.", 1);
    }

    private static Deliveries deliveries(Section section) {
        int most = section.number("deliveries", Deliveries.STANDARD.most(), 1, 100);
        Duration wait = section.duration("delivery_wait", Deliveries.STANDARD.firstWait());
        if (wait.compareTo(Duration.ofMillis(100)) < 0) {
            wait = section.refuse("delivery_wait", "is at least 100ms.", Deliveries.STANDARD.firstWait());
        }
        return new Deliveries(most, wait);
    }
}
