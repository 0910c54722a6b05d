package io.centter.control.skill;

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

/// Versions belong to their skill.
@RegisterConstructorMapper(VersionRow.class)
interface VersionSql {
    String SELECT = """
            SELECT id, skill_id, version, precedence, digest, size_bytes, changelog, scopes, manifest, capabilities,
                signature, signed_by, yanked_at, yank_reason, published_at
            FROM skill_versions
            """;

    /// A row to be written.
    @SuppressWarnings("ArrayRecordComponent")
    record NewVersion(
            UUID id,
            UUID skill,
            String version,
            String precedence,
            byte[] digest,
            long sizeBytes,
            String changelog,
            List<String> scopes,
            String manifest,
            String capabilities,
            byte @Nullable [] signature,
            @Nullable String signedBy,
            UserId by,
            Instant now) {
        NewVersion signedBy(String key) {
            return new NewVersion(
                    id,
                    skill,
                    version,
                    precedence,
                    digest,
                    sizeBytes,
                    changelog,
                    scopes,
                    manifest,
                    capabilities,
                    signature,
                    key,
                    by,
                    now);
        }
    }

    /// A version's number and whether it can be newly installed.
    record Numbered(String version, boolean yanked) {}

    static VersionSql of(Handle handle) {
        return handle.attach(VersionSql.class);
    }

    @SqlUpdate("""
            INSERT INTO skill_versions (id, skill_id, version, precedence, digest, size_bytes, changelog, scopes, manifest,
                capabilities, signature, signed_by, published_by, published_at)
            VALUES (:id, :skill, :version, :precedence, :digest, :sizeBytes, :changelog, :scopes,
                CAST(:manifest AS jsonb), CAST(:capabilities AS jsonb), :signature, :signedBy, :by, :now)
            """)
    void insert(@BindMethods NewVersion version);

    /// Whether what is published already is this very version.
    @SqlQuery("""
            SELECT EXISTS (SELECT 1 FROM skill_versions
                WHERE skill_id = :skill AND version = :version AND digest = :digest AND size_bytes = :sizeBytes
                  AND changelog = :changelog AND scopes = CAST(:scopes AS text[])
                  AND manifest = CAST(:manifest AS jsonb) AND capabilities = CAST(:capabilities AS jsonb))
            """)
    boolean same(@BindMethods NewVersion version);

    @SqlQuery(SELECT + "WHERE skill_id = :skill AND version = :version")
    Optional<VersionRow> find(UUID skill, String version);

    @SqlQuery(SELECT + "WHERE skill_id = :skill AND precedence < :before ORDER BY precedence DESC LIMIT :limit")
    List<VersionRow> list(UUID skill, String before, int limit);

    @SqlQuery("SELECT version, yanked_at IS NOT NULL AS yanked FROM skill_versions WHERE skill_id = :skill")
    @RegisterConstructorMapper(Numbered.class)
    List<Numbered> numbers(UUID skill);

    @SqlQuery("""
            SELECT network_id, count(*) AS agents FROM agent_skills WHERE skill_id = :skill AND skill_version_id = :version
            GROUP BY network_id ORDER BY network_id
            """)
    @RegisterConstructorMapper(SkillNews.Holder.class)
    List<SkillNews.Holder> holders(UUID skill, UUID version);

    @SqlUpdate("UPDATE skill_versions SET yanked_at = :now, yank_reason = :reason WHERE id = :id")
    void yank(UUID id, String reason, Instant now);
}
