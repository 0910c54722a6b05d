package io.centter.control.route;

import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

interface RouteSql {
    static RouteSql of(Handle handle) {
        return handle.attach(RouteSql.class);
    }

    /// What is on record of how an agent is reached: by people, and by a heartbeat that any process heard.
    ///
    /// @param heardAt when that heartbeat came; null before the first, and where the rest is not needed
    /// @param location JSON
    /// @param named the transports that it named, joined by commas
    record Declared(
            AgentId id,
            String transport,
            @Nullable String url,
            boolean locked,
            @Nullable Instant heardAt,
            @Nullable String location,
            String named,
            @Nullable String saidUrl) {
        Declared withoutHeartbeat() {
            return new Declared(id, transport, url, locked, null, null, "", null);
        }
    }

    /// How an agent is reached, as it is kept. Transports are joined by commas.
    ///
    /// @param heardAt when the heartbeat came from which this was drawn
    record Sides(
            AgentId agentId,
            String kind,
            String transports,
            @Nullable String vpcId,
            @Nullable String privateIp,
            @Nullable String tailnet,
            @Nullable String tailscaleIp,
            @Nullable String endpointUrl,
            @Nullable Instant heardAt) {
        /// Whether this says the same, whenever it was heard.
        boolean isAs(Sides other) {
            return withoutTime().equals(other.withoutTime());
        }

        /// Whether this was drawn from a heartbeat of which somebody who heard the last one at `heard` does not know.
        boolean isAhead(@Nullable Instant heard) {
            return heardAt != null && (heard == null || heardAt.isAfter(heard));
        }

        private Sides withoutTime() {
            return new Sides(agentId, kind, transports, vpcId, privateIp, tailnet, tailscaleIp, endpointUrl, null);
        }
    }

    /// The route between two kinds, said by their first agents. Agents in between are joined by commas.
    record KindRoute(
            String fromKind,
            String toKind,
            AgentId fromAgent,
            AgentId toAgent,
            String transport,
            int priority,
            String via,
            @Nullable String address,
            String reason) {}

    String DECLARED = """
            SELECT id, transport, declared_endpoint_url AS url,
                locked_at IS NOT NULL AND (locked_until IS NULL OR locked_until > :now) AS locked,
                last_heartbeat_at AS heard_at, location::text AS location, array_to_string(transports, ',') AS named,
                endpoint_url AS said_url
            FROM agents WHERE network_id = :network AND deleted_at IS NULL
            """;

    @SqlQuery(DECLARED)
    @RegisterConstructorMapper(Declared.class)
    List<Declared> declared(NetworkId network, Instant now);

    @SqlQuery(DECLARED + " AND id = ANY(:ids)")
    @RegisterConstructorMapper(Declared.class)
    List<Declared> declared(NetworkId network, Instant now, String[] ids);

    @SqlQuery("""
            SELECT agent_id, kind, array_to_string(transports, ',') AS transports, vpc_id, private_ip, tailnet,
                tailscale_ip, endpoint_url, heard_at
            FROM agent_sides WHERE network_id = :network AND agent_id = ANY(:ids)
            """)
    @RegisterConstructorMapper(Sides.class)
    List<Sides> sides(NetworkId network, String[] ids);

    @SqlBatch("""
            INSERT INTO agent_sides (network_id, agent_id, kind, transports, vpc_id, private_ip, tailnet, tailscale_ip,
                endpoint_url, heard_at, calculated_at)
            VALUES (:network, :agentId, :kind, string_to_array(:transports, ','), :vpcId, :privateIp, :tailnet,
                :tailscaleIp, :endpointUrl, :heardAt, :now)
            ON CONFLICT (network_id, agent_id) DO UPDATE SET kind = EXCLUDED.kind, transports = EXCLUDED.transports,
                vpc_id = EXCLUDED.vpc_id, private_ip = EXCLUDED.private_ip, tailnet = EXCLUDED.tailnet,
                tailscale_ip = EXCLUDED.tailscale_ip, endpoint_url = EXCLUDED.endpoint_url,
                heard_at = EXCLUDED.heard_at, calculated_at = EXCLUDED.calculated_at
            """)
    void put(NetworkId network, @BindMethods List<Sides> sides, Instant now);

    @SqlUpdate("DELETE FROM agent_sides WHERE network_id = :network AND agent_id = ANY(:ids)")
    int forget(NetworkId network, String[] ids);

    /// Who is recorded here and is no agent any more.
    @SqlQuery("""
            SELECT s.agent_id FROM agent_sides s JOIN agents a ON a.network_id = s.network_id AND a.id = s.agent_id
            WHERE s.network_id = :network AND a.deleted_at IS NOT NULL
            """)
    List<AgentId> leftBehind(NetworkId network);

    @SqlQuery("""
            SELECT coalesce(from_kind, '') AS from_kind, coalesce(to_kind, '') AS to_kind, from_agent, to_agent, transport,
                priority, array_to_string(via, ',') AS via, address, coalesce(reason, '') AS reason
            FROM agent_routes WHERE network_id = :network
            """)
    @RegisterConstructorMapper(KindRoute.class)
    List<KindRoute> kindRoutes(NetworkId network);

    @SqlBatch("""
            INSERT INTO agent_routes (network_id, from_kind, to_kind, from_agent, to_agent, transport, priority, via,
                address, reason, calculated_at)
            VALUES (:network, :fromKind, :toKind, :fromAgent, :toAgent, :transport, :priority,
                string_to_array(:via, ','), :address, :reason, :now)
            """)
    void add(NetworkId network, @BindMethods List<KindRoute> routes, Instant now);

    @SqlUpdate("""
            DELETE FROM agent_routes r USING unnest(:from, :to) AS gone(from_agent, to_agent)
            WHERE r.network_id = :network AND r.from_agent = gone.from_agent AND r.to_agent = gone.to_agent
            """)
    int remove(NetworkId network, String[] from, String[] to);
}
