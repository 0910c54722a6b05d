package io.centter.control.skill;

import io.centter.model.identity.Slug;
import io.centter.model.skill.Skeleton;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/// Whether a name may be taken for another's. What those who run the server vouch for is not asked.
final class LookAlikes {
    private LookAlikes() {}

    /// What a slug and a name look like, as it is kept.
    static List<String> skeletons(Slug slug, String name) {
        return Stream.of(slug.value(), name)
                .map(text -> Skeleton.of(text).value())
                .distinct()
                .toList();
    }

    /// Whether a publisher's names may be taken for those of one that had them before.
    static boolean publisher(Handle handle, PublisherRow publisher) {
        PublisherSql sql = PublisherSql.of(handle);
        return !publisher.verified()
                && any(
                        skeletons(publisher.slug(), publisher.name()),
                        length -> sql.othersNames(publisher.ownerId(), publisher.namedAt(), length));
    }

    /// Whether a skill's names may be taken for those of another's skill, or its publisher for another.
    static boolean skill(Handle handle, PublisherRow publisher, Slug slug, String name) {
        PublisherSql sql = PublisherSql.of(handle);
        return publisher(handle, publisher)
                || (!publisher.verified()
                        && any(skeletons(slug, name), length -> sql.othersSkills(publisher.ownerId(), length)));
    }

    private static boolean any(List<String> own, IntFunction<List<String>> others) {
        return own.stream()
                .map(Skeleton::new)
                .anyMatch(one -> others.apply(one.value().length()).stream()
                        .map(Skeleton::new)
                        .anyMatch(one::looksLike));
    }
}
