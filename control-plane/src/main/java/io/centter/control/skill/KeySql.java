package io.centter.control.skill;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/// Keys belong to their publisher.
@RegisterConstructorMapper(KeyRow.class)
interface KeySql {
    String SELECT = """
            SELECT id, name, public_key, added_by, created_at, retired_at, retire_reason FROM publisher_keys
            """;

    /// A row to be written.
    @SuppressWarnings("ArrayRecordComponent")
    record NewKey(
            UUID publisher,
            String id,
            String name,
            byte[] publicKey,
            @Nullable String addedBy,
            Instant now) {}

    static KeySql of(Handle handle) {
        return handle.attach(KeySql.class);
    }

    @SqlUpdate("""
            INSERT INTO publisher_keys (publisher_id, id, name, public_key, added_by, created_at)
            VALUES (:publisher, :id, :name, :publicKey, :addedBy, :now) ON CONFLICT DO NOTHING
            """)
    int insert(@BindMethods NewKey key);

    /// Those that sign first, the newest of them first.
    @SqlQuery(SELECT + "WHERE publisher_id = :publisher ORDER BY retired_at DESC NULLS FIRST, created_at DESC, id")
    List<KeyRow> all(UUID publisher);

    @SqlQuery(SELECT + "WHERE publisher_id = :publisher AND retired_at IS NULL ORDER BY created_at DESC, id")
    List<KeyRow> active(UUID publisher);

    @SqlQuery(SELECT + "WHERE publisher_id = :publisher AND id = :id")
    Optional<KeyRow> find(UUID publisher, String id);

    @SqlUpdate("""
            UPDATE publisher_keys SET retired_at = :now, retire_reason = :reason WHERE publisher_id = :publisher AND id = :id
            """)
    void retire(UUID publisher, String id, String reason, Instant now);
}
