package io.centter.console.live;

import io.centter.model.event.EventData.PresenceChanged;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.Slug;
import io.centter.model.presence.PresenceSnapshot;
import io.centter.model.role.Role;
import java.time.Instant;

/// One thing the picture of a fleet is folded from. `at` is always the hub's time.
public sealed interface FleetChange {
    /// Everything at one moment.
    record Snapshot(PresenceSnapshot picture) implements FleetChange {
        @Override
        public Instant at() {
            return picture.at();
        }
    }

    /// Presence, status or stuckness of one agent.
    record PresenceMoved(Instant at, PresenceChanged change) implements FleetChange {}

    /// An agent was created or is now called otherwise.
    record Named(Instant at, AgentId agent, String name, Slug slug, Role role) implements FleetChange {}

    /// An agent was deleted. Ids are never given twice.
    record Removed(Instant at, AgentId agent) implements FleetChange {}

    Instant at();

    /// What supersedes what: of two changes with the same key, [#newer] is enough.
    static Object key(FleetChange change) {
        return switch (change) {
            case Snapshot _ -> Snapshot.class;
            case PresenceMoved moved -> moved.change().agent();
            case Named named -> new Identity(named.agent());
            case Removed removed -> new Identity(removed.agent());
        };
    }

    /// Of two changes with one key the one that stays; `later` came later, which decides between equals.
    static FleetChange newer(FleetChange earlier, FleetChange later) {
        if (earlier instanceof Removed) {
            return earlier;
        }
        return later instanceof Removed || !later.at().isBefore(earlier.at()) ? later : earlier;
    }

    /// Who an agent is, beside how it is.
    record Identity(AgentId agent) {}
}
