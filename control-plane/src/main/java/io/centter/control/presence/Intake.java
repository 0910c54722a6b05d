package io.centter.control.presence;

/// What became of a heartbeat. All but [#TAKEN] are counted drops.
public enum Intake {
    TAKEN("taken"),
    MALFORMED("malformed"),
    OVERSIZED("oversized"),
    /// It says another agent than the one the broker proved.
    WRONG_AGENT("wrong-agent"),
    REPLAYED("replayed"),
    OUT_OF_ORDER("out-of-order"),
    CLOCK_AHEAD("clock-ahead"),
    UNKNOWN_AGENT("unknown-agent");

    private final String label;

    Intake(String label) {
        this.label = label;
    }

    /// As counters and logs name it.
    public String label() {
        return label;
    }
}
