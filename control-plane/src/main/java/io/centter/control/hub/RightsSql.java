package io.centter.control.hub;

import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.role.Role;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/// What the broker's rights of agents follow from.
interface RightsSql {
    static RightsSql of(Handle handle) {
        return handle.attach(RightsSql.class);
    }

    /// One scope of a role in the network.
    record RoleScope(Role role, String scope) {}

    /// An agent.
    ///
    /// @param role its own
    /// @param teamRoles those of its teams
    /// @param manual what it was given and what was taken by hand: effect, seconds at which it ends or 0, scope
    /// @param skillScopes what its skills bring
    record AgentFacts(AgentId id, Role role, List<String> teamRoles, List<String> manual, List<String> skillScopes) {}

    String FACTS = """
            SELECT a.id, a.role,
                ARRAY(SELECT DISTINCT t.role FROM team_agents t
                      WHERE t.network_id = a.network_id AND t.agent_id = a.id) AS team_roles,
                ARRAY(SELECT p.effect || ' ' || coalesce(floor(extract(epoch FROM p.expires_at))::bigint, 0) || ' ' || p.scope
                      FROM permissions p WHERE p.network_id = a.network_id AND p.agent_id = a.id
                      AND p.ended_at IS NULL AND (p.expires_at IS NULL OR p.expires_at > :now)) AS manual,
                ARRAY(SELECT DISTINCT unnest(s.granted_scopes) FROM agent_skills s
                      WHERE s.network_id = a.network_id AND s.agent_id = a.id) AS skill_scopes
            FROM agents a WHERE a.network_id = :network AND a.deleted_at IS NULL
            """;

    @SqlQuery(FACTS + " AND a.id = :agent")
    @RegisterConstructorMapper(AgentFacts.class)
    List<AgentFacts> agent(NetworkId network, AgentId agent, Instant now);

    /// Those with credentials that are good.
    @SqlQuery(FACTS + """
             AND EXISTS (SELECT 1 FROM nats_credentials c WHERE c.agent_id = a.id AND c.revoked_at IS NULL
                AND c.expires_at > :now)
            """)
    @RegisterConstructorMapper(AgentFacts.class)
    List<AgentFacts> holders(NetworkId network, Instant now);

    @SqlQuery("SELECT role, scope FROM role_scopes WHERE network_id = :network")
    @RegisterConstructorMapper(RoleScope.class)
    List<RoleScope> roleScopes(NetworkId network);

    /// The different sets of roles of agents that are in a team, each as a list with commas.
    @SqlQuery("""
            SELECT DISTINCT roles FROM (
                SELECT (SELECT string_agg(r, ',' ORDER BY r) FROM (
                    SELECT a.role AS r UNION SELECT t.role FROM team_agents t
                    WHERE t.network_id = a.network_id AND t.agent_id = a.id) AS every) AS roles
                FROM agents a WHERE a.network_id = :network AND a.deleted_at IS NULL
                    AND EXISTS (SELECT 1 FROM team_agents t WHERE t.network_id = :network AND t.agent_id = a.id)) AS sets
            """)
    List<String> roleSets(NetworkId network);

    /// The same of credentials that are good: who got them may have other roles by now.
    @SqlQuery("""
            SELECT DISTINCT replace(role, '+', ',') FROM nats_credentials WHERE network_id = :network
                AND revoked_at IS NULL AND expires_at > :now AND role LIKE '%+%' AND role NOT LIKE '%#%'
            """)
    List<String> roleSetsIssued(NetworkId network, Instant now);
}
