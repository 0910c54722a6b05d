package io.centter.console.fleet;

import io.centter.console.live.FleetChange;
import io.centter.model.event.EventData.PresenceChanged;
import io.centter.model.presence.AgentPresence;
import io.centter.model.presence.PastPresence;
import io.centter.model.presence.Presence;
import io.centter.model.role.Role;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a change makes of what was known: pure.
final class Fold {
    private Fold() {}

    /// A presence that is not older than the known one replaces it; the rest stays.
    static AgentPresence moved(AgentPresence known, FleetChange.PresenceMoved moved) {
        if (moved.at().isBefore(known.since())) {
            return known;
        }
        PresenceChanged change = moved.change();
        return new AgentPresence(
                known.agent(),
                known.name(),
                known.slug(),
                known.role(),
                change.to(),
                change.status(),
                moved.at(),
                later(known.lastHeartbeatAt(), change.lastHeartbeatAt()),
                change.connected(),
                change.stuck(),
                known.duplicateInstance(),
                known.transport(),
                known.location(),
                known.capabilities(),
                known.skills(),
                change.workInFlight(),
                known.version());
    }

    static AgentPresence renamed(AgentPresence known, FleetChange.Named named) {
        return new AgentPresence(
                known.agent(),
                named.name(),
                named.slug(),
                named.role(),
                known.presence(),
                known.status(),
                known.since(),
                known.lastHeartbeatAt(),
                known.connected(),
                known.stuck(),
                known.duplicateInstance(),
                known.transport(),
                known.location(),
                known.capabilities(),
                known.skills(),
                known.workInFlight(),
                known.version());
    }

    /// An agent that was just created: it has never been heard.
    static AgentPresence born(FleetChange.Named named) {
        return new AgentPresence(
                named.agent(),
                named.name(),
                named.slug(),
                named.role(),
                Presence.OFFLINE,
                null,
                named.at(),
                null,
                false,
                false,
                false,
                null,
                null,
                List.of(),
                List.of(),
                0,
                null);
    }

    /// A picture's entry wins unless an event has told something newer than it knows; its facts that no event carries
    /// are taken in any case.
    static AgentPresence pictured(AgentPresence known, AgentPresence entry) {
        if (!entry.since().isBefore(known.since())) {
            return entry;
        }
        return new AgentPresence(
                known.agent(),
                entry.name(),
                entry.slug(),
                entry.role(),
                known.presence(),
                known.status(),
                known.since(),
                later(known.lastHeartbeatAt(), entry.lastHeartbeatAt()),
                known.connected(),
                known.stuck(),
                entry.duplicateInstance(),
                entry.transport(),
                entry.location(),
                entry.capabilities(),
                entry.skills(),
                known.workInFlight(),
                entry.version());
    }

    /// As it was then; what the past does not tell is left out.
    ///
    /// @param known as it is now; null for one that is no more
    static AgentPresence past(@Nullable AgentPresence known, PastPresence then) {
        return new AgentPresence(
                then.agent(),
                then.name(),
                then.slug(),
                known == null ? Role.ASSISTANT : known.role(),
                then.presence(),
                then.status(),
                then.since() == null ? Instant.EPOCH : then.since(),
                // It had been heard, if it has a history at all; when last, the past does not tell.
                then.since(),
                false,
                then.stuck(),
                false,
                null,
                null,
                List.of(),
                List.of(),
                0,
                null);
    }

    private static @Nullable Instant later(@Nullable Instant a, @Nullable Instant b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return a.isBefore(b) ? b : a;
    }
}
