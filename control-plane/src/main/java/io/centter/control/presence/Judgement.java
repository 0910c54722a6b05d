package io.centter.control.presence;

import io.centter.model.presence.Presence;

/// What a state means at a moment. Pure; times are milliseconds.
final class Judgement {
    private final long degradedAfter;
    private final long offlineAfter;
    private final long stuckAfter;

    Judgement(PresenceRules rules) {
        this.degradedAfter = rules.thresholds().degradedAfter().toMillis();
        this.offlineAfter = rules.thresholds().offlineAfter().toMillis();
        this.stuckAfter = rules.stuckAfter().toMillis();
    }

    Presence presence(AgentState state, HubView hub, long now) {
        if (hub.blind(now) && state.lastBeat() < hub.unknownFrom()) {
            return Presence.UNKNOWN;
        }
        if (state.lost() != 0) {
            return now < state.lost() + state.lostGrace() ? state.presence() : Presence.OFFLINE;
        }
        long signal = state.lastSignal();
        return signal == 0 ? Presence.OFFLINE : silent(now - signal);
    }

    // As PresenceThresholds says it, without making anything: this runs for every heartbeat.
    private Presence silent(long silence) {
        if (silence < degradedAfter) {
            return Presence.ONLINE;
        }
        return silence < offlineAfter ? Presence.DEGRADED : Presence.OFFLINE;
    }

    boolean stuck(AgentState state, Presence presence, long now) {
        Report report = state.report();
        return report != null
                && report.inFlight() > 0
                && now - report.progress() >= stuckAfter
                && (presence == Presence.ONLINE || presence == Presence.DEGRADED);
    }

    /// When this state must be looked at again, if nothing else happens; `Long.MAX_VALUE` for never.
    long due(AgentState state) {
        if (state.presence() == Presence.OFFLINE) {
            return Long.MAX_VALUE;
        }
        long due = Long.MAX_VALUE;
        if (state.lost() != 0) {
            due = state.lost() + state.lostGrace();
        } else if (state.presence() == Presence.ONLINE) {
            due = state.lastSignal() + degradedAfter;
        } else if (state.presence() == Presence.DEGRADED) {
            due = state.lastSignal() + offlineAfter;
        }
        Report report = state.report();
        if (report != null && report.inFlight() > 0 && !state.stuck()) {
            due = Math.min(due, report.progress() + stuckAfter);
        }
        return due;
    }
}
