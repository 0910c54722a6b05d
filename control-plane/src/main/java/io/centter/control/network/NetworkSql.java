package io.centter.control.network;

import io.centter.model.api.MemberRole;
import io.centter.model.api.MemberView;
import io.centter.model.api.NetworkView;
import io.centter.model.api.Plan;
import io.centter.model.identity.NetworkId;
import io.centter.model.identity.Slug;
import io.centter.model.identity.UserId;
import io.centter.model.role.Role;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

@RegisterConstructorMapper(NetworkView.class)
@RegisterConstructorMapper(MemberView.class)
interface NetworkSql {
    /// A person by e-mail address.
    record Person(UserId id, String email) {}

    static NetworkSql of(Handle handle) {
        return handle.attach(NetworkSql.class);
    }

    @SqlQuery("""
            SELECT m.role FROM network_members m JOIN networks n ON n.id = m.network_id
            WHERE m.network_id = :network AND m.user_id = :user AND n.status <> 'deleting'
            """)
    Optional<MemberRole> role(NetworkId network, UserId user);

    @SqlUpdate("""
            INSERT INTO networks (id, name, slug, owner_id, created_at, updated_at)
            SELECT :id, :name, :slug, :owner, :now, :now
            WHERE NOT EXISTS (
                SELECT 1 FROM kept_slugs k WHERE k.slug = :slug AND k.owner_id <> :owner AND k.kept_until > :now)
            ON CONFLICT (slug) WHERE status <> 'deleting' DO NOTHING
            """)
    int insert(NetworkId id, String name, Slug slug, UserId owner, Instant now);

    @SqlQuery("""
            SELECT n.id, n.name, n.slug, n.plan, n.status, n.suspended_at, n.suspend_reason,
                m.role AS your_role, n.version, n.created_at, n.updated_at,
                (SELECT count(*) FROM agents a WHERE a.network_id = n.id AND a.deleted_at IS NULL) AS agents
            FROM networks n JOIN network_members m ON m.network_id = n.id AND m.user_id = :user
            WHERE n.id = :id AND n.status <> 'deleting'
            """)
    Optional<NetworkView> view(NetworkId id, UserId user);

    @SqlQuery("""
            SELECT n.id, n.name, n.slug, n.plan, n.status, n.suspended_at, n.suspend_reason,
                m.role AS your_role, n.version, n.created_at, n.updated_at,
                (SELECT count(*) FROM agents a WHERE a.network_id = n.id AND a.deleted_at IS NULL) AS agents
            FROM networks n JOIN network_members m ON m.network_id = n.id AND m.user_id = :user
            WHERE n.status <> 'deleting' AND n.id > :after
            ORDER BY n.id LIMIT :limit
            """)
    List<NetworkView> list(UserId user, UUID after, int limit);

    @SqlUpdate("""
            UPDATE networks SET name = :name, plan = :plan, version = version + 1, updated_at = :now WHERE id = :id
            """)
    void update(NetworkId id, String name, Plan plan, Instant now);

    /// How many of its agents are on machines of ours.
    @SqlQuery("SELECT count(*) FROM deployments WHERE network_id = :id AND ended_at IS NULL")
    int deployed(NetworkId id);

    @SqlUpdate("""
            UPDATE networks SET status = 'suspended', suspended_at = :now, suspend_reason = :reason,
                version = version + 1, updated_at = :now
            WHERE id = :id
            """)
    void suspend(NetworkId id, String reason, Instant now);

    @SqlUpdate("""
            UPDATE networks SET status = 'active', suspended_at = NULL, suspend_reason = NULL,
                version = version + 1, updated_at = :now
            WHERE id = :id
            """)
    void resume(NetworkId id, Instant now);

    @SqlUpdate("""
            UPDATE networks SET status = 'deleting', version = version + 1, updated_at = :now WHERE id = :id
            """)
    void markDeleting(NetworkId id, Instant now);

    @SqlUpdate("""
            INSERT INTO kept_slugs (slug, owner_id, kept_until)
            SELECT slug, owner_id, :until FROM networks WHERE id = :id
            ON CONFLICT (slug) DO UPDATE SET owner_id = EXCLUDED.owner_id, kept_until = EXCLUDED.kept_until
            """)
    void keepSlug(NetworkId id, Instant until);

    @SqlQuery("""
            SELECT EXISTS (SELECT 1 FROM kept_slugs WHERE slug = :slug AND owner_id <> :owner AND kept_until > :now)
            """)
    boolean kept(Slug slug, UserId owner, Instant now);

    @SqlUpdate("DELETE FROM kept_slugs WHERE kept_until <= :now")
    void letSlugsGo(Instant now);

    @SqlUpdate("DELETE FROM networks WHERE id = :id AND status = 'deleting'")
    int purge(NetworkId id);

    @SqlUpdate("""
            INSERT INTO role_scopes (network_id, role, scope, changed_at)
            SELECT :network, :role, scope, :now FROM unnest(:scopes) AS scope
            """)
    void insertRole(NetworkId network, Role role, String[] scopes, Instant now);

    @SqlQuery("SELECT id, email FROM users WHERE email = :email AND status = 'active'")
    @RegisterConstructorMapper(Person.class)
    Optional<Person> person(String email);

    @SqlUpdate("""
            INSERT INTO network_members (network_id, user_id, role, added_by, added_at)
            VALUES (:network, :user, :role, :by, :now)
            ON CONFLICT (network_id, user_id) DO UPDATE SET role = EXCLUDED.role
            """)
    void putMember(NetworkId network, UserId user, MemberRole role, UserId by, Instant now);

    @SqlQuery("""
            SELECT m.user_id, u.email, u.name, m.role, m.added_at FROM network_members m JOIN users u ON u.id = m.user_id
            WHERE m.network_id = :network AND m.user_id = :user
            """)
    Optional<MemberView> member(NetworkId network, UserId user);

    @SqlQuery("""
            SELECT m.user_id, u.email, u.name, m.role, m.added_at FROM network_members m JOIN users u ON u.id = m.user_id
            WHERE m.network_id = :network AND m.user_id > :after ORDER BY m.user_id LIMIT :limit
            """)
    List<MemberView> members(NetworkId network, UUID after, int limit);

    @SqlUpdate("DELETE FROM network_members WHERE network_id = :network AND user_id = :user")
    int removeMember(NetworkId network, UserId user);

    @SqlUpdate("""
            UPDATE nats_credentials SET revoked_at = :now, revoke_reason = 'member removed'
            WHERE network_id = :network AND user_id = :user AND revoked_at IS NULL AND expires_at > :now
            """)
    int revokeConsoles(NetworkId network, UserId user, Instant now);

    @SqlUpdate("UPDATE networks SET authz_version = authz_version + 1 WHERE id = :network")
    void changeAuthorization(NetworkId network);

    /// Whether a network that is being deleted still has events to be told, and an account to tell them in.
    @SqlQuery("""
            SELECT EXISTS (SELECT 1 FROM outbox WHERE network_id = :network AND lane = 'event' AND parked_at IS NULL)
                AND NOT EXISTS (SELECT 1 FROM nats_account_state
                    WHERE network_id = :network AND deleted_at IS NOT NULL)
            """)
    boolean hasEventsToTell(NetworkId network);
}
