package io.centter.control.skill;

import io.centter.model.identity.Slug;
import io.centter.model.skill.SkillStatus;
import io.centter.model.skill.SkillVisibility;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.customizer.Define;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/// Skills belong to publishers; what a viewer may see of them is decided here, in the query.
@RegisterConstructorMapper(SkillRow.class)
interface SkillSql {
    String COLUMNS = """
            SELECT s.id, s.slug, s.name, s.summary, s.category, s.visibility, s.status, s.publisher_id,
                p.slug AS publisher_slug, p.name AS publisher_name, p.verified AS publisher_verified, p.owner_id,
                p.network_id,
                (SELECT v.version FROM skill_versions v
                    WHERE v.skill_id = s.id AND v.yanked_at IS NULL AND v.precedence LIKE '%~'
                    ORDER BY v.precedence DESC LIMIT 1) AS latest,
                s.quarantined_at, s.quarantine_reason, s.installs, s.reviews, s.rating, s.version, s.created_at, s.updated_at
            """;
    String FROM = """
            FROM skills s JOIN publishers p ON p.id = s.publisher_id
            """;
    String MINE = "(s.visibility = 'public' OR p.network_id = CAST(:network AS uuid) OR EXISTS (SELECT 1"
            + " FROM network_members m JOIN networks n ON n.id = m.network_id AND n.status <> 'deleting'"
            + " WHERE m.network_id = p.network_id AND m.user_id = CAST(:user AS uuid)))";
    String VISIBLE = "(p.owner_id = CAST(:user AS uuid) OR (s.status IN ('published', 'withdrawn') AND " + MINE + "))";
    String LISTED = "(p.owner_id = CAST(:user AS uuid) OR (s.status = 'published' AND " + MINE + ")"
            + " OR (:curator AND s.status = 'quarantined'))";

    /// A row to be written.
    record NewSkill(
            UUID id,
            UUID publisher,
            Slug slug,
            String name,
            String summary,
            @Nullable String category,
            SkillVisibility visibility,
            SkillStatus status,
            List<String> skeletons,
            Instant now) {}

    /// What may change of a row.
    record Change(
            UUID id,
            String name,
            String summary,
            @Nullable String category,
            SkillVisibility visibility,
            SkillStatus status,
            List<String> skeletons,
            Instant now) {}

    /// What is asked for, and after which place it goes on.
    record Query(
            @Nullable UUID user,
            @Nullable UUID network,
            @Nullable String q,
            String head,
            @Nullable String begun,
            @Nullable String category,
            @Nullable String publisher,
            @Nullable SkillStatus status,
            boolean curator,
            @Nullable Double place,
            @Nullable UUID after,
            int limit) {}

    static SkillSql of(Handle handle) {
        return handle.attach(SkillSql.class);
    }

    @SqlUpdate("""
            INSERT INTO skills (id, publisher_id, slug, name, summary, category, visibility, status, skeletons, created_at,
                updated_at)
            VALUES (:id, :publisher, :slug, :name, :summary, :category, :visibility, :status, :skeletons, :now, :now)
            ON CONFLICT (slug) DO NOTHING
            """)
    int insert(@BindMethods NewSkill skill);

    @SqlUpdate("""
            UPDATE skills SET name = :name, summary = :summary, category = :category, visibility = :visibility,
                status = :status, skeletons = :skeletons, version = version + 1, updated_at = :now
            WHERE id = :id
            """)
    void update(@BindMethods Change change);

    /// A skill that is there already only gets another reason.
    @SqlUpdate("""
            UPDATE skills SET status = 'quarantined', quarantine_reason = :reason,
                quarantined_at = COALESCE(quarantined_at, :now), quarantined_from = COALESCE(quarantined_from, status),
                version = version + 1, updated_at = :now
            WHERE id = :id
            """)
    void quarantine(UUID id, String reason, Instant now);

    /// Every public skill of a publisher whose name is now taken for another's.
    @SqlQuery("""
            UPDATE skills SET status = 'quarantined', quarantine_reason = :reason, quarantined_at = :now,
                quarantined_from = status, version = version + 1, updated_at = :now
            WHERE publisher_id = :publisher AND visibility = 'public' AND status IN ('draft', 'published')
            RETURNING id
            """)
    List<UUID> quarantineAll(UUID publisher, String reason, Instant now);

    @SqlUpdate("""
            UPDATE skills SET status = quarantined_from, quarantine_reason = NULL, quarantined_at = NULL,
                quarantined_from = NULL, version = version + 1, updated_at = :now
            WHERE id = :id
            """)
    void release(UUID id, Instant now);

    /// The networks that have a skill, and the one of its publisher.
    @SqlQuery("""
            SELECT network_id, CAST(sum(agents) AS integer) AS agents FROM (
                SELECT network_id, 1 AS agents FROM agent_skills WHERE skill_id = :skill
                UNION ALL
                SELECT p.network_id, 0 FROM publishers p JOIN skills s ON s.publisher_id = p.id
                WHERE s.id = :skill AND p.network_id IS NOT NULL) AS concerned
            GROUP BY network_id ORDER BY network_id
            """)
    @RegisterConstructorMapper(SkillNews.Holder.class)
    List<SkillNews.Holder> concerned(UUID skill);

    @SqlQuery(COLUMNS + ", 0 AS place " + FROM + "WHERE (s.id = :ref.id OR s.slug = :ref.slug) AND " + VISIBLE)
    Optional<SkillRow> find(@BindMethods("ref") Ref ref, @BindMethods Viewer viewer);

    /// For curators.
    @SqlQuery(COLUMNS + ", 0 AS place " + FROM
            + "WHERE (s.id = :ref.id OR s.slug = :ref.slug) AND s.status = 'quarantined'")
    Optional<SkillRow> quarantined(@BindMethods("ref") Ref ref);

    @SqlQuery(COLUMNS + ", 0 AS place " + FROM + "WHERE s.id = :id")
    Optional<SkillRow> byId(UUID id);

    /// Makes changes of one skill, its versions, reviews and installs wait for each other until the transaction ends.
    @SqlQuery("SELECT 1 FROM skills WHERE id = :id FOR NO KEY UPDATE")
    Optional<Integer> lock(UUID id);

    /// The best first, and of equal ones the newest.
    @SqlQuery("""
            WITH asked AS (SELECT CASE WHEN CAST(:q AS text) IS NULL THEN NULL
                ELSE websearch_to_tsquery('english', :q) || websearch_to_tsquery('simple', :q)
                    || CASE WHEN CAST(:begun AS text) IS NULL THEN CAST('' AS tsquery)
                        ELSE websearch_to_tsquery('english', :head) && to_tsquery('simple', :begun || ':*') END
                END AS q),
            found AS (
            """ + COLUMNS + ", CAST(<place> AS double precision) AS place " + FROM + """
                CROSS JOIN asked
                WHERE (asked.q IS NULL OR s.search @@ asked.q)
                  AND (CAST(:category AS text) IS NULL OR s.category = :category)
                  AND (CAST(:publisher AS text) IS NULL OR p.slug = :publisher)
                  AND (CAST(:status AS text) IS NULL OR s.status = :status)
                  AND (CAST(:after AS uuid) IS NULL
                    OR (CAST(<place> AS double precision), s.id) < (CAST(:place AS double precision), CAST(:after AS uuid)))
                  AND
            """ + LISTED + """
                ORDER BY CAST(<place> AS double precision) DESC, s.id DESC LIMIT :limit)
            SELECT * FROM found ORDER BY place DESC, id DESC
            """)
    List<SkillRow> list(@Define("place") String place, @BindMethods Query query);
}
