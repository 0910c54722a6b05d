package io.centter.control.permission;

import io.centter.model.identity.NetworkId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/// What of the marketplace a network could install.
interface ReleaseSql {
    /// A version of a skill.
    ///
    /// @param capabilities JSON, with `commands`
    record Release(UUID skillId, String slug, String version, String capabilities, List<String> scopes) {}

    static ReleaseSql of(Handle handle) {
        return handle.attach(ReleaseSql.class);
    }

    /// The highest release that has the command, where one is named.
    ///
    /// @param skill its slug or its id
    /// @param version null for the highest; a pre-release only by its name
    @SqlQuery("""
            SELECT s.id AS skill_id, s.slug, v.version, v.capabilities::text AS capabilities, v.scopes FROM skills s
            JOIN publishers p ON p.id = s.publisher_id
            JOIN skill_versions v ON v.skill_id = s.id AND v.yanked_at IS NULL
            WHERE (s.slug = :skill OR s.id::text = :skill) AND s.status = 'published'
                AND (s.visibility = 'public' OR p.network_id = :network)
                AND CASE WHEN CAST(:version AS text) IS NULL THEN split_part(v.version, '+', 1) NOT LIKE '%-%'
                    ELSE v.version = :version END
                AND (CAST(:command AS text) IS NULL OR v.capabilities -> 'commands' IS NULL
                    OR v.capabilities -> 'commands' = '[]'
                    OR v.capabilities -> 'commands' @> jsonb_build_array(jsonb_build_object('name', CAST(:command AS text))))
            ORDER BY v.precedence DESC LIMIT 1
            """)
    @RegisterConstructorMapper(Release.class)
    Optional<Release> newest(NetworkId network, String skill, @Nullable String version, @Nullable String command);
}
