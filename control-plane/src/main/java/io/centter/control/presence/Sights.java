package io.centter.control.presence;

import io.centter.model.identity.AgentId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The agents of one network, as they are while one looks at them.
public final class Sights {
    private final Roster roster;

    Sights(Roster roster) {
        this.roster = roster;
    }

    /// So many agents report this name.
    public record Count(String name, int agents) {}

    public Optional<AgentSight> find(AgentId agent) {
        return Optional.ofNullable(roster.find(Identity.keyOf(agent))).map(AgentSight::new);
    }

    public Optional<AgentSight> bySlug(String slug) {
        return Optional.ofNullable(roster.bySlug(slug)).map(AgentSight::new);
    }

    /// A page of those that are wanted. How long it takes depends on the page, not on the network.
    ///
    /// @param from where the last page ended; null at the beginning
    public Found page(Wanted wanted, Found.@Nullable Place from, int limit) {
        return Search.page(roster, wanted, from, limit);
    }

    /// Every capability that some agent has, in no order.
    public List<Count> capabilities() {
        return counts(roster.terms().capabilities());
    }

    /// Every skill, builtin or custom, that some agent has, in no order.
    public List<Count> skills() {
        return counts(roster.terms().skills());
    }

    private static List<Count> counts(Collection<Term> terms) {
        return terms.stream()
                .map(term -> new Count(term.name(), term.agents()))
                .filter(count -> count.agents() > 0)
                .toList();
    }
}
