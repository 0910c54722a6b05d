package io.centter.console.fleet;

import io.centter.model.presence.Presence;

/// How many agents are in which presence.
public record PresenceCounts(int online, int degraded, int offline, int unknown) {
    public static final PresenceCounts NONE = new PresenceCounts(0, 0, 0, 0);

    public int total() {
        return online + degraded + offline + unknown;
    }

    PresenceCounts plus(Presence presence, int more) {
        return switch (presence) {
            case ONLINE -> new PresenceCounts(online + more, degraded, offline, unknown);
            case DEGRADED -> new PresenceCounts(online, degraded + more, offline, unknown);
            case OFFLINE -> new PresenceCounts(online, degraded, offline + more, unknown);
            case UNKNOWN -> new PresenceCounts(online, degraded, offline, unknown + more);
        };
    }

    public int of(Presence presence) {
        return switch (presence) {
            case ONLINE -> online;
            case DEGRADED -> degraded;
            case OFFLINE -> offline;
            case UNKNOWN -> unknown;
        };
    }
}
