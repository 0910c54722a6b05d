package io.centter.control.access;

import io.centter.model.api.MemberRole;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.identity.UserId;
import io.centter.model.permission.Effect;
import io.centter.model.role.Role;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/// Reads for many features at once what rights follow from. The queries of agents come in pairs: all of a network, and
/// some.
@RegisterConstructorMapper(AccessSql.NetworkRow.class)
@RegisterConstructorMapper(AccessSql.ChangeRow.class)
@RegisterConstructorMapper(AccessSql.MemberRow.class)
@RegisterConstructorMapper(AccessSql.RoleRow.class)
@RegisterConstructorMapper(AccessSql.TeamRow.class)
@RegisterConstructorMapper(AccessSql.AgentRow.class)
@RegisterConstructorMapper(AccessSql.PlaceRow.class)
@RegisterConstructorMapper(AccessSql.PermissionRow.class)
@RegisterConstructorMapper(AccessSql.SkillRow.class)
@RegisterConstructorMapper(AccessSql.UserRow.class)
@RegisterConstructorMapper(AuthorityKey.class)
interface AccessSql {
    String AGENTS = """
            SELECT id, name, role, locked_at, locked_until, lock_reason, api_key_hash, api_key_hash_previous,
                previous_valid_until, builtin_skills, custom_skills
            FROM agents a WHERE network_id = :network AND deleted_at IS NULL
            """;
    String PLACES = "SELECT agent_id, team_id, role FROM team_agents a WHERE network_id = :network";
    String PERMISSIONS = """
            SELECT id, agent_id, scope, effect, reason, expires_at FROM permissions a
            WHERE network_id = :network AND ended_at IS NULL AND (expires_at IS NULL OR expires_at > now())
            """;
    String SKILLS = """
            SELECT a.agent_id, a.skill_id, s.slug, v.version, a.granted_scopes, v.capabilities::text AS capabilities
            FROM agent_skills a JOIN skills s ON s.id = a.skill_id JOIN skill_versions v ON v.id = a.skill_version_id
            WHERE a.network_id = :network
            """;
    String SOME = " AND a.agent_id = ANY(:ids)";

    /// Where a network stands.
    record NetworkRow(String status, String plan, long accessVersion) {}

    /// One change; null where it concerns the network as a whole.
    record ChangeRow(long version, @Nullable String agentId) {}

    /// A member.
    record MemberRow(UserId userId, MemberRole role) {}

    /// One scope of a role.
    record RoleRow(Role role, String scope) {}

    /// A team's name.
    record TeamRow(UUID id, String name) {}

    /// An agent's own row.
    @SuppressWarnings("ArrayRecordComponent")
    record AgentRow(
            AgentId id,
            String name,
            Role role,
            @Nullable Instant lockedAt,
            @Nullable Instant lockedUntil,
            @Nullable String lockReason,
            byte @Nullable [] apiKeyHash,
            byte @Nullable [] apiKeyHashPrevious,
            @Nullable Instant previousValidUntil,
            List<String> builtinSkills,
            List<String> customSkills) {}

    /// An agent's place in a team.
    record PlaceRow(AgentId agentId, UUID teamId, Role role) {}

    /// A manual permission.
    record PermissionRow(
            UUID id,
            AgentId agentId,
            String scope,
            Effect effect,
            @Nullable String reason,
            @Nullable Instant expiresAt) {}

    /// An installed skill.
    record SkillRow(
            AgentId agentId,
            UUID skillId,
            String slug,
            String version,
            List<String> grantedScopes,
            String capabilities) {}

    /// What a person's sessions hang on.
    record UserRow(
            String status,
            Instant sessionsValidFrom,
            @Nullable UUID keptSession) {}

    static AccessSql of(Handle handle) {
        return handle.attach(AccessSql.class);
    }

    @SqlQuery("SELECT status, plan, access_version FROM networks WHERE id = :network AND status <> 'deleting'")
    Optional<NetworkRow> network(NetworkId network);

    @SqlQuery("""
            SELECT version, agent_id FROM access_changes WHERE network_id = :network AND version > :after ORDER BY version
            LIMIT :limit
            """)
    List<ChangeRow> changes(NetworkId network, long after, int limit);

    @SqlQuery("SELECT user_id, role FROM network_members WHERE network_id = :network")
    List<MemberRow> members(NetworkId network);

    @SqlQuery("SELECT role, scope FROM role_scopes WHERE network_id = :network ORDER BY role, scope")
    List<RoleRow> roles(NetworkId network);

    @SqlQuery("SELECT id, name FROM teams WHERE network_id = :network")
    List<TeamRow> teams(NetworkId network);

    @SqlQuery("""
            SELECT kid, public_jwk::text AS public_jwk, sealed_private, seal_key_id, status, created_at, activated_at,
                retired_at, gone_at
            FROM authority_keys WHERE network_id = :network ORDER BY created_at
            """)
    List<AuthorityKey> keys(NetworkId network);

    @SqlQuery("SELECT jti FROM revoked_tokens WHERE network_id = :network AND expires_at > now()")
    List<UUID> revokedTokens(NetworkId network);

    @SqlQuery(AGENTS)
    List<AgentRow> agents(NetworkId network);

    @SqlQuery(AGENTS + " AND a.id = ANY(:ids)")
    List<AgentRow> agents(NetworkId network, String[] ids);

    @SqlQuery(PLACES)
    List<PlaceRow> places(NetworkId network);

    @SqlQuery(PLACES + SOME)
    List<PlaceRow> places(NetworkId network, String[] ids);

    @SqlQuery(PERMISSIONS)
    List<PermissionRow> permissions(NetworkId network);

    @SqlQuery(PERMISSIONS + SOME)
    List<PermissionRow> permissions(NetworkId network, String[] ids);

    @SqlQuery(SKILLS)
    List<SkillRow> skills(NetworkId network);

    @SqlQuery(SKILLS + SOME)
    List<SkillRow> skills(NetworkId network, String[] ids);

    @SqlQuery("SELECT network_id FROM agents WHERE id = :agent AND deleted_at IS NULL")
    Optional<NetworkId> networkOfAgent(AgentId agent);

    @SqlQuery("SELECT network_id FROM teams WHERE id = :team")
    Optional<NetworkId> networkOfTeam(UUID team);

    @SqlQuery("""
            SELECT id FROM agents WHERE api_key_hash = :hash AND deleted_at IS NULL
            UNION ALL
            SELECT id FROM agents WHERE api_key_hash_previous = :hash AND deleted_at IS NULL
            """)
    List<AgentId> byKey(byte[] hash);

    @SqlQuery("SELECT status, sessions_valid_from, kept_session FROM users WHERE id = :user")
    Optional<UserRow> user(UserId user);

    @SqlQuery("SELECT jti FROM revoked_tokens WHERE user_id = :user AND expires_at > now()")
    List<UUID> endedSessions(UserId user);

    @SqlUpdate("DELETE FROM access_changes WHERE at < :before")
    int forgetChanges(Instant before);
}
