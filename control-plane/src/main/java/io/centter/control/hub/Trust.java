package io.centter.control.hub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.centter.control.db.Seal;
import io.centter.control.db.SealedTable;
import io.centter.control.db.Transactions;
import io.centter.control.nats.ClaimsSigner;
import io.centter.control.nats.NatsConfigFile;
import io.centter.control.nats.NatsKey;
import io.centter.control.nats.OperatorClaims;
import io.centter.model.wire.Wire;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Loads the root of trust, or makes it when there is none; one of several processes makes it, and all use that one.
public final class Trust {
    private static final Logger LOG = LoggerFactory.getLogger(Trust.class);
    private static final String PURPOSE = "nats-trust";
    private static final String IDENTITY_PURPOSE = "nats-operator-identity";
    private static final String OPERATOR = "centter";

    /// Where its seeds are sealed.
    static final SealedTable SEALED = new SealedTable(
            "nats_trust",
            "id",
            "seal_key_id",
            Map.of("sealed_seeds", _ -> PURPOSE, "sealed_identity", _ -> IDENTITY_PURPOSE));

    private final Transactions transactions;
    private final Seal seal;
    private final SecureRandom random;
    private final InstantSource clock;

    public Trust(Transactions transactions, Seal seal, SecureRandom random, InstantSource clock) {
        this.transactions = transactions;
        this.seal = seal;
        this.random = random;
        this.clock = clock;
    }

    public TrustRoots loadOrCreate() {
        return transactions.write(handle -> {
            handle.execute("LOCK TABLE nats_trust IN EXCLUSIVE MODE");
            return load(handle).orElseGet(() -> create(handle));
        });
    }

    private Optional<TrustRoots> load(Handle handle) {
        return TrustSql.of(handle).find().map(row -> {
            Map<String, String> seeds = Seeds.open(seal, row.sealKeyId(), PURPOSE, row.sealedSeeds());
            NatsConfigFile.Roots texts = new NatsConfigFile.Roots(
                    row.operatorJwt(), row.systemAccount(), row.systemJwt(), row.controlAccount(), row.controlJwt());
            return new TrustRoots(
                    texts, Seeds.key(seeds, "signer"), Seeds.key(seeds, "system"), Seeds.key(seeds, "control"));
        });
    }

    private TrustRoots create(Handle handle) {
        NatsKey identity = NatsKey.newOperator(random);
        NatsKey signer = NatsKey.newOperator(random);
        NatsKey system = NatsKey.newAccount(random);
        NatsKey control = NatsKey.newAccount(random);
        OperatorClaims operator =
                new OperatorClaims(identity.publicKey(), OPERATOR, List.of(signer.publicKey()), system.publicKey());
        ClaimsSigner accounts = new ClaimsSigner(signer);
        NatsConfigFile.Roots texts = new NatsConfigFile.Roots(
                new ClaimsSigner(identity).sign(operator, clock.instant(), null),
                system.publicKey(),
                accounts.sign(ControlAccount.systemClaims(system.publicKey()), clock.instant(), null),
                control.publicKey(),
                accounts.sign(ControlAccount.claims(control.publicKey()), clock.instant(), null));
        Map<String, String> seeds = Map.of("signer", signer.seed(), "system", system.seed(), "control", control.seed());
        TrustSql.of(handle)
                .insert(new TrustSql.TrustRow(
                        identity.publicKey(),
                        texts.operatorJwt(),
                        signer.publicKey(),
                        texts.systemAccount(),
                        texts.systemJwt(),
                        texts.controlAccount(),
                        texts.controlJwt(),
                        Seeds.seal(seal, PURPOSE, seeds),
                        seal.keyId(),
                        Seeds.seal(seal, IDENTITY_PURPOSE, Map.of("identity", identity.seed())),
                        clock.instant()));
        LOG.info("trust=created operator={} control_account={}", identity.publicKey(), control.publicKey());
        return new TrustRoots(texts, signer, system, control);
    }

    /// Seeds by name, as one sealed text.
    static final class Seeds {
        private Seeds() {}

        static byte[] seal(Seal seal, String purpose, Map<String, String> seeds) {
            try {
                return seal.seal(purpose, Wire.strict().writeValueAsBytes(seeds));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("seeds are plain texts", e);
            }
        }

        static Map<String, String> open(Seal seal, String keyId, String purpose, byte[] sealed) {
            try {
                return Wire.strict().readValue(seal.open(keyId, purpose, sealed), new TypeReference<>() {});
            } catch (IOException e) {
                throw new IllegalStateException("what was sealed for " + purpose + " is no list of seeds", e);
            }
        }

        static NatsKey key(Map<String, String> seeds, String name) {
            return NatsKey.fromSeed(Objects.requireNonNull(seeds.get(name), name));
        }
    }
}
