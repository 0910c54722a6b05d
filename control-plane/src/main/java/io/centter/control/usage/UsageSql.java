package io.centter.control.usage;

import io.centter.model.api.UsageLine;
import io.centter.model.identity.NetworkId;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

@RegisterConstructorMapper(UsageLine.class)
interface UsageSql {
    /// An amount to be added.
    record Row(UsageKey key, long amount) {}

    static UsageSql of(Handle handle) {
        return handle.attach(UsageSql.class);
    }

    /// Adds amounts; those of a network that is gone go with it.
    static void add(Handle handle, List<Row> rows) {
        PreparedBatch batch = handle.prepareBatch("""
                INSERT INTO usage_daily (network_id, day, metric, agent_id, amount)
                SELECT n.id, :day, :metric, :agent, :amount FROM networks n WHERE n.id = :network
                ON CONFLICT (network_id, day, metric, agent_id)
                    DO UPDATE SET amount = usage_daily.amount + EXCLUDED.amount
                """);
        for (Row row : rows) {
            batch.bind("network", row.key().network())
                    .bind("day", LocalDate.ofEpochDay(row.key().day()))
                    .bind("metric", row.key().metric().name().toLowerCase(Locale.ROOT))
                    .bind("agent", row.key().agent())
                    .bind("amount", row.amount())
                    .add();
        }
        batch.execute();
    }

    @SqlQuery("""
            SELECT metric, day, NULL AS agent_id, sum(amount)::bigint AS amount FROM usage_daily
            WHERE network_id = :network AND day BETWEEN :from AND :to
                AND (CAST(:metric AS text) IS NULL OR metric = :metric)
                AND (day, metric) > (:afterDay, :afterMetric)
            GROUP BY day, metric ORDER BY day, metric LIMIT :limit
            """)
    List<UsageLine> byDay(
            NetworkId network,
            LocalDate from,
            LocalDate to,
            @Nullable String metric,
            LocalDate afterDay,
            String afterMetric,
            int limit);

    @SqlQuery("""
            SELECT metric, NULL::date AS day, nullif(agent_id, '') AS agent_id, sum(amount)::bigint AS amount
            FROM usage_daily
            WHERE network_id = :network AND day BETWEEN :from AND :to
                AND (CAST(:metric AS text) IS NULL OR metric = :metric)
                AND (agent_id, metric) > (:afterAgent, :afterMetric)
            GROUP BY agent_id, metric ORDER BY usage_daily.agent_id, metric LIMIT :limit
            """)
    List<UsageLine> byAgent(
            NetworkId network,
            LocalDate from,
            LocalDate to,
            @Nullable String metric,
            String afterAgent,
            String afterMetric,
            int limit);
}
