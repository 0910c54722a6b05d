package io.centter.control.network;

import io.centter.model.api.NetworkStats;
import io.centter.model.identity.NetworkId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

@RegisterConstructorMapper(NetworkStats.Recorded.class)
@RegisterConstructorMapper(NetworkStats.Day.class)
interface FiguresSql {
    static FiguresSql of(Handle handle) {
        return handle.attach(FiguresSql.class);
    }

    @SqlQuery("""
            SELECT
                (SELECT count(*) FROM agents WHERE network_id = :network AND deleted_at IS NULL) AS agents,
                (SELECT count(*) FROM agents WHERE network_id = :network AND deleted_at IS NULL AND locked_at IS NOT NULL
                    AND (locked_until IS NULL OR locked_until > :now)) AS locked_agents,
                (SELECT count(*) FROM teams WHERE network_id = :network) AS teams,
                (SELECT count(*) FROM network_members WHERE network_id = :network) AS members,
                (SELECT count(*) FROM agent_skills s JOIN agents a ON a.id = s.agent_id AND a.deleted_at IS NULL
                    WHERE s.network_id = :network) AS installed_skills,
                (SELECT count(*) FROM permissions p JOIN agents a ON a.id = p.agent_id AND a.deleted_at IS NULL
                    WHERE p.network_id = :network AND p.ended_at IS NULL
                    AND (p.expires_at IS NULL OR p.expires_at > :now)) AS manual_permissions,
                (SELECT count(*) FROM deployments WHERE network_id = :network AND ended_at IS NULL) AS deployed_agents
            """)
    NetworkStats.Recorded recorded(NetworkId network, Instant now);

    @SqlQuery("""
            SELECT day, sum(amount)::bigint AS events FROM usage_daily
            WHERE network_id = :network AND metric = 'events' AND day >= :first GROUP BY day
            """)
    List<NetworkStats.Day> events(NetworkId network, LocalDate first);
}
