package io.centter.console.screens.connections;

import io.centter.console.desk.Site;
import io.centter.model.identity.AgentId;
import io.centter.sdk.rest.RoutesApi;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/// Why the ways of one agent are what they are, asked for as a person looks at them and kept until the routes change.
final class Reasons {
    private final Site site;
    private final RoutesApi routes;
    private final Map<AgentId, String> known = new HashMap<>();
    // Which graph they are of: what was asked about one before is not told.
    private int graph;

    Reasons(Site site, RoutesApi routes) {
        this.site = site;
        this.routes = routes;
    }

    void forget() {
        known.clear();
        graph++;
    }

    /// Tells now, or as soon as it is known; never about routes that have changed meanwhile.
    void tell(AgentId from, AgentId to, Consumer<String> told) {
        int asked = graph;
        String reason = known.get(to);
        if (reason != null) {
            told.accept(reason);
            return;
        }
        site.background()
                .run(
                        () -> routes.best(site.id(), from, to),
                        best -> {
                            if (asked == graph) {
                                known.put(to, Paths.reason(best));
                                told.accept(Paths.reason(best));
                            }
                        },
                        _ -> {});
    }
}
