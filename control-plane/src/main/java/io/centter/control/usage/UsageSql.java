package io.centter.control.usage;

import io.centter.model.api.UsageLine;
import io.centter.model.identity.NetworkId;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

@RegisterConstructorMapper(UsageLine.class)
interface UsageSql {
    /// An amount to be added.
    record Row(UsageKey key, long amount) {}

    static UsageSql of(Handle handle) {
        return handle.attach(UsageSql.class);
    }

    /// Amounts column by column, so that many are one statement.
    ///
    /// @param rows each key once
    record Columns(List<Row> rows) {
        public UUID[] network() {
            return rows.stream().map(row -> row.key().network().value()).toArray(UUID[]::new);
        }

        public Long[] day() {
            return rows.stream().map(row -> row.key().day()).toArray(Long[]::new);
        }

        public String[] metric() {
            return rows.stream()
                    .map(row -> row.key().metric().name().toLowerCase(Locale.ROOT))
                    .toArray(String[]::new);
        }

        public String[] agent() {
            return rows.stream().map(row -> row.key().agent()).toArray(String[]::new);
        }

        public Long[] amount() {
            return rows.stream().map(Row::amount).toArray(Long[]::new);
        }
    }

    /// Adds amounts, in this order; those of a network that is gone go with it.
    @SqlUpdate("""
            INSERT INTO usage_daily (network_id, day, metric, agent_id, amount)
            SELECT n.id, DATE '1970-01-01' + CAST(c.day AS integer), c.metric, c.agent, c.amount
            FROM unnest(CAST(:network AS uuid[]), CAST(:day AS bigint[]), CAST(:metric AS text[]),
                CAST(:agent AS text[]), CAST(:amount AS bigint[]))
                WITH ORDINALITY AS c (network, day, metric, agent, amount, place)
            JOIN networks n ON n.id = c.network
            ORDER BY c.place
            ON CONFLICT (network_id, day, metric, agent_id) DO UPDATE SET amount = usage_daily.amount + EXCLUDED.amount
            """)
    void add(@BindMethods Columns columns);

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
