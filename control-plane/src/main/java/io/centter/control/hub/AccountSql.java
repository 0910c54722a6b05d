package io.centter.control.hub;

import io.centter.model.identity.NetworkId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/// What accounts are, and what the broker was told of them.
interface AccountSql {
    static AccountSql of(Handle handle) {
        return handle.attach(AccountSql.class);
    }

    /// The keys of an account; role keys as JSON from role to public key.
    @SuppressWarnings("ArrayRecordComponent") // Read once, compared never.
    record KeysRow(
            NetworkId networkId,
            String account,
            String signingKey,
            String roleKeys,
            byte[] sealedSeeds,
            String sealKeyId) {}

    /// What was applied, and what the network is now.
    record StateRow(
            String account,
            @Nullable String appliedHash,
            @Nullable String appliedJti,
            long maxIat,
            String plan,
            String status,
            long authzVersion,
            @Nullable Instant deletedAt) {
        /// Whether the account must not be given to the broker any more.
        boolean isOver() {
            return deletedAt != null || status.equals("deleting");
        }
    }

    /// What is known to be applied.
    record Applied(NetworkId network, long version, String hash, String jti, long iat, Instant at) {}

    /// Whose account it is.
    record Owner(NetworkId networkId, String account) {}

    /// A user that must not connect again.
    record Revocation(String userKey, long until) {}

    @SqlQuery("""
            SELECT network_id, account, signing_key, role_keys::text AS role_keys, sealed_seeds, seal_key_id
            FROM nats_account_state WHERE network_id = :network
            """)
    @RegisterConstructorMapper(KeysRow.class)
    Optional<KeysRow> keys(NetworkId network);

    @SqlUpdate("""
            INSERT INTO nats_account_state (network_id, account, signing_key, role_keys, sealed_seeds, seal_key_id)
            VALUES (:networkId, :account, :signingKey, :roleKeys::jsonb, :sealedSeeds, :sealKeyId)
            ON CONFLICT (network_id) DO NOTHING
            """)
    void insertKeys(@BindMethods KeysRow row);

    @SqlQuery("SELECT network_id, account FROM nats_account_state WHERE deleted_at IS NULL")
    @RegisterConstructorMapper(Owner.class)
    List<Owner> owners();

    /// From here to the end of the transaction nobody else speaks to the broker of this account.
    @SqlQuery("SELECT 1 FROM nats_account_state WHERE network_id = :network FOR UPDATE")
    Optional<Integer> lock(NetworkId network);

    /// To be read after [#lock], in a statement of its own: one that waited for a lock sees the other tables as they
    /// were before it waited.
    @SqlQuery("""
            SELECT s.account, s.applied_hash, s.applied_jti, s.max_iat, n.plan, n.status, n.authz_version, s.deleted_at
            FROM nats_account_state s JOIN networks n ON n.id = s.network_id
            WHERE s.network_id = :network
            """)
    @RegisterConstructorMapper(StateRow.class)
    Optional<StateRow> state(NetworkId network);

    @SqlQuery("SELECT status FROM networks WHERE id = :network")
    Optional<String> status(NetworkId network);

    /// Whether a network that was deleted after `since` has events that wait to be told.
    @SqlQuery("""
            SELECT EXISTS (SELECT 1 FROM outbox o JOIN networks n ON n.id = o.network_id
                WHERE o.network_id = :network AND o.lane = 'event' AND o.parked_at IS NULL AND n.updated_at > :since)
            """)
    boolean hasLastWords(NetworkId network, Instant since);

    @SqlQuery("""
            SELECT user_key, greatest(iat, ceil(extract(epoch FROM revoked_at))::bigint) AS until FROM nats_credentials
            WHERE network_id = :network AND revoked_at IS NOT NULL AND expires_at > :now
            """)
    @RegisterConstructorMapper(Revocation.class)
    List<Revocation> revocations(NetworkId network, Instant now);

    @SqlUpdate("""
            UPDATE nats_account_state SET applied_version = :version, applied_hash = :hash, applied_jti = :jti,
                max_iat = :iat, checked_at = :at, error = NULL
            WHERE network_id = :network
            """)
    void applied(@BindMethods Applied applied);

    @SqlQuery("""
            SELECT n.id FROM networks n WHERE n.status <> 'deleting' ORDER BY n.id
            """)
    List<NetworkId> networks();

    @SqlUpdate("UPDATE nats_account_state SET deleted_at = :now WHERE network_id = :network")
    void markDeleted(NetworkId network, Instant now);
}
