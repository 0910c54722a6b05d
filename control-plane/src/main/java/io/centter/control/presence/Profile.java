package io.centter.control.presence;

import io.centter.model.heartbeat.Build;
import io.centter.model.heartbeat.Heartbeat;
import io.centter.model.heartbeat.Location;
import io.centter.model.heartbeat.Transport;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/// The parts of a heartbeat that many agents say alike, held once for all of them.
record Profile(
        List<Transport> transports,
        List<String> capabilities,
        List<String> builtinSkills,
        List<String> customSkills,
        List<String> tools,
        @Nullable Build build,
        Site site) {
    /// The parts of a location that many agents share.
    record Site(
            @Nullable String vpcId,
            @Nullable String tailnet,
            @Nullable String region) {
        static final Site NOWHERE = new Site(null, null, null);
    }

    static final Profile EMPTY = new Profile(List.of(), List.of(), List.of(), List.of(), List.of(), null, Site.NOWHERE);

    /// Builtin and custom skills as one list, each once.
    List<String> skills() {
        if (customSkills.isEmpty()) {
            return builtinSkills;
        }
        SequencedSet<String> all = new LinkedHashSet<>(builtinSkills);
        all.addAll(customSkills);
        return List.copyOf(all);
    }

    /// Compared without making anything, since nearly every heartbeat says what the last one said.
    boolean says(Heartbeat beat) {
        return transports.equals(beat.transports())
                && capabilities.equals(beat.capabilities())
                && builtinSkills.equals(beat.builtinSkills())
                && customSkills.equals(beat.customSkills())
                && tools.equals(beat.tools())
                && Objects.equals(build, beat.build())
                && site.equals(siteOf(beat.location()));
    }

    static Profile of(Heartbeat beat, Interner interner) {
        // The whole is not shared: in a mixed fleet nearly every combination is its own, and knowing it costs more.
        return new Profile(
                interner.one(beat.transports()),
                interner.one(beat.capabilities()),
                interner.one(beat.builtinSkills()),
                interner.one(beat.customSkills()),
                interner.one(beat.tools()),
                beat.build() == null ? null : interner.one(beat.build()),
                interner.one(siteOf(beat.location())));
    }

    private static Site siteOf(@Nullable Location location) {
        return location == null ? Site.NOWHERE : new Site(location.vpcId(), location.tailnet(), location.region());
    }
}
