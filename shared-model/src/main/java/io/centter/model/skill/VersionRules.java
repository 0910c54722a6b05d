package io.centter.model.skill;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/// Which version may follow others. Numbers only go up and none is used twice, yanked ones included.
public final class VersionRules {
    private VersionRules() {}

    /// The published version that stands in the way of a new one, if any. A release must be higher than every release;
    /// a pre-release must be higher than every release, and than the pre-releases of the same `major.minor.patch`.
    /// So `1.4.1` may follow `2.0.0-rc.1`.
    public static Optional<SemVer> obstacle(SemVer next, Collection<SemVer> published) {
        Stream<SemVer> those = published.stream()
                .filter(one -> !one.preRelease()
                        || (next.preRelease() && one.core().equals(next.core()))
                        || SemVer.PRECEDENCE.compare(one, next) == 0);
        return those.max(SemVer.PRECEDENCE).filter(highest -> !next.isHigherThan(highest));
    }

    /// What is installed where nobody names a version: the highest release.
    public static Optional<SemVer> newest(Collection<SemVer> installable) {
        Comparator<SemVer> order = SemVer.PRECEDENCE;
        return installable.stream().filter(one -> !one.preRelease()).max(order);
    }
}
