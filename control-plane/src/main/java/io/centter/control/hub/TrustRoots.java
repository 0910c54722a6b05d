package io.centter.control.hub;

import io.centter.control.nats.AccountDeletion;
import io.centter.control.nats.Claims;
import io.centter.control.nats.ClaimsSigner;
import io.centter.control.nats.MintedUser;
import io.centter.control.nats.NatsConfigFile;
import io.centter.control.nats.NatsKey;
import io.centter.control.nats.UserClaims;
import io.centter.model.role.SubjectGrants;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// The root of trust in use: who signs accounts, and the two accounts that are the hub's own.
public final class TrustRoots {
    private static final SubjectGrants EVERYTHING = new SubjectGrants(List.of(">"), List.of(), List.of(">"));

    private final NatsConfigFile.Roots texts;
    private final NatsKey operatorSigner;
    private final NatsKey system;
    private final NatsKey control;

    TrustRoots(NatsConfigFile.Roots texts, NatsKey operatorSigner, NatsKey system, NatsKey control) {
        this.texts = texts;
        this.operatorSigner = operatorSigner;
        this.system = system;
        this.control = control;
    }

    /// What a nats-server must be configured with.
    public NatsConfigFile.Roots texts() {
        return texts;
    }

    String controlAccount() {
        return control.publicKey();
    }

    String operatorSigner() {
        return operatorSigner.publicKey();
    }

    String sign(Claims account, Instant issuedAt) {
        return new ClaimsSigner(operatorSigner).sign(account, issuedAt, null);
    }

    String deletion(String account, Instant now) {
        return sign(new AccountDeletion(operatorSigner.publicKey(), List.of(account)), now);
    }

    MintedUser systemUser(SecureRandom random, InstantSource clock) {
        return hubUser(system, "hub-system", random, clock);
    }

    MintedUser controlUser(SecureRandom random, InstantSource clock) {
        return hubUser(control, "hub-control", random, clock);
    }

    private static MintedUser hubUser(NatsKey account, String name, SecureRandom random, InstantSource clock) {
        ClaimsSigner signer = new ClaimsSigner(account);
        return new MintedUser(
                NatsKey.newUser(random),
                key -> signer.sign(
                        UserClaims.ofHub(key, name, account.publicKey(), EVERYTHING), clock.instant(), null));
    }
}
