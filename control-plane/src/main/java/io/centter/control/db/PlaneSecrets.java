package io.centter.control.db;

import io.centter.control.config.ConfigRefused;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Keys of the plane that stay the same when the seal key is changed, such as the one of the audit chain: each is
/// derived once from the seal key of that day, sealed, and from then on read.
public final class PlaneSecrets {
    /// Where they are.
    public static final SealedTable SEALED =
            new SealedTable("plane_secrets", "name", "seal_key_id", Map.of("sealed", PlaneSecrets::purpose));

    private final Transactions transactions;
    private final Seal seal;
    private final InstantSource clock;

    public PlaneSecrets(Transactions transactions, Seal seal, InstantSource clock) {
        this.transactions = transactions;
        this.seal = seal;
        this.clock = clock;
    }

    @SuppressWarnings("ArrayRecordComponent") // Opened, compared never.
    private record Row(String keyId, byte[] sealed) {}

    /// The key of this name; whoever comes second takes that of the first.
    public byte[] key(String name) {
        Row row = transactions.write(handle -> {
            Optional<Row> there = find(handle, name);
            if (there.isEmpty()) {
                insert(handle, name);
                there = find(handle, name);
            }
            return there.orElseThrow();
        });
        try {
            return seal.open(row.keyId(), purpose(name), row.sealed());
        } catch (IllegalStateException _) {
            throw new ConfigRefused(List.of("seal.key: the key " + row.keyId()
                    + " is not the one that this database was sealed with. Give that one; a new key needs a new"
                    + " seal.key_id, and the old one in seal.previous."));
        }
    }

    private static Optional<Row> find(Handle handle, String name) {
        return handle.createQuery("SELECT seal_key_id, sealed FROM plane_secrets WHERE name = :name")
                .bind("name", name)
                .map((row, _) -> new Row(row.getString("seal_key_id"), row.getBytes("sealed")))
                .findOne();
    }

    private void insert(Handle handle, String name) {
        handle.createUpdate("""
                INSERT INTO plane_secrets (name, sealed, seal_key_id, created_at) VALUES (:name, :sealed, :keyId, :now)
                ON CONFLICT DO NOTHING
                """)
                .bind("name", name)
                .bind("sealed", seal.seal(purpose(name), seal.derive(name)))
                .bind("keyId", seal.keyId())
                .bind("now", clock.instant())
                .execute();
    }

    private static String purpose(String name) {
        return "plane-secret:" + name;
    }
}
