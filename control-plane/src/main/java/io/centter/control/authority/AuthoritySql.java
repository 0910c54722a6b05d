package io.centter.control.authority;

import io.centter.model.authority.AuthorityKey;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

@RegisterConstructorMapper(KeyRow.class)
interface AuthoritySql {
    /// A row to be written.
    @SuppressWarnings("ArrayRecordComponent")
    record NewKey(
            UUID id,
            NetworkId network,
            String kid,
            String publicJwk,
            byte[] sealedPrivate,
            String sealKeyId,
            AuthorityKey.Status status,
            Instant now,
            @Nullable Instant activatedAt) {}

    static AuthoritySql of(Handle handle) {
        return handle.attach(AuthoritySql.class);
    }

    @SqlUpdate("""
            INSERT INTO authority_keys (id, network_id, kid, public_jwk, sealed_private, seal_key_id, status, created_at,
                activated_at)
            VALUES (:id, :network, :kid, CAST(:publicJwk AS jsonb), :sealedPrivate, :sealKeyId, :status, :now, :activatedAt)
            """)
    void insert(@BindMethods NewKey key);

    @SqlQuery("""
            SELECT id, kid, algorithm, status, created_at, activated_at, retired_at, gone_at FROM authority_keys
            WHERE network_id = :network AND status IN ('next', 'active', 'retiring') ORDER BY id
            """)
    List<KeyRow> live(NetworkId network);

    @SqlQuery("""
            SELECT id, kid, algorithm, status, created_at, activated_at, retired_at, gone_at FROM authority_keys
            WHERE network_id = :network AND kid = :kid
            """)
    KeyRow one(NetworkId network, String kid);

    /// Latest first.
    @SqlQuery("""
            SELECT id, kid, algorithm, status, created_at, activated_at, retired_at, gone_at FROM authority_keys
            WHERE network_id = :network AND id < :before ORDER BY id DESC LIMIT :limit
            """)
    List<KeyRow> list(NetworkId network, UUID before, int limit);

    /// What all networks show, as JSON.
    ///
    /// @param retiredAfter a retiring key that retired before is shown no more
    @SqlQuery("""
            SELECT k.public_jwk::text FROM authority_keys k
            JOIN networks n ON n.id = k.network_id AND n.status <> 'deleting'
            WHERE k.status IN ('next', 'active') OR (k.status = 'retiring' AND k.retired_at > :retiredAfter)
            ORDER BY k.id
            """)
    List<String> shownByAllNetworks(Instant retiredAfter);

    @SqlUpdate("""
            UPDATE authority_keys SET status = 'retiring', retired_at = :now
            WHERE network_id = :network AND status = 'active'
            """)
    void retire(NetworkId network, Instant now);

    @SqlUpdate("""
            UPDATE authority_keys SET status = 'active', activated_at = :now
            WHERE network_id = :network AND status = 'next'
            """)
    void activateNext(NetworkId network, Instant now);

    @SqlUpdate("""
            UPDATE authority_keys SET status = 'revoked', gone_at = :now, sealed_private = NULL, seal_key_id = NULL
            WHERE network_id = :network AND status IN ('next', 'active', 'retiring')
            """)
    void revokeAll(NetworkId network, Instant now);

    @SqlUpdate("""
            UPDATE authority_keys SET status = 'gone', gone_at = :now, sealed_private = NULL, seal_key_id = NULL
            WHERE status = 'retiring' AND retired_at < :retiredBefore
            """)
    int letGo(Instant retiredBefore, Instant now);

    @SqlUpdate("""
            INSERT INTO revoked_tokens (jti, network_id, agent_id, reason, expires_at, revoked_at)
            VALUES (:jti, :network, :agent, :reason, :expiresAt, :now) ON CONFLICT DO NOTHING
            """)
    int revoke(
            NetworkId network,
            UUID jti,
            @Nullable AgentId agent,
            @Nullable String reason,
            Instant expiresAt,
            Instant now);
}
