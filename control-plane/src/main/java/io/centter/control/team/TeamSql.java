package io.centter.control.team;

import io.centter.model.api.TeamAgentView;
import io.centter.model.api.TeamView;
import io.centter.model.identity.AgentId;
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
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

@RegisterConstructorMapper(TeamView.class)
@RegisterConstructorMapper(TeamAgentView.class)
interface TeamSql {
    /// A row to be written.
    record NewTeam(
            UUID id, String name, Slug slug, @Nullable String description, Instant now) {}

    /// An agent's place to be written.
    record Place(UUID team, AgentId agent, Role role, UserId by, Instant now) {}

    static TeamSql of(Handle handle) {
        return handle.attach(TeamSql.class);
    }

    @SqlQuery("SELECT count(*) FROM teams WHERE network_id = :network")
    int count(NetworkId network);

    @SqlUpdate("""
            INSERT INTO teams (id, network_id, name, slug, description, created_at, updated_at)
            VALUES (:id, :network, :name, :slug, :description, :now, :now)
            ON CONFLICT (network_id, slug) DO NOTHING
            """)
    int insert(NetworkId network, @BindMethods NewTeam team);

    @SqlQuery("""
            SELECT t.id, t.network_id, t.name, t.slug, t.description, t.version, t.created_at, t.updated_at,
                (SELECT count(*) FROM team_agents p WHERE p.team_id = t.id) AS agents
            FROM teams t WHERE t.network_id = :network AND t.id = :team
            """)
    Optional<TeamView> view(NetworkId network, UUID team);

    @SqlQuery("""
            SELECT t.id, t.network_id, t.name, t.slug, t.description, t.version, t.created_at, t.updated_at,
                (SELECT count(*) FROM team_agents p WHERE p.team_id = t.id) AS agents
            FROM teams t WHERE t.network_id = :network AND t.slug > :after ORDER BY t.slug LIMIT :limit
            """)
    List<TeamView> list(NetworkId network, String after, int limit);

    @SqlUpdate("""
            UPDATE teams SET name = :name, description = :description, version = version + 1, updated_at = :now
            WHERE network_id = :network AND id = :team
            """)
    void update(NetworkId network, UUID team, String name, @Nullable String description, Instant now);

    @SqlQuery("""
            SELECT EXISTS (SELECT 1 FROM deployments WHERE network_id = :network AND team_id = :team AND ended_at IS NULL)
            """)
    boolean isDeployed(NetworkId network, UUID team);

    @SqlUpdate("DELETE FROM teams WHERE network_id = :network AND id = :team")
    void delete(NetworkId network, UUID team);

    @SqlQuery("""
            SELECT EXISTS (SELECT 1 FROM agents WHERE network_id = :network AND id = :agent AND deleted_at IS NULL)
            """)
    boolean agentExists(NetworkId network, AgentId agent);

    @SqlQuery("SELECT count(*) FROM team_agents WHERE network_id = :network AND agent_id = :agent")
    int teamsOf(NetworkId network, AgentId agent);

    @SqlUpdate("""
            INSERT INTO team_agents (network_id, team_id, agent_id, role, added_by, added_at)
            VALUES (:network, :team, :agent, :role, :by, :now)
            ON CONFLICT (team_id, agent_id) DO NOTHING
            """)
    int add(NetworkId network, @BindMethods Place place);

    @SqlQuery("""
            SELECT p.team_id, p.agent_id, a.name, a.slug, p.role, p.added_at, p.version
            FROM team_agents p JOIN agents a ON a.network_id = p.network_id AND a.id = p.agent_id
            WHERE p.network_id = :network AND p.team_id = :team AND p.agent_id = :agent
            """)
    Optional<TeamAgentView> place(NetworkId network, UUID team, AgentId agent);

    @SqlQuery("""
            SELECT p.team_id, p.agent_id, a.name, a.slug, p.role, p.added_at, p.version
            FROM team_agents p JOIN agents a ON a.network_id = p.network_id AND a.id = p.agent_id
            WHERE p.network_id = :network AND p.team_id = :team AND a.slug > :after ORDER BY a.slug LIMIT :limit
            """)
    List<TeamAgentView> places(NetworkId network, UUID team, String after, int limit);

    @SqlUpdate("""
            UPDATE team_agents SET role = :role, version = version + 1
            WHERE network_id = :network AND team_id = :team AND agent_id = :agent
            """)
    void setRole(NetworkId network, UUID team, AgentId agent, Role role);

    @SqlUpdate("""
            DELETE FROM team_agents WHERE network_id = :network AND team_id = :team AND agent_id = :agent
            """)
    void remove(NetworkId network, UUID team, AgentId agent);
}
