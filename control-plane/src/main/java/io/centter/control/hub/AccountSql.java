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
    ///
    /// @param pushingJti what was last sent to the broker, perhaps without its answer
    /// @param writtenByOther whether another process gives the broker this account at the moment
    /// @param receipts JSON
    record StateRow(
            String account,
            @Nullable String appliedHash,
            @Nullable String appliedJti,
            @Nullable String pushingJti,
            long maxIat,
            boolean writtenByOther,
            String receipts,
            String plan,
            String status,
            @Nullable Instant deletedAt) {
        /// Whether the account must not be given to the broker any more.
        boolean isOver() {
            return deletedAt != null || status.equals("deleting");
        }
    }

    /// What is about to be sent to the broker.
    record Pushing(NetworkId network, String writer, String jti, long iat) {}

    /// What is known to be applied.
    ///
    /// @param receipts JSON
    record Applied(NetworkId network, long epoch, String hash, String jti, String receipts, Instant at) {}

    /// The account as it is shown.
    record Shown(
            String account,
            long desiredVersion,
            long appliedVersion,
            @Nullable Instant appliedAt,
            @Nullable Instant checkedAt,
            String receipts,
            @Nullable String drift,
            @Nullable Instant driftAt,
            @Nullable String error) {}

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

    /// Does nothing where there are some, or the network is gone meanwhile.
    @SqlUpdate("""
            INSERT INTO nats_account_state (network_id, account, signing_key, role_keys, sealed_seeds, seal_key_id)
            SELECT :networkId, :account, :signingKey, :roleKeys::jsonb, :sealedSeeds, :sealKeyId
            FROM networks WHERE id = :networkId FOR KEY SHARE
            ON CONFLICT (network_id) DO NOTHING
            """)
    void insertKeys(@BindMethods KeysRow row);

    @SqlQuery("SELECT account FROM nats_account_state WHERE deleted_at IS NULL")
    List<String> everyAccount();

    @SqlQuery("SELECT network_id FROM nats_account_state WHERE account = :account AND deleted_at IS NULL")
    Optional<NetworkId> networkOf(String account);

    @SqlQuery("SELECT network_id, account FROM nats_account_state WHERE deleted_at IS NULL")
    @RegisterConstructorMapper(Owner.class)
    List<Owner> owners();

    /// From here to the end of the transaction nobody else speaks to the broker of this account.
    @SqlQuery("SELECT 1 FROM nats_account_state WHERE network_id = :network FOR UPDATE")
    Optional<Integer> lock(NetworkId network);

    /// To be read after [#lock], in a statement of its own: one that waited for a lock sees the other tables as they
    /// were before it waited.
    @SqlQuery("""
            SELECT s.account, s.applied_hash, s.applied_jti, s.pushing_jti, s.max_iat,
                coalesce(s.writer_until > now() AND s.writer <> :writer AND NOT plane_is_gone(s.writer), false)
                    AS written_by_other,
                s.receipts::text AS receipts, n.plan, n.status, s.deleted_at
            FROM nats_account_state s JOIN networks n ON n.id = s.network_id
            WHERE s.network_id = :network
            """)
    @RegisterConstructorMapper(StateRow.class)
    Optional<StateRow> state(NetworkId network, String writer);

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
            WHERE network_id = :network AND revoked_at IS NOT NULL
                AND expires_at > CAST(:now AS timestamptz) - interval '1 hour'
            """)
    @RegisterConstructorMapper(Revocation.class)
    List<Revocation> revocations(NetworkId network, Instant now);

    /// Takes the account for ten seconds, by the database's clock, and writes down what will be sent. From here until
    /// the answer nobody can say what the broker has, so nothing counts as applied.
    ///
    /// @return the epoch of this push
    @SqlQuery("""
            UPDATE nats_account_state SET writer = :writer, writer_epoch = writer_epoch + 1,
                writer_until = now() + interval '10 seconds', pushing_jti = :jti, max_iat = :iat, applied_hash = NULL
            WHERE network_id = :network RETURNING writer_epoch
            """)
    long pushing(@BindMethods Pushing pushing);

    /// Notes what the broker has; 0 where another process has taken the account over meanwhile.
    @SqlUpdate("""
            UPDATE nats_account_state SET applied_hash = :hash, applied_jti = :jti, applied_at = :at, checked_at = :at,
                receipts = :receipts::jsonb, error = NULL, writer_until = NULL
            WHERE network_id = :network AND writer_epoch = :epoch
            """)
    int applied(@BindMethods Applied applied);

    @SqlUpdate("""
            UPDATE nats_account_state SET error = :error, checked_at = :at, writer_until = NULL
            WHERE network_id = :network AND writer_epoch = :epoch
            """)
    void failed(NetworkId network, long epoch, String error, Instant at);

    /// Everything that was committed is at the broker, unless work waits behind this row of the outbox or is parked.
    /// One
    /// statement, so that it sees a version and the row that was written with it, or neither.
    @SqlUpdate("""
            UPDATE nats_account_state s SET applied_version = n.authz_version FROM networks n
            WHERE s.network_id = :network AND n.id = :network AND s.applied_version <> n.authz_version
                AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.network_id = :network AND o.lane = 'work'
                    AND o.parked_at IS NULL AND o.position > :position)
                AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.network_id = :network AND o.lane = 'work'
                    AND o.parked_at IS NOT NULL)
            """)
    void reached(NetworkId network, long position);

    @SqlUpdate("UPDATE nats_account_state SET checked_at = :at, error = NULL WHERE network_id = :network")
    void checked(NetworkId network, Instant at);

    @SqlUpdate("UPDATE nats_account_state SET drift = :drift, drift_at = :at WHERE network_id = :network")
    void drifted(NetworkId network, String drift, Instant at);

    @SqlQuery("""
            SELECT s.account, n.authz_version AS desired_version, s.applied_version, s.applied_at, s.checked_at,
                s.receipts::text AS receipts, s.drift, s.drift_at, s.error
            FROM nats_account_state s JOIN networks n ON n.id = s.network_id WHERE s.network_id = :network
            """)
    @RegisterConstructorMapper(Shown.class)
    Optional<Shown> shown(NetworkId network);

    @SqlQuery("""
            SELECT n.id FROM networks n WHERE n.status <> 'deleting' ORDER BY n.id
            """)
    List<NetworkId> networks();

    /// Takes the account as [#pushing] does, to take it from the broker.
    @SqlQuery("""
            UPDATE nats_account_state SET writer = :writer, writer_epoch = writer_epoch + 1,
                writer_until = now() + interval '10 seconds', applied_hash = NULL
            WHERE network_id = :network RETURNING writer_epoch
            """)
    long deleting(NetworkId network, String writer);

    /// Notes that the broker has it no more; 0 where another process has taken it over meanwhile.
    @SqlUpdate("""
            UPDATE nats_account_state SET deleted_at = :now, writer_until = NULL
            WHERE network_id = :network AND writer_epoch = :epoch
            """)
    int deleted(NetworkId network, long epoch, Instant now);
}
