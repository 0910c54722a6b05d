package io.centter.control.hub;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/// The one row of `nats_trust`.
interface TrustSql {
    static TrustSql of(Handle handle) {
        return handle.attach(TrustSql.class);
    }

    /// All of it; what is sealed stays sealed.
    @SuppressWarnings("ArrayRecordComponent") // Read once, compared never.
    record TrustRow(
            String operatorKey,
            String operatorJwt,
            String signingKey,
            String systemAccount,
            String systemJwt,
            String controlAccount,
            String controlJwt,
            byte[] sealedSeeds,
            String sealKeyId,
            byte[] sealedIdentity,
            Instant createdAt) {}

    @SqlQuery("""
            SELECT operator_key, operator_jwt, signing_key, system_account, system_jwt, control_account, control_jwt,
                sealed_seeds, seal_key_id, coalesce(sealed_identity, ''::bytea) AS sealed_identity, created_at
            FROM nats_trust
            """)
    @RegisterConstructorMapper(TrustRow.class)
    Optional<TrustRow> find();

    @SqlUpdate("""
            INSERT INTO nats_trust (operator_key, operator_jwt, signing_key, system_account, system_jwt, control_account,
                control_jwt, sealed_seeds, seal_key_id, sealed_identity, created_at)
            VALUES (:operatorKey, :operatorJwt, :signingKey, :systemAccount, :systemJwt, :controlAccount,
                :controlJwt, :sealedSeeds, :sealKeyId, :sealedIdentity, :createdAt)
            """)
    void insert(@BindMethods TrustRow row);
}
