package io.centter.control.discovery;

import io.centter.control.http.Cursors;
import io.centter.control.http.JsonObject;
import io.centter.control.http.WrittenJson;
import io.centter.control.presence.AgentSight;
import io.centter.control.presence.Found;
import io.centter.control.presence.PresenceBoard;
import io.centter.control.presence.Sights;
import io.centter.control.presence.Wanted;
import io.centter.model.discovery.Capabilities;
import io.centter.model.discovery.DiscoverAnswer;
import io.centter.model.discovery.DiscoverQuery;
import io.centter.model.discovery.DiscoveredAgent;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Answers from the board's indexes, never from the database.
public final class Discovery {
    private static final Pattern AGENT_ID = Pattern.compile("[0-9a-f]{12}");

    private static final int FEW_NAMES = 1_000;

    private final PresenceBoard board;
    private final Cursors cursors;

    public Discovery(PresenceBoard board, Cursors cursors) {
        this.board = board;
        this.cursors = cursors;
    }

    /// Those that match every filter, by id. A cursor of another network or of other filters is refused.
    public DiscoverAnswer discover(NetworkId network, DiscoverQuery query) {
        String list = list(network, query);
        Found found = board.sights(network).page(wanted(query), from(list, query), query.limitOrDefault());
        return new DiscoverAnswer(
                found.agents().stream().map(Discovery::found).toList(),
                query,
                found.total(),
                found.exact(),
                next(list, found));
    }

    /// What [#discover] answers, as JSON; made of what is kept of each agent.
    WrittenJson discovered(NetworkId network, DiscoverQuery query) {
        String list = list(network, query);
        Sights agents = board.sights(network);
        Found found = agents.page(wanted(query), from(list, query), query.limitOrDefault());
        List<byte[]> texts = new ArrayList<>(found.agents().size());
        for (AgentSight agent : found.agents()) {
            texts.add(agents.discovered(agent, one -> JsonObject.part(found(one))));
        }
        JsonObject json = new JsonObject()
                .list("agents", texts)
                .json("query", json(query))
                .number("total", found.total())
                .truth("total_is_exact", found.exact());
        String next = next(list, found);
        if (next != null) {
            json.text("next_cursor", next);
        }
        return json.done();
    }

    /// The question as Jackson would write it.
    private static byte[] json(DiscoverQuery query) {
        JsonObject json = new JsonObject();
        text(json, "capability", query.capability());
        text(json, "status", query.status());
        text(json, "transport", query.transport());
        text(json, "role", query.role());
        text(json, "skill", query.skill());
        text(json, "q", query.q());
        text(json, "cursor", query.cursor());
        if (query.limit() != null) {
            json.number("limit", query.limit());
        }
        return json.done().bytes();
    }

    private static void text(JsonObject json, String name, @Nullable Object value) {
        if (value != null) {
            json.text(name, value instanceof Enum<?> word ? word.name().toLowerCase(Locale.ROOT) : value.toString());
        }
    }

    /// Whether [#capabilities] has few enough names to be listed while others wait.
    boolean isShort(NetworkId network) {
        return board.sights(network).names() <= FEW_NAMES;
    }

    /// One agent, by its id or by its slug.
    public Optional<DiscoveredAgent> get(NetworkId network, String idOrSlug) {
        Sights agents = board.sights(network);
        Optional<AgentSight> byId =
                AGENT_ID.matcher(idOrSlug).matches() ? agents.find(new AgentId(idOrSlug)) : Optional.empty();
        return byId.or(() -> agents.bySlug(idOrSlug)).map(Discovery::found);
    }

    /// Everything the agents of a network can do, and how many can do it.
    public Capabilities capabilities(NetworkId network) {
        Sights agents = board.sights(network);
        return new Capabilities(counts(agents.capabilities()), counts(agents.skills()));
    }

    private static List<Capabilities.Count> counts(List<Sights.Count> names) {
        return names.stream()
                .sorted(Comparator.comparing(Sights.Count::name))
                .map(count -> new Capabilities.Count(count.name(), count.agents()))
                .toList();
    }

    private static Wanted wanted(DiscoverQuery query) {
        String part = query.q();
        return new Wanted(
                query.capability(),
                query.skill(),
                query.role(),
                query.transport(),
                query.status(),
                part == null || part.isBlank() ? null : new Mention(part));
    }

    // No filter contains a line break, and one that is absent differs from every text: no two questions share a name.
    private static String list(NetworkId network, DiscoverQuery query) {
        StringBuilder name = new StringBuilder(128).append("discover:").append(network);
        Object[] filters = {
            query.capability(), query.skill(), query.role(), query.transport(), query.status(), query.q()
        };
        for (Object filter : filters) {
            name.append('\n');
            if (filter != null) {
                name.append('=').append(filter);
            }
        }
        return name.toString();
    }

    private Found.@Nullable Place from(String list, DiscoverQuery query) {
        return cursors.read(list, Optional.ofNullable(query.cursor()))
                .map(Found.Place::read)
                .orElse(null);
    }

    private @Nullable String next(String list, Found found) {
        Found.Place next = found.next();
        return next == null ? null : cursors.after(list, next.written());
    }

    static DiscoveredAgent found(AgentSight agent) {
        return new DiscoveredAgent(
                agent.id(),
                agent.name(),
                agent.slug(),
                agent.role(),
                agent.presence(),
                agent.transport(),
                agent.capabilities(),
                agent.skills(),
                agent.endpointUrl(),
                agent.lastHeartbeatAt());
    }
}
