package io.centter.control.presence;

import io.centter.model.heartbeat.HeartbeatStatus;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.identity.Slug;
import io.centter.model.presence.AgentPresenceRecord;
import io.centter.model.presence.PastPresence;
import io.centter.model.presence.Presence;
import io.centter.model.presence.PresenceCause;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/// What is kept of presence.
interface PresenceSql {
    static PresenceSql of(Handle handle) {
        return handle.attach(PresenceSql.class);
    }

    /// An agent with what it last said; lists are comma-free texts in an array, read as JSON.
    record AgentRow(
            AgentId id,
            NetworkId networkId,
            String name,
            Slug slug,
            String role,
            String transport,
            @Nullable Instant lastHeartbeatAt,
            boolean overHttp,
            String said) {}

    /// A change as it is kept.
    record Change(
            NetworkId networkId,
            AgentId agentId,
            Instant at,
            String fromPresence,
            String toPresence,
            String cause,
            @Nullable String status,
            boolean stuck) {}

    /// A past change as it is read.
    record Past(
            Instant at,
            long position,
            String fromPresence,
            String toPresence,
            String cause,
            @Nullable String status,
            boolean stuck) {}

    /// A past change of any agent of a network.
    record PastOfAgent(
            AgentId agentId,
            Instant at,
            long position,
            Presence fromPresence,
            Presence toPresence,
            PresenceCause cause,
            @Nullable HeartbeatStatus status,
            boolean stuck) {
        AgentPresenceRecord told() {
            return new AgentPresenceRecord(agentId, at, fromPresence, toPresence, cause, status, stuck);
        }
    }

    /// The last change of an agent.
    record Latest(AgentId agentId, String toPresence, boolean stuck, Instant at) {}

    /// What an agent said, to be kept.
    record Said(
            NetworkId network,
            String id,
            @Nullable String endpointUrl,
            @Nullable String location,
            String transports,
            String capabilities,
            String builtinSkills,
            String customSkills,
            String tools) {}

    /// When agents were heard, in columns.
    record Beats(List<PresenceBoard.Heard> heard) {
        public UUID[] networks() {
            return heard.stream().map(one -> one.network().value()).toArray(UUID[]::new);
        }

        public String[] ids() {
            return heard.stream().map(one -> one.agent().value()).toArray(String[]::new);
        }

        public Long[] ats() {
            return heard.stream().map(one -> one.report().at()).toArray(Long[]::new);
        }

        public Boolean[] https() {
            return heard.stream().map(one -> one.report().overHttp()).toArray(Boolean[]::new);
        }
    }

    String AGENT = """
            SELECT id, network_id, name, slug, role, transport, last_heartbeat_at,
                last_heartbeat_over_http AS over_http,
                jsonb_strip_nulls(jsonb_build_object('endpoint_url', endpoint_url, 'location', location,
                    'transports', to_jsonb(transports), 'capabilities', to_jsonb(capabilities),
                    'builtin_skills', to_jsonb(builtin_skills), 'custom_skills', to_jsonb(custom_skills),
                    'tools', to_jsonb(tools)))::text AS said
            FROM agents WHERE deleted_at IS NULL
            """;

    @SqlQuery(AGENT)
    @RegisterConstructorMapper(AgentRow.class)
    Stream<AgentRow> agents();

    @SqlQuery(AGENT + " AND id = ANY(:ids)")
    @RegisterConstructorMapper(AgentRow.class)
    List<AgentRow> agents(String[] ids);

    @SqlBatch("""
            INSERT INTO presence_changes (network_id, agent_id, at, from_presence, to_presence, cause, status, stuck)
            VALUES (:networkId, :agentId, :at, :fromPresence, :toPresence, :cause, :status, :stuck)
            """)
    void insert(@BindMethods List<Change> changes);

    @SqlUpdate("""
            UPDATE agents SET last_heartbeat_at = to_timestamp(v.at / 1000.0), last_heartbeat_over_http = v.http
            FROM unnest(:networks, :ids, :ats, :https) AS v(network, id, at, http)
            WHERE agents.network_id = v.network AND agents.id = v.id
            """)
    int heard(@BindMethods Beats beats);

    @SqlBatch("""
            UPDATE agents SET endpoint_url = :endpointUrl, location = CAST(:location AS jsonb),
                transports = ARRAY(SELECT jsonb_array_elements_text(CAST(:transports AS jsonb))),
                capabilities = ARRAY(SELECT jsonb_array_elements_text(CAST(:capabilities AS jsonb))),
                builtin_skills = ARRAY(SELECT jsonb_array_elements_text(CAST(:builtinSkills AS jsonb))),
                custom_skills = ARRAY(SELECT jsonb_array_elements_text(CAST(:customSkills AS jsonb))),
                tools = ARRAY(SELECT jsonb_array_elements_text(CAST(:tools AS jsonb)))
            WHERE network_id = :network AND id = :id
            """)
    void said(@BindMethods List<Said> said);

    @SqlQuery("""
            SELECT at, position, from_presence, to_presence, cause, status, stuck FROM presence_changes
            WHERE network_id = :network AND agent_id = :agent AND at >= :from AND at < :to
                AND (at, position) < (:beforeAt, :beforePosition)
            ORDER BY at DESC, position DESC LIMIT :limit
            """)
    @RegisterConstructorMapper(Past.class)
    List<Past> history(
            NetworkId network,
            AgentId agent,
            Instant from,
            Instant to,
            Instant beforeAt,
            long beforePosition,
            int limit);

    @SqlQuery("""
            SELECT agent_id, at, position, from_presence, to_presence, cause, status, stuck FROM presence_changes
            WHERE network_id = :network AND at >= :from AND at < :to AND (at, position) < (:beforeAt, :beforePosition)
            ORDER BY at DESC, position DESC LIMIT :limit
            """)
    @RegisterConstructorMapper(PastOfAgent.class)
    List<PastOfAgent> history(
            NetworkId network, Instant from, Instant to, Instant beforeAt, long beforePosition, int limit);

    /// What the last change before a moment made of each agent; where that is forgotten, what the next one came from;
    /// and what never changed was never heard of.
    @SqlQuery("""
            SELECT a.id AS agent, a.name, a.slug, was.status, coalesce(was.stuck, false) AS stuck, was.at AS since,
                coalesce(was.to_presence, next.from_presence,
                    CASE WHEN a.last_heartbeat_at IS NULL THEN 'offline' ELSE 'unknown' END) AS presence
            FROM agents a
            LEFT JOIN LATERAL (
                SELECT at, to_presence, status, stuck FROM presence_changes
                WHERE agent_id = a.id AND at <= :at ORDER BY at DESC, position DESC LIMIT 1) was ON true
            LEFT JOIN LATERAL (
                SELECT from_presence FROM presence_changes
                WHERE was.at IS NULL AND agent_id = a.id AND at > :at ORDER BY at, position LIMIT 1) next ON true
            WHERE a.network_id = :network AND a.id > :after
                AND a.created_at <= :at AND (a.deleted_at IS NULL OR a.deleted_at > :at)
            ORDER BY a.id LIMIT :limit
            """)
    @RegisterConstructorMapper(PastPresence.class)
    List<PastPresence> at(NetworkId network, Instant at, String after, int limit);

    /// What was last written of each of these agents.
    @SqlQuery("""
            SELECT DISTINCT ON (agent_id) agent_id, to_presence, stuck, at FROM presence_changes
            WHERE agent_id = ANY(:ids) AND at > now() - interval '1 day'
            ORDER BY agent_id, at DESC, position DESC
            """)
    @RegisterConstructorMapper(Latest.class)
    List<Latest> last(String[] ids);

    /// In portions, so that a first clean-up of a long history holds nobody up.
    @SqlUpdate("""
            DELETE FROM presence_changes WHERE ctid IN
                (SELECT ctid FROM presence_changes WHERE at < :before LIMIT 50000)
            """)
    int forget(Instant before);
}
