package io.centter.console.screens.events;

import io.centter.model.presence.PastPresence;
import io.centter.model.presence.Presence;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Two moments side by side: who was up at one of them only.
///
/// @param gone up at the earlier one, not at the later
/// @param came up at the later one, not at the earlier
/// @param stayed how many were up at both
record Comparison(Instant earlier, Instant later, List<Difference> gone, List<Difference> came, int stayed) {
    /// One agent at both moments.
    ///
    /// @param before `unknown` where it was not there yet
    /// @param after `unknown` where it was not there any more
    record Difference(PastPresence agent, Presence before, Presence after) {}

    static Comparison of(Instant earlier, List<PastPresence> before, Instant later, List<PastPresence> after) {
        Map<String, PastPresence> then = byId(before);
        Map<String, PastPresence> now = byId(after);
        List<Difference> gone = before.stream()
                .filter(one -> isUp(one.presence()) && !isUp(presence(now, one)))
                .map(one -> new Difference(one, one.presence(), presence(now, one)))
                .sorted(Comparator.comparing(each -> each.agent().name()))
                .toList();
        List<Difference> came = after.stream()
                .filter(one -> isUp(one.presence()) && !isUp(presence(then, one)))
                .map(one -> new Difference(one, presence(then, one), one.presence()))
                .sorted(Comparator.comparing(each -> each.agent().name()))
                .toList();
        int up = (int) before.stream().filter(one -> isUp(one.presence())).count();
        return new Comparison(earlier, later, gone, came, up - gone.size());
    }

    private static Map<String, PastPresence> byId(List<PastPresence> agents) {
        return agents.stream().collect(Collectors.toMap(one -> one.agent().value(), Function.identity()));
    }

    private static Presence presence(Map<String, PastPresence> agents, PastPresence one) {
        PastPresence found = agents.get(one.agent().value());
        return found == null ? Presence.UNKNOWN : found.presence();
    }

    /// Late is still there.
    private static boolean isUp(Presence presence) {
        return presence == Presence.ONLINE || presence == Presence.DEGRADED;
    }
}
