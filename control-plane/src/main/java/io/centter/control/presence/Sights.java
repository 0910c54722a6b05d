package io.centter.control.presence;

import io.centter.model.identity.AgentId;
import java.util.Optional;

/// The agents of one network by id, to walk over without copying.
public final class Sights {
    private final Roster roster;

    Sights(Roster roster) {
        this.roster = roster;
    }

    public int size() {
        return roster.size();
    }

    public AgentSight at(int index) {
        return new AgentSight(roster.at(index));
    }

    public Optional<AgentSight> find(AgentId agent) {
        return Optional.ofNullable(roster.find(Identity.keyOf(agent))).map(cell -> new AgentSight(cell.state()));
    }

    /// The index of the first agent after this id, which need not exist any more.
    public int after(AgentId agent) {
        return roster.after(Identity.keyOf(agent));
    }
}
