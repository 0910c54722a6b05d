package io.centter.control.provision;

import io.centter.model.api.DeploymentView;
import io.centter.model.api.InstanceStatus;
import io.centter.model.api.Plan;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
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

@RegisterConstructorMapper(DeploymentView.class)
interface DeploymentSql {
    /// A row to be written.
    record NewDeployment(UUID id, UUID team, AgentId agent, UserId by, Instant now) {}

    /// What of a network decides about deployments.
    record Standing(Plan plan, boolean suspended, int deployed) {}

    static DeploymentSql of(Handle handle) {
        return handle.attach(DeploymentSql.class);
    }

    @SqlQuery("""
            SELECT n.plan, n.status = 'suspended' AS suspended,
                (SELECT count(*) FROM deployments d WHERE d.network_id = n.id AND d.ended_at IS NULL) AS deployed
            FROM networks n WHERE n.id = :network
            """)
    @RegisterConstructorMapper(Standing.class)
    Standing standing(NetworkId network);

    @SqlQuery("SELECT EXISTS (SELECT 1 FROM teams WHERE network_id = :network AND id = :team)")
    boolean teamExists(NetworkId network, UUID team);

    @SqlQuery("""
            SELECT EXISTS (SELECT 1 FROM agents WHERE network_id = :network AND id = :agent AND deleted_at IS NULL)
            """)
    boolean agentExists(NetworkId network, AgentId agent);

    @SqlQuery("""
            SELECT EXISTS (SELECT 1 FROM team_agents WHERE network_id = :network AND team_id = :team AND agent_id = :agent)
            """)
    boolean isInTeam(NetworkId network, UUID team, AgentId agent);

    @SqlUpdate("""
            INSERT INTO deployments (id, network_id, team_id, agent_id, state, requested_by, created_at, updated_at)
            VALUES (:id, :network, :team, :agent, 'requested', :by, :now, :now)
            """)
    void insert(NetworkId network, @BindMethods NewDeployment deployment);

    String COLUMNS = """
            SELECT id, network_id, team_id, agent_id, state, instance_id, host(public_ip) AS public_ip,
                host(private_ip) AS private_ip, detail, version, created_at, updated_at, ended_at
            FROM deployments
            """;

    @SqlQuery(COLUMNS + " WHERE network_id = :network AND id = :id")
    DeploymentView one(NetworkId network, UUID id);

    @SqlQuery(COLUMNS + " WHERE network_id = :network AND agent_id = :agent AND ended_at IS NULL")
    Optional<DeploymentView> live(NetworkId network, AgentId agent);

    @SqlQuery(COLUMNS + " WHERE network_id = :network AND team_id = :team AND id > :after ORDER BY id LIMIT :limit")
    List<DeploymentView> ofTeam(NetworkId network, UUID team, UUID after, int limit);

    @SqlUpdate("""
            UPDATE deployments SET state = :state, version = version + 1, updated_at = :now
            WHERE network_id = :network AND id = :id
            """)
    void setState(NetworkId network, UUID id, InstanceStatus state, Instant now);
}
