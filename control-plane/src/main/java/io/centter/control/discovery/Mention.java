package io.centter.control.discovery;

import io.centter.control.presence.AgentSight;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/// Whether an agent's slug, name, a capability or a skill contains a text, in any case.
final class Mention implements Predicate<AgentSight> {
    private final String part;

    Mention(String part) {
        this.part = part.strip().toLowerCase(Locale.ROOT);
    }

    @Override
    public boolean test(AgentSight agent) {
        return agent.isCalled(part)
                || anyMentions(agent.capabilities())
                || anyMentions(agent.builtinSkills())
                || anyMentions(agent.customSkills());
    }

    private boolean mentions(String name) {
        return name.toLowerCase(Locale.ROOT).contains(part);
    }

    private boolean anyMentions(List<String> names) {
        for (String name : names) {
            if (mentions(name)) {
                return true;
            }
        }
        return false;
    }
}
