package io.centter.control.db;

import io.centter.control.config.ConfigRefused;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Seals everything anew under the present key. Each small transaction leaves rows that open, under the one key or the
/// other, so it may be broken off and run again, and a server may run meanwhile.
public final class Reseal {
    private static final Logger LOG = LoggerFactory.getLogger(Reseal.class);
    private static final int ROWS_AT_ONCE = 50;

    private final Transactions transactions;
    private final Seal seal;
    private final List<SealedTable> tables;

    public Reseal(Transactions transactions, Seal seal, List<SealedTable> tables) {
        this.transactions = transactions;
        this.seal = seal;
        this.tables = List.copyOf(tables);
    }

    /// Refuses the configuration where something is sealed with a key that is not in it.
    public void requireKeys() {
        for (SealedTable table : tables) {
            for (String keyId : keyIds(table)) {
                if (!seal.opens(keyId)) {
                    throw new ConfigRefused(List.of("seal.previous: rows of " + table.table()
                            + " are sealed with the key " + keyId + ", and the keys given are others (seal.key_id is "
                            + seal.keyId() + "). Give that key, as " + keyId
                            + ":<base64>, until the reseal command has run (docs/operations.md)."));
                }
            }
        }
    }

    /// Returns how many rows of each table were sealed anew.
    public Map<String, Integer> run() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (SealedTable table : tables) {
            int rows = 0;
            int part = 1;
            while (part > 0) {
                part = transactions.write(handle -> part(handle, table));
                rows += part;
            }
            counts.put(table.table(), rows);
            LOG.info("resealed table={} rows={} key_id={}", table.table(), rows, seal.keyId());
        }
        return counts;
    }

    private List<String> keyIds(SealedTable table) {
        return transactions.read(handle -> handle.createQuery("SELECT DISTINCT " + table.keyId() + " FROM "
                        + table.table() + " WHERE " + table.keyId() + " IS NOT NULL ORDER BY 1")
                .mapTo(String.class)
                .list());
    }

    @SuppressWarnings("ArrayRecordComponent") // Written back, compared never.
    private record Row(String place, String id, String keyId, Map<String, byte @Nullable []> sealed) {}

    private int part(Handle handle, SealedTable table) {
        String columns = String.join(", ", table.purposes().keySet());
        List<Row> rows = handle.createQuery(
                        "SELECT CAST(ctid AS text) AS place, CAST(" + table.id() + " AS text) AS id, " + table.keyId()
                                + " AS key_id, " + columns
                                + " FROM " + table.table() + " WHERE " + table.keyId() + " <> :present LIMIT "
                                + ROWS_AT_ONCE + " FOR UPDATE")
                .bind("present", seal.keyId())
                .map((row, _) -> {
                    Map<String, byte @Nullable []> sealed = new LinkedHashMap<>();
                    for (String column : table.purposes().keySet()) {
                        sealed.put(column, row.getBytes(column));
                    }
                    return new Row(row.getString("place"), row.getString("id"), row.getString("key_id"), sealed);
                })
                .list();
        rows.forEach(row -> write(handle, table, row));
        return rows.size();
    }

    /// The row is locked, so it is still in its place.
    private void write(Handle handle, SealedTable table, Row row) {
        String set = table.purposes().keySet().stream()
                .map(column -> column + " = :" + column)
                .collect(Collectors.joining(", "));
        var update = handle.createUpdate("UPDATE " + table.table() + " SET " + set + ", " + table.keyId()
                        + " = :present WHERE ctid = CAST(:place AS tid)")
                .bind("present", seal.keyId())
                .bind("place", row.place());
        for (Map.Entry<String, Function<String, String>> column :
                table.purposes().entrySet()) {
            byte[] sealed = row.sealed().get(column.getKey());
            String purpose = column.getValue().apply(row.id());
            update.bind(
                    column.getKey(),
                    sealed == null ? null : seal.seal(purpose, seal.open(row.keyId(), purpose, sealed)));
        }
        update.execute();
    }
}
