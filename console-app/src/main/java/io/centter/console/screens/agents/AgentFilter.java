package io.centter.console.screens.agents;

import io.centter.console.fleet.AgentRow;
import io.centter.model.presence.AgentPresence;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/// What a person typed to find agents: words that must all occur, and `key:value` tokens that must all hold. A value
/// may list alternatives, as in `presence:degraded,offline`; a leading `-` turns a part round.
public record AgentFilter(String text, Predicate<AgentRow> matches, Optional<String> unknownKey) {
    public static final AgentFilter ALL = new AgentFilter("", row -> true, Optional.empty());

    private static final Map<String, BiPredicate<AgentPresence, String>> KEYS = Map.of(
            "presence", (agent, value) -> starts(agent.presence().name(), value),
            "role", (agent, value) -> starts(agent.role().name(), value),
            "status",
                    (agent, value) ->
                            agent.status() != null && starts(agent.status().name(), value),
            "transport",
                    (agent, value) -> agent.transport() != null
                            && starts(agent.transport().name(), value),
            "region", (agent, value) -> starts(AgentColumn.region(agent), value),
            "skill", (agent, value) -> agent.skills().stream().anyMatch(skill -> starts(skill, value)),
            "capability", (agent, value) -> agent.capabilities().stream().anyMatch(it -> starts(it, value)),
            "version", (agent, value) -> agent.version() != null && starts(agent.version(), value),
            "id", (agent, value) -> starts(agent.agent().value(), value),
            "is", AgentFilter::is);

    public static AgentFilter parse(String text) {
        List<Predicate<AgentRow>> parts = new ArrayList<>();
        Optional<String> unknown = Optional.empty();
        for (String word : text.strip().toLowerCase(Locale.ROOT).split("\\s+", -1)) {
            boolean not = word.length() > 1 && word.startsWith("-");
            String part = not ? word.substring(1) : word;
            int colon = part.indexOf(':');
            if (part.isEmpty() || colon == part.length() - 1) {
                // A key whose value is still to be typed narrows nothing.
                continue;
            }
            Predicate<AgentRow> holds;
            if (colon < 0) {
                holds = row -> row.searchText().contains(part);
            } else {
                BiPredicate<AgentPresence, String> test = KEYS.get(part.substring(0, colon));
                if (test == null) {
                    unknown = Optional.of(part.substring(0, colon));
                    continue;
                }
                List<String> values = List.of(part.substring(colon + 1).split(",", 0));
                holds = row -> values.stream().anyMatch(value -> test.test(row.get(), value));
            }
            parts.add(not ? holds.negate() : holds);
        }
        return new AgentFilter(text, row -> parts.stream().allMatch(part -> part.test(row)), unknown);
    }

    /// The keys a person may type, sorted.
    public static List<String> keys() {
        return KEYS.keySet().stream().sorted().toList();
    }

    /// The text with this token put in, or taken out where it is there; another value of the same key goes.
    static String toggled(String text, String key, String value) {
        String token = key + ":" + value;
        List<String> kept = new ArrayList<>();
        boolean had = false;
        for (String word : text.strip().split("\\s+", -1)) {
            if (word.equals(token)) {
                had = true;
            } else if (!word.isEmpty() && !word.startsWith(key + ":")) {
                kept.add(word);
            }
        }
        if (!had) {
            kept.add(token);
        }
        return String.join(" ", kept);
    }

    private static boolean is(AgentPresence agent, String value) {
        return switch (value) {
            case "stuck" -> agent.stuck();
            case "heard" -> agent.lastHeartbeatAt() != null;
            case "connected" -> agent.connected();
            case "duplicate" -> agent.duplicateInstance();
            default -> false;
        };
    }

    private static boolean starts(String actual, String typed) {
        return actual.regionMatches(true, 0, typed, 0, typed.length());
    }
}
