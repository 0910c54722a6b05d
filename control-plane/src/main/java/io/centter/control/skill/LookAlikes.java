package io.centter.control.skill;

import io.centter.model.identity.Slug;
import io.centter.model.skill.Skeleton;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/// Whether a name may be taken for another's, and for whose. What those who run the server vouch for is not asked.
final class LookAlikes {
    private LookAlikes() {}

    /// What a slug and a name look like, as it is kept.
    static List<String> skeletons(Slug slug, String name) {
        return Stream.of(slug.value(), name)
                .map(text -> Skeleton.of(text).value())
                .distinct()
                .toList();
    }

    /// Why a publisher's names may be taken for those of one that had them before.
    static Optional<String> publisher(Handle handle, PublisherRow publisher) {
        PublisherSql sql = PublisherSql.of(handle);
        return publisher.verified()
                ? Optional.empty()
                : first(
                                skeletons(publisher.slug(), publisher.name()),
                                length -> sql.othersNames(publisher.ownerId(), publisher.namedAt(), length))
                        .map(other ->
                                "The name of its publisher may be taken for that of the publisher '" + other + "'.");
    }

    /// Why a skill's names may be taken for those of another's skill, or its publisher for another.
    static Optional<String> skill(Handle handle, PublisherRow publisher, Slug slug, String name) {
        if (publisher.verified()) {
            return Optional.empty();
        }
        PublisherSql sql = PublisherSql.of(handle);
        return publisher(handle, publisher)
                .or(() -> first(skeletons(slug, name), length -> sql.othersSkills(publisher.ownerId(), length))
                        .map(other -> "Its name may be taken for that of the skill '" + other + "'."));
    }

    private static Optional<String> first(List<String> own, IntFunction<List<PublisherSql.Taken>> others) {
        for (String text : own) {
            Skeleton skeleton = new Skeleton(text);
            for (PublisherSql.Taken other : others.apply(text.length())) {
                if (skeleton.looksLike(new Skeleton(other.skeleton()))) {
                    return Optional.of(other.name());
                }
            }
        }
        return Optional.empty();
    }
}
