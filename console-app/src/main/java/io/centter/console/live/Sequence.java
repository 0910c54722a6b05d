package io.centter.console.live;

import java.util.BitSet;

/// Follows the gap-free numbers of a network's events. Two subjects are carried side by side, so a number may come a
/// little early; one that stays away is a gap.
final class Sequence {
    /// How far ahead of a missing number others may be before it counts as lost.
    private static final int WINDOW = 1 << 14;

    private final BitSet early = new BitSet();
    private long next = -1;
    private boolean overrun;

    /// Nothing is known; the next number that comes is the first.
    void restart() {
        next = -1;
        early.clear();
        overrun = false;
    }

    /// False where this number was seen already, or came before the first.
    boolean accept(long seq) {
        if (next < 0) {
            next = seq + 1;
            return true;
        }
        if (seq < next) {
            return false;
        }
        if (seq == next && early.isEmpty()) {
            next++;
            return true;
        }
        long ahead = seq - next;
        if (ahead >= WINDOW) {
            early.clear();
            overrun = true;
            next = seq + 1;
            return true;
        }
        if (early.get((int) ahead)) {
            return false;
        }
        early.set((int) ahead);
        int run = early.nextClearBit(0);
        if (run > 0) {
            next += run;
            BitSet rest = early.get(run, Math.max(run, early.length()));
            early.clear();
            early.or(rest);
        }
        return true;
    }

    boolean hasGap() {
        return overrun || !early.isEmpty();
    }

    /// Gives up on what is missing: a snapshot covers it.
    void forgive() {
        next += early.length();
        early.clear();
        overrun = false;
    }
}
