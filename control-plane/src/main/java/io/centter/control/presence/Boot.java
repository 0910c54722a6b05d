package io.centter.control.presence;

import io.centter.model.heartbeat.Heartbeat;
import org.jspecify.annotations.Nullable;

/// One start of an agent, and how far its heartbeats have come.
///
/// @param id a digest of the boot id; 0 without one
/// @param ts by the agent's clock, in milliseconds
/// @param other the boot heard before this one
/// @param swapped when a boot was last heard again after another: two instances run at once
record Boot(long id, long seq, long ts, @Nullable Boot other, long swapped) {
    private static final long FNV_BASIS = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    /// Whether a heartbeat comes after what was heard; `current` is null before the first.
    static Intake check(@Nullable Boot current, Heartbeat beat) {
        if (current == null) {
            return Intake.TAKEN;
        }
        long id = idOf(beat);
        long ts = beat.ts().toEpochMilli();
        if (id == current.id) {
            return current.after(beat.seq(), ts);
        }
        Boot other = current.other;
        if (other == null || id != other.id) {
            return Intake.TAKEN;
        }
        Intake order = other.after(beat.seq(), ts);
        // A late heartbeat of the boot before a restart is no second instance.
        return order == Intake.TAKEN && ts <= current.ts ? Intake.OUT_OF_ORDER : order;
    }

    /// The boot after a heartbeat that [#check] let pass.
    static Boot advance(@Nullable Boot current, Heartbeat beat, long now) {
        long id = idOf(beat);
        long ts = beat.ts().toEpochMilli();
        if (current == null) {
            return new Boot(id, beat.seq(), ts, null, 0);
        }
        if (id == current.id) {
            return new Boot(id, beat.seq(), ts, current.other, current.swapped);
        }
        Boot other = current.other;
        boolean again = other != null && other.id == id;
        return new Boot(id, beat.seq(), ts, current.alone(), again ? now : current.swapped);
    }

    boolean duplicated(long now, long memory) {
        return swapped != 0 && now - swapped < memory;
    }

    private Intake after(long newSeq, long newTs) {
        int order = id == 0 ? Long.compare(newTs, ts) : Long.compare(newSeq, seq);
        if (order == 0) {
            return Intake.REPLAYED;
        }
        return order < 0 ? Intake.OUT_OF_ORDER : Intake.TAKEN;
    }

    private Boot alone() {
        return new Boot(id, seq, ts, null, 0);
    }

    private static long idOf(Heartbeat beat) {
        String text = beat.bootId();
        if (text == null || text.isEmpty()) {
            return 0;
        }
        long hash = FNV_BASIS;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * FNV_PRIME;
        }
        return hash | 1;
    }
}
