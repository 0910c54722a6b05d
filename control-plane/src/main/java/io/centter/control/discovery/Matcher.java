package io.centter.control.discovery;

import io.centter.control.presence.AgentSight;
import io.centter.model.discovery.DiscoverQuery;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Whether an agent matches a query: every filter that is given must hold.
final class Matcher {
    private final DiscoverQuery query;
    private final @Nullable String part;

    Matcher(DiscoverQuery query) {
        this.query = query;
        this.part = query.q() == null || query.q().isBlank()
                ? null
                : query.q().strip().toLowerCase(Locale.ROOT);
    }

    boolean matches(AgentSight agent) {
        return (query.status() == null || agent.presence() == query.status())
                && (query.role() == null || agent.role() == query.role())
                && (query.transport() == null || agent.transport() == query.transport())
                && (query.capability() == null || agent.capabilities().contains(query.capability()))
                && (query.skill() == null || hasSkill(agent, query.skill()))
                && (part == null || mentions(agent, part));
    }

    private static boolean hasSkill(AgentSight agent, String skill) {
        return agent.builtinSkills().contains(skill) || agent.customSkills().contains(skill);
    }

    private static boolean mentions(AgentSight agent, String part) {
        return agent.slug().value().contains(part)
                || agent.name().toLowerCase(Locale.ROOT).contains(part)
                || anyMentions(agent.capabilities(), part)
                || anyMentions(agent.builtinSkills(), part)
                || anyMentions(agent.customSkills(), part);
    }

    private static boolean anyMentions(List<String> names, String part) {
        for (String name : names) {
            if (name.toLowerCase(Locale.ROOT).contains(part)) {
                return true;
            }
        }
        return false;
    }
}
