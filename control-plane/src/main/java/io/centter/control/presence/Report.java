package io.centter.control.presence;

import io.centter.model.heartbeat.Heartbeat;
import io.centter.model.heartbeat.HeartbeatStatus;
import io.centter.model.heartbeat.Work;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What an agent last said of itself. Times are milliseconds.
///
/// @param status absent where only the time is known, read from the database
/// @param at when the hub received it
/// @param progress when its work last moved
record Report(
        @Nullable HeartbeatStatus status,
        Profile profile,
        String addresses,
        long at,
        boolean overHttp,
        int inFlight,
        long progress,
        @Nullable Boot boot) {
    static Report restored(Instant at, boolean overHttp) {
        return new Report(null, Profile.EMPTY, Addresses.NONE, at.toEpochMilli(), overHttp, 0, 0, null);
    }

    static Report of(@Nullable Report last, Heartbeat beat, boolean overHttp, long now, Interner interner) {
        Profile profile = last != null && last.profile.says(beat) ? last.profile : Profile.of(beat, interner);
        String addresses = Addresses.of(beat);
        if (last != null && last.addresses.equals(addresses)) {
            addresses = last.addresses;
        }
        Work work = beat.work();
        int inFlight = work == null ? 0 : work.inFlight();
        return new Report(
                beat.status(),
                profile,
                addresses,
                now,
                overHttp,
                inFlight,
                inFlight == 0 ? 0 : progressOf(last, work, now),
                Boot.advance(last == null ? null : last.boot, beat, now));
    }

    // Without a time of its own, work has moved when its amount changed.
    private static long progressOf(@Nullable Report last, @Nullable Work work, long now) {
        if (work != null && work.lastProgressAt() != null) {
            return Math.min(now, work.lastProgressAt().toEpochMilli());
        }
        return last != null && work != null && last.inFlight == work.inFlight() ? last.progress : now;
    }
}
