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
/// @param said when it last said something else than before, its work and status aside; 0 = read from the database
record Report(
        @Nullable HeartbeatStatus status,
        Profile profile,
        String addresses,
        long at,
        boolean overHttp,
        int inFlight,
        long progress,
        long said,
        @Nullable Boot boot) {
    static Report restored(Instant at, boolean overHttp, @Nullable Heartbeat said, Interner interner) {
        Profile profile = said == null ? Profile.EMPTY : Profile.of(said, interner);
        String addresses = said == null ? Addresses.NONE : Addresses.of(said);
        return new Report(null, profile, addresses, at.toEpochMilli(), overHttp, 0, 0, 0, null);
    }

    static Report of(@Nullable Report last, Heartbeat beat, boolean overHttp, long now, Interner interner) {
        boolean sameProfile = last != null && last.profile.says(beat);
        Profile profile = last != null && sameProfile ? last.profile : Profile.of(beat, interner);
        boolean sameAddresses = last != null && Addresses.says(last.addresses, beat);
        String addresses = last != null && sameAddresses ? last.addresses : Addresses.of(beat);
        boolean same = sameProfile && sameAddresses;
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
                last != null && same ? last.said : now,
                Boot.advance(last == null ? null : last.boot, beat, now));
    }

    /// Whether two reports say the same of where the agent is and by what it is reached. Who says the same again keeps
    /// the very profile, so this is quick for nearly every heartbeat.
    @SuppressWarnings("ReferenceEquality")
    static boolean samePlace(@Nullable Report one, @Nullable Report other) {
        if (one == null || other == null) {
            return one == other;
        }
        boolean sameProfile = one.profile == other.profile
                || (one.profile.site().equals(other.profile.site())
                        && one.profile.transports().equals(other.profile.transports()));
        return sameProfile && one.addresses.equals(other.addresses);
    }

    // Without a time of its own, work has moved when its amount changed.
    private static long progressOf(@Nullable Report last, @Nullable Work work, long now) {
        if (work != null && work.lastProgressAt() != null) {
            return Math.min(now, work.lastProgressAt().toEpochMilli());
        }
        return last != null && work != null && last.inFlight == work.inFlight() ? last.progress : now;
    }
}
