package io.centter.control.permission;

import io.centter.model.identity.NetworkId;
import io.centter.model.identity.UserId;
import io.centter.model.role.Role;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

interface RoleSql {
    /// That a role was changed.
    record Change(Role role, long version, @Nullable UserId changedBy, Instant changedAt) {}

    static RoleSql of(Handle handle) {
        return handle.attach(RoleSql.class);
    }

    @SqlQuery("SELECT scope FROM role_scopes WHERE network_id = :network AND role = :role")
    List<String> scopes(NetworkId network, Role role);

    @SqlQuery("""
            SELECT role, version, changed_by, changed_at FROM network_roles WHERE network_id = :network AND role = :role
            """)
    @RegisterConstructorMapper(Change.class)
    Optional<Change> change(NetworkId network, Role role);

    @SqlUpdate("DELETE FROM role_scopes WHERE network_id = :network AND role = :role AND scope = ANY(:scopes)")
    void remove(NetworkId network, Role role, String[] scopes);

    @SqlUpdate("""
            INSERT INTO role_scopes (network_id, role, scope, changed_by, changed_at)
            SELECT :network, :role, scope, :by, :now FROM unnest(:scopes) AS scope
            """)
    void add(NetworkId network, Role role, String[] scopes, UserId by, Instant now);

    @SqlUpdate("""
            INSERT INTO network_roles (network_id, role, version, changed_by, changed_at)
            VALUES (:network, :role, 2, :by, :now)
            ON CONFLICT (network_id, role) DO UPDATE
                SET version = network_roles.version + 1, changed_by = EXCLUDED.changed_by, changed_at = EXCLUDED.changed_at
            """)
    void changed(NetworkId network, Role role, UserId by, Instant now);
}
