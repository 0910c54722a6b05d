package io.centter.control.agent;

import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/// What of an agent is public.
@RegisterConstructorMapper(CardSql.Face.class)
@RegisterConstructorMapper(CardSql.PublicSkill.class)
interface CardSql {
    /// An agent from outside.
    record Face(
            String name,
            @Nullable String description,
            String role,
            List<String> builtinSkills,
            long version,
            Instant updatedAt) {}

    /// An installed skill that everybody can see in the marketplace anyway.
    record PublicSkill(
            String slug,
            String name,
            String summary,
            @Nullable String category) {}

    static CardSql of(Handle handle) {
        return handle.attach(CardSql.class);
    }

    @SqlQuery("""
            SELECT name, description, role, builtin_skills, version, updated_at FROM agents
            WHERE network_id = :network AND id = :agent AND deleted_at IS NULL
            """)
    Optional<Face> face(NetworkId network, AgentId agent);

    @SqlQuery("""
            SELECT s.slug, s.name, s.summary, s.category FROM agent_skills i JOIN skills s ON s.id = i.skill_id
            WHERE i.network_id = :network AND i.agent_id = :agent AND s.visibility = 'public' AND s.status = 'published'
            ORDER BY s.slug
            """)
    List<PublicSkill> skills(NetworkId network, AgentId agent);
}
