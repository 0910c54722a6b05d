package io.centter.control.presence;

import io.centter.model.identity.AgentId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The agents of one network, as they are while one looks at them.
public final class Sights {
    private final Roster roster;
    private final Texts texts;

    Sights(Roster roster, Texts texts) {
        this.roster = roster;
        this.texts = texts;
    }

    /// So many agents report this name.
    public record Count(String name, int agents) {}

    public Optional<AgentSight> find(AgentId agent) {
        return Optional.ofNullable(roster.sight(Identity.keyOf(agent)));
    }

    public Optional<AgentSight> bySlug(String slug) {
        return Optional.ofNullable(roster.bySlug(slug));
    }

    /// A page of those that are wanted. How long it takes depends on the page, not on the network.
    ///
    /// @param from where the last page ended; null at the beginning
    public Found page(Wanted wanted, Found.@Nullable Place from, int limit) {
        return Search.page(roster, wanted, from, limit);
    }

    /// How discovery shows an agent: kept, or made now.
    public byte[] discovered(AgentSight agent, Function<AgentSight, byte[]> maker) {
        Block block = agent.block();
        return texts.text(block.discovered(), block.size(), agent.place(), agent, maker);
    }

    /// How presence shows an agent: kept, or made now. Whether it may be kept is asked when it is made: a look at what
    /// each agent reported would take longer than the rest of a page.
    byte[] pictured(AgentSight agent, Function<AgentSight, byte[]> maker) {
        Block block = agent.block();
        byte[] kept = Texts.kept(block.pictured(), agent.place());
        if (kept != null) {
            return kept;
        }
        return agent.passes()
                ? maker.apply(agent)
                : texts.text(block.pictured(), block.size(), agent.place(), agent, maker);
    }

    /// Every capability that some agent has, in no order.
    public List<Count> capabilities() {
        return counts(roster.terms().capabilities());
    }

    /// Every skill, builtin or custom, that some agent has, in no order.
    public List<Count> skills() {
        return counts(roster.terms().skills());
    }

    /// How many names there are to count, or some more.
    public int names() {
        return roster.terms().capabilities().size() + roster.terms().skills().size();
    }

    private static List<Count> counts(Collection<Term> terms) {
        return terms.stream()
                .map(term -> new Count(term.name(), term.agents()))
                .filter(count -> count.agents() > 0)
                .toList();
    }
}
