package io.centter.console.screens.connections;

import io.centter.console.text.Texts;
import io.centter.model.identity.AgentId;
import io.centter.model.route.BestRoute;
import io.centter.model.route.RouteAgent;
import io.centter.model.route.Way;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Paths in words.
final class Paths {
    private static final Pattern ID = Pattern.compile("\\b[0-9a-f]{12}\\b");

    private Paths() {}

    /// Why it is the best one, or why there is none.
    static String reason(BestRoute best) {
        return named(best.route().reason(), best);
    }

    /// The control plane speaks of agents by id; people by name.
    static String named(String text, BestRoute best) {
        return ID.matcher(text)
                .replaceAll(hit -> best.agents().stream()
                        .filter(agent -> agent.agent().value().equals(hit.group()))
                        .map(RouteAgent::name)
                        .findFirst()
                        .map(Matcher::quoteReplacement)
                        .orElse(hit.group()));
    }

    /// `NATS`, `Relay over Sol, Atlas`, `No path`.
    static String words(Way way, Function<AgentId, String> names) {
        return way.via().isEmpty()
                ? Texts.word("route", way.transport())
                : Texts.of(
                        "connections.via",
                        Texts.word("route", way.transport()),
                        String.join(", ", way.via().stream().map(names).toList()));
    }

    /// Everyone on the path, in order; the two ends where there is none.
    static List<AgentId> stops(BestRoute best) {
        List<AgentId> stops = new ArrayList<>(best.route().via());
        stops.addFirst(best.route().from());
        stops.addLast(best.route().to());
        return stops;
    }
}
