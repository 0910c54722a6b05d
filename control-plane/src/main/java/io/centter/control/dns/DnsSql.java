package io.centter.control.dns;

import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.identity.Slug;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

@RegisterConstructorMapper(DnsSql.Row.class)
interface DnsSql {
    /// What is on record of an agent's name and address.
    record Row(
            AgentId id,
            Slug slug,
            Slug networkSlug,
            @Nullable String zone,
            @Nullable String dnsOverride,
            @Nullable String claimed,
            long version) {}

    static DnsSql of(Handle handle) {
        return handle.attach(DnsSql.class);
    }

    String ROW = """
            SELECT a.id, a.slug, n.slug AS network_slug, n.zone, host(a.dns_override) AS dns_override,
                a.location ->> 'public_ip' AS claimed, a.version
            FROM agents a JOIN networks n ON n.id = a.network_id
            WHERE a.network_id = :network AND a.deleted_at IS NULL
            """;

    @SqlQuery(ROW + " AND a.id = :agent")
    Optional<Row> one(NetworkId network, AgentId agent);

    @SqlQuery(ROW + " AND a.slug > :after ORDER BY a.slug LIMIT :limit")
    List<Row> list(NetworkId network, String after, int limit);

    @SqlUpdate("""
            UPDATE agents SET dns_override = CAST(:address AS inet), version = version + 1, updated_at = :now
            WHERE network_id = :network AND id = :agent
            """)
    void setOverride(NetworkId network, AgentId agent, @Nullable String address, Instant now);
}
