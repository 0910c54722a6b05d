package io.centter.control.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.centter.control.TestPlane;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What a transaction costs that changes the rights of many agents of one network at once.
@Tag("bench")
class BulkChangeBench {
    private static final int FEW = 2_000;
    private static final int MANY = 10_000;
    /// Times the rows, so many times the work at most; a quadratic one is 25.
    private static final double GROWTH = 10;

    @Test
    void manyRowsInOneTransactionCostWhatTheyAreMoreOf() {
        try (TestPlane plane = TestPlane.start()) {
            UUID network = UUID.fromString(plane.person("owner@example.com")
                    .post("/networks", Map.of("name", "Large"))
                    .text("id"));
            Jdbi sql = plane.sql();
            Duration inserted = time(sql, handle -> insert(handle, network));
            sql.useHandle(handle -> handle.execute("ANALYZE"));
            Duration few = time(sql, handle -> lock(handle, network, FEW));
            Duration many = time(sql, handle -> lock(handle, network, MANY));
            Duration fewSingly = time(sql, handle -> grant(handle, network, FEW));
            Duration manySingly = time(sql, handle -> grant(handle, network, MANY));
            System.out.printf(
                    "one statement: insert %,d agents %d ms, lock %,d %d ms, lock %,d %d ms; a statement each: grant to"
                            + " %,d %d ms, to %,d %d ms%n",
                    MANY,
                    inserted.toMillis(),
                    FEW,
                    few.toMillis(),
                    MANY,
                    many.toMillis(),
                    FEW,
                    fewSingly.toMillis(),
                    MANY,
                    manySingly.toMillis());
            assertThat((double) many.toNanos() / few.toNanos()).isLessThan(GROWTH);
            assertThat((double) manySingly.toNanos() / fewSingly.toNanos()).isLessThan(GROWTH);
        }
    }

    private static void insert(Handle handle, UUID network) {
        handle.execute("""
                INSERT INTO agents (id, network_id, name, slug, role, created_at, updated_at)
                SELECT lpad(to_hex(n), 12, '0'), ?, 'Agent ' || n, 'agent-' || n, 'assistant', now(), now()
                FROM generate_series(1, ?) AS n
                """, network, MANY);
    }

    private static void lock(Handle handle, UUID network, int agents) {
        handle.execute("""
                UPDATE agents SET locked_at = clock_timestamp(), lock_reason = 'bench' WHERE network_id = ? AND id <= lpad(to_hex(?), 12, '0')
                """, network, agents);
    }

    private static void grant(Handle handle, UUID network, int agents) {
        PreparedBatch batch = handle.prepareBatch("""
                INSERT INTO permissions (id, network_id, agent_id, scope, effect, created_at)
                VALUES (gen_random_uuid(), :network, lpad(to_hex(:n), 12, '0'), :scope, 'grant', now())
                """);
        for (int n = 1; n <= agents; n++) {
            batch.bind("network", network)
                    .bind("n", n)
                    .bind("scope", "bench:rows-" + agents)
                    .add();
        }
        batch.execute();
    }

    private static Duration time(Jdbi sql, Consumer<Handle> work) {
        long began = System.nanoTime();
        sql.useTransaction(work::accept);
        return Duration.ofNanos(System.nanoTime() - began);
    }
}
