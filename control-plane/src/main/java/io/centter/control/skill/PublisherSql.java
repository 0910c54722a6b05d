package io.centter.control.skill;

import io.centter.model.identity.NetworkId;
import io.centter.model.identity.Slug;
import io.centter.model.identity.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/// Publishers belong to no network.
@RegisterConstructorMapper(PublisherRow.class)
interface PublisherSql {
    String SELECT = """
            SELECT p.id, p.network_id, p.slug, p.name, p.website, p.verified, p.owner_id, p.named_at,
                (SELECT count(*) FROM skills s
                    WHERE s.publisher_id = p.id AND s.status = 'published' AND s.visibility = 'public') AS skills,
                p.version, p.created_at, p.updated_at
            FROM publishers p
            """;

    /// A row to be written.
    record NewPublisher(
            UUID id,
            @Nullable NetworkId network,
            Slug slug,
            String name,
            @Nullable String website,
            UserId owner,
            List<String> skeletons,
            Instant now) {}

    /// What may change of a row.
    record Change(
            UUID id,
            String name,
            @Nullable String website,
            @Nullable NetworkId network,
            List<String> skeletons,
            Instant namedAt,
            boolean verified,
            Instant now) {}

    static PublisherSql of(Handle handle) {
        return handle.attach(PublisherSql.class);
    }

    @SqlUpdate("""
            INSERT INTO publishers (id, network_id, slug, name, website, owner_id, skeletons, named_at, created_at, updated_at)
            VALUES (:id, :network, :slug, :name, :website, :owner, :skeletons, :now, :now, :now)
            ON CONFLICT (slug) DO NOTHING
            """)
    int insert(@BindMethods NewPublisher publisher);

    @SqlUpdate("""
            UPDATE publishers SET name = :name, website = :website, network_id = :network, skeletons = :skeletons,
                named_at = :namedAt, verified = :verified, version = version + 1, updated_at = :now
            WHERE id = :id
            """)
    void update(@BindMethods Change change);

    @SqlUpdate("UPDATE publishers SET verified = :verified, version = version + 1, updated_at = :now WHERE id = :id")
    void vouch(UUID id, boolean verified, Instant now);

    @SqlQuery("SELECT email FROM users WHERE id = :user")
    Optional<String> email(UserId user);

    @SqlQuery(SELECT + "WHERE p.id = :id OR p.slug = :slug")
    Optional<PublisherRow> find(@BindMethods Ref ref);

    @SqlQuery(SELECT + "WHERE p.id = :id FOR NO KEY UPDATE OF p")
    Optional<PublisherRow> lock(UUID id);

    @SqlQuery(SELECT + "WHERE p.slug > :after ORDER BY p.slug LIMIT :limit")
    List<PublisherRow> list(String after, int limit);

    @SqlQuery(SELECT + "WHERE p.owner_id = :owner AND p.slug > :after ORDER BY p.slug LIMIT :limit")
    List<PublisherRow> owned(UserId owner, String after, int limit);

    /// Names are given one at a time, or two that look alike could be taken at once.
    @SqlQuery("SELECT 1 FROM pg_advisory_xact_lock(hashtextextended('centter.marketplace-names', 0))")
    int lockNames();

    /// What a name looks like, and whose it is.
    record Taken(String skeleton, String name) {}

    /// What the names of other people's publishers look like that had theirs before, of about this length.
    @SqlQuery("""
            SELECT k AS skeleton, p.name FROM publishers p CROSS JOIN LATERAL unnest(p.skeletons) AS k
            WHERE p.owner_id <> :owner AND (p.verified OR p.named_at < :before)
              AND length(k) BETWEEN :length - 1 AND :length + 1
            ORDER BY p.named_at, p.id
            """)
    @RegisterConstructorMapper(Taken.class)
    List<Taken> othersNames(UserId owner, Instant before, int length);

    /// The same of other people's skills that everyone sees.
    @SqlQuery("""
            SELECT k AS skeleton, s.slug AS name FROM skills s JOIN publishers p ON p.id = s.publisher_id
                CROSS JOIN LATERAL unnest(s.skeletons) AS k
            WHERE p.owner_id <> :owner AND s.status = 'published' AND s.visibility = 'public'
              AND length(k) BETWEEN :length - 1 AND :length + 1
            ORDER BY s.created_at, s.id
            """)
    @RegisterConstructorMapper(Taken.class)
    List<Taken> othersSkills(UserId owner, int length);
}
