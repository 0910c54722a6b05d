package io.centter.control.discovery;

import io.centter.control.presence.AgentSight;
import io.centter.control.presence.PresenceBoard;
import io.centter.control.presence.Sights;
import io.centter.model.discovery.Capabilities;
import io.centter.model.discovery.DiscoverAnswer;
import io.centter.model.discovery.DiscoverQuery;
import io.centter.model.discovery.DiscoveredAgent;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.InvalidValue;
import io.centter.model.identity.NetworkId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Answers from the board, never from the database.
public final class Discovery {
    private static final Pattern AGENT_ID = Pattern.compile("[0-9a-f]{12}");

    private final PresenceBoard board;

    public Discovery(PresenceBoard board) {
        this.board = board;
    }

    /// Those that match every filter, by id. `InvalidValue` names a cursor that is none.
    public DiscoverAnswer discover(NetworkId network, DiscoverQuery query) {
        Matcher matcher = new Matcher(query);
        Sights agents = board.sights(network);
        int first = query.cursor() == null ? 0 : agents.after(cursor(query.cursor()));
        List<DiscoveredAgent> page = new ArrayList<>();
        int total = 0;
        boolean more = false;
        for (int i = 0; i < agents.size(); i++) {
            AgentSight agent = agents.at(i);
            if (matcher.matches(agent)) {
                total++;
                if (i >= first && page.size() < query.limitOrDefault()) {
                    page.add(found(agent));
                } else {
                    more |= i >= first;
                }
            }
        }
        String next = more ? page.getLast().id().value() : null;
        return new DiscoverAnswer(page, query, total, next);
    }

    /// One agent, by its id or by its slug.
    public Optional<DiscoveredAgent> get(NetworkId network, String idOrSlug) {
        Sights agents = board.sights(network);
        if (AGENT_ID.matcher(idOrSlug).matches()) {
            Optional<AgentSight> byId = agents.find(new AgentId(idOrSlug));
            if (byId.isPresent()) {
                return byId.map(Discovery::found);
            }
        }
        for (int i = 0; i < agents.size(); i++) {
            AgentSight agent = agents.at(i);
            if (agent.slug().value().equals(idOrSlug)) {
                return Optional.of(found(agent));
            }
        }
        return Optional.empty();
    }

    /// Everything the agents of a network can do, and how many can do it.
    public Capabilities capabilities(NetworkId network) {
        Map<String, Integer> capabilities = new TreeMap<>();
        Map<String, Integer> skills = new TreeMap<>();
        Sights agents = board.sights(network);
        for (int i = 0; i < agents.size(); i++) {
            AgentSight agent = agents.at(i);
            agent.capabilities().stream().distinct().forEach(name -> capabilities.merge(name, 1, Integer::sum));
            agent.skills().forEach(name -> skills.merge(name, 1, Integer::sum));
        }
        return new Capabilities(counts(capabilities), counts(skills));
    }

    private static List<Capabilities.Count> counts(Map<String, Integer> agents) {
        return agents.entrySet().stream()
                .map(entry -> new Capabilities.Count(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static AgentId cursor(String text) {
        try {
            return new AgentId(text);
        } catch (InvalidValue _) {
            throw new InvalidValue("cursor", "cursor is what the last answer gave as next_cursor.");
        }
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
