package io.centter.control.skill;

import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.identity.Slug;
import io.centter.model.identity.UserId;
import io.centter.model.skill.SkillStatus;
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

/// What agents have installed, which is the network's.
@RegisterConstructorMapper(InstallSql.Installed.class)
interface InstallSql {
    String SELECT = """
            SELECT a.skill_id, s.slug, s.name, s.status, v.version,
                (SELECT n.version FROM skill_versions n
                    WHERE n.skill_id = s.id AND n.yanked_at IS NULL AND n.precedence LIKE '%~'
                    ORDER BY n.precedence DESC LIMIT 1) AS latest,
                v.yanked_at IS NOT NULL AS yanked, v.yank_reason, a.granted_scopes, a.installed_by, a.installed_at
            FROM agent_skills a JOIN skills s ON s.id = a.skill_id JOIN skill_versions v ON v.id = a.skill_version_id
            """;

    /// A row to be written.
    record Install(
            NetworkId network, AgentId agent, UUID skill, UUID version, List<String> scopes, UserId by, Instant now) {}

    /// An installed skill as it is kept.
    record Installed(
            UUID skillId,
            Slug slug,
            String name,
            SkillStatus status,
            String version,
            @Nullable String latest,
            boolean yanked,
            @Nullable String yankReason,
            List<String> grantedScopes,
            @Nullable UserId installedBy,
            Instant installedAt) {}

    /// A skill of the marketplace by its slug.
    record Known(String slug, UUID id) {}

    static InstallSql of(Handle handle) {
        return handle.attach(InstallSql.class);
    }

    @SqlQuery("""
            SELECT EXISTS (SELECT 1 FROM agents WHERE network_id = :network AND id = :agent AND deleted_at IS NULL)
            """)
    boolean lives(NetworkId network, AgentId agent);

    @SqlQuery(SELECT + "WHERE a.network_id = :network AND a.agent_id = :agent ORDER BY s.slug")
    List<Installed> list(NetworkId network, AgentId agent);

    @SqlQuery(SELECT + """
            WHERE a.network_id = :network AND a.agent_id = :agent AND (s.id = :ref.id OR s.slug = :ref.slug)
            """)
    Optional<Installed> find(NetworkId network, AgentId agent, @BindMethods("ref") Ref ref);

    @SqlUpdate("""
            INSERT INTO agent_skills (network_id, agent_id, skill_id, skill_version_id, granted_scopes, installed_by, installed_at)
            VALUES (:network, :agent, :skill, :version, :scopes, :by, :now)
            """)
    void insert(@BindMethods Install install);

    @SqlUpdate("""
            UPDATE agent_skills SET skill_version_id = :version, granted_scopes = :scopes, installed_by = :by,
                installed_at = :now
            WHERE network_id = :network AND agent_id = :agent AND skill_id = :skill
            """)
    void change(@BindMethods Install install);

    @SqlUpdate("DELETE FROM agent_skills WHERE network_id = :network AND agent_id = :agent AND skill_id = :skill")
    void delete(NetworkId network, AgentId agent, UUID skill);

    /// The skills of these slugs that everyone sees, or this network.
    @SqlQuery("""
            SELECT s.slug, s.id FROM skills s JOIN publishers p ON p.id = s.publisher_id
            WHERE s.slug = ANY(:slugs) AND s.status = 'published'
              AND (s.visibility = 'public' OR p.network_id = :network)
            """)
    @RegisterConstructorMapper(Known.class)
    List<Known> known(NetworkId network, List<String> slugs);
}
