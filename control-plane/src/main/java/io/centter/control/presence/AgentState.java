package io.centter.control.presence;

import io.centter.model.heartbeat.HeartbeatStatus;
import io.centter.model.heartbeat.Transport;
import io.centter.model.presence.Presence;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All the board knows of one agent: a value, replaced as a whole, so that readers need no lock.
///
/// @param since when presence, status or being stuck last changed
/// @param lost since when no connection is left, where one was; 0 = never or connected
/// @param lostGrace how long after `lost` the agent still counts as it did
record AgentState(
        Identity who,
        @Nullable Report report,
        @Nullable Link links,
        long lost,
        int lostGrace,
        Presence presence,
        long since,
        boolean stuck) {
    /// From here on a heartbeat that is heard proves a connection whose start was missed; before, it may have been on
    /// its way when the connection closed.
    private static final long STRAY_MILLIS = 1_000;

    @Nullable
    HeartbeatStatus status() {
        return report == null ? null : report.status();
    }

    long lastBeat() {
        return report == null ? 0 : report.at();
    }

    long lastSignal() {
        return Math.max(lastBeat(), Link.latestStart(links));
    }

    Profile profile() {
        return report == null ? Profile.EMPTY : report.profile();
    }

    /// How it is best reached: NATS while it is connected, else what it said, else what was recorded.
    Transport transport() {
        if (links != null) {
            return Transport.NATS;
        }
        List<Transport> said = profile().transports();
        return said.isEmpty() ? who.transport() : said.getFirst();
    }

    int inFlight() {
        return report == null ? 0 : report.inFlight();
    }

    AgentState heard(Report next) {
        boolean alive = next.overHttp() || next.at() - lost > STRAY_MILLIS;
        return new AgentState(who, next, links, alive ? 0 : lost, lostGrace, presence, since, stuck);
    }

    AgentState linked(@Nullable Link next) {
        return new AgentState(who, report, next, next == null ? lost : 0, lostGrace, presence, since, stuck);
    }

    AgentState unlinked(long now, long grace) {
        return new AgentState(who, report, null, now, (int) grace, presence, since, stuck);
    }

    AgentState renamed(Identity next) {
        return new AgentState(next, report, links, lost, lostGrace, presence, since, stuck);
    }

    AgentState settled(Presence next, boolean nowStuck, long now) {
        return new AgentState(who, report, links, lost, lostGrace, next, now, nowStuck);
    }
}
