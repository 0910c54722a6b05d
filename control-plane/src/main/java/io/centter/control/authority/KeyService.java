package io.centter.control.authority;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import io.centter.control.access.AccessSnapshots;
import io.centter.control.access.NetworkAccess;
import io.centter.control.audit.Actor;
import io.centter.control.audit.AuditEntry;
import io.centter.control.db.Seal;
import io.centter.control.ground.Ground;
import io.centter.control.http.Call;
import io.centter.control.http.Paging;
import io.centter.control.network.Rights;
import io.centter.model.api.MemberRole;
import io.centter.model.api.Page;
import io.centter.model.authority.AuthorityKey;
import io.centter.model.authority.AuthorityKey.Status;
import io.centter.model.authority.Jwk;
import io.centter.model.authority.JwkSet;
import io.centter.model.authority.RotateKeys;
import io.centter.model.authority.RotatedKeys;
import io.centter.model.event.EventData;
import io.centter.model.identity.NetworkId;
import io.centter.model.wire.Wire;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// The keys of the authorities. A network has its first keys when they are first needed: one that signs, and the next
/// one, which receivers know before it signs anything.
final class KeyService {
    private static final UUID LAST = new UUID(-1, -1);

    private final Ground ground;
    private final AccessSnapshots snapshots;
    private final Seal seal;
    private final Keyring keyring;
    private final Es256 es256;

    KeyService(Ground ground, AccessSnapshots snapshots, Seal seal, Es256 es256) {
        this.ground = ground;
        this.snapshots = snapshots;
        this.seal = seal;
        this.keyring = new Keyring(seal, es256);
        this.es256 = es256;
    }

    /// The keys of a network that has some.
    NetworkKeys keys(NetworkAccess network) {
        NetworkKeys keys = keyring.of(network);
        if (keys.signer().isPresent()) {
            return keys;
        }
        ground.transactions().inNetwork(network.id(), handle -> {
            if (AuthoritySql.of(handle).live(network.id()).isEmpty()) {
                create(handle, network.id(), Status.ACTIVE);
                create(handle, network.id(), Status.NEXT);
            }
            return true;
        });
        return keyring.of(snapshots.of(network.id()));
    }

    /// The keys that a network has, if any.
    NetworkKeys existing(NetworkAccess network) {
        return keyring.of(network);
    }

    /// What receivers of a network's tokens may know.
    JwkSet publicKeys(NetworkId network) {
        return keys(snapshots.of(network)).publicAt(ground.clock().instant());
    }

    Page<AuthorityKey> list(Call<?> call) {
        NetworkId network = call.network();
        Paging paging = ground.cursors().paging("authority-keys:" + network, call, 50, 200);
        UUID before = paging.after(LAST);
        keys(snapshots.of(network));
        List<KeyRow> found =
                ground.transactions().read(handle -> AuthoritySql.of(handle).list(network, before, paging.wanted()));
        return paging.page(found, row -> row.id().toString()).map(KeyRow::view);
    }

    RotatedKeys rotate(Call<RotateKeys> call) {
        NetworkId network = call.network();
        keys(snapshots.of(network));
        return ground.transactions().inNetwork(network, handle -> {
            Rights.require(handle, call.user(), network, MemberRole.ADMIN);
            return ground.idempotency()
                    .once(
                            handle,
                            call.idempotencyKey(),
                            RotatedKeys.class,
                            rotated -> rotated,
                            () -> rotate(handle, call, network));
        });
    }

    /// Lets go of keys that no good token is signed with any more.
    int letGo(Handle handle) {
        Instant now = ground.now();
        return AuthoritySql.of(handle).letGo(now.minus(Timeline.RETIRING), now);
    }

    private RotatedKeys rotate(Handle handle, Call<RotateKeys> call, NetworkId network) {
        boolean emergency = call.body().endsAllTokens();
        AuthoritySql sql = AuthoritySql.of(handle);
        List<KeyRow> before = sql.live(network);
        Status ends = emergency ? Status.REVOKED : Status.RETIRING;
        String active;
        if (emergency) {
            // Who had one of them may have had them all.
            sql.revokeAll(network, ground.now());
            active = create(handle, network, Status.ACTIVE);
        } else {
            sql.retire(network, ground.now());
            sql.activateNext(network, ground.now());
            active = kid(sql.live(network), Status.ACTIVE);
        }
        String next = create(handle, network, Status.NEXT);
        List<String> ended = before.stream()
                .filter(key -> emergency || key.status() == Status.ACTIVE)
                .map(KeyRow::kid)
                .toList();
        ground.outbox().event(handle, network, new EventData.AuthorityKeyRotated(active, emergency));
        ground.audit()
                .write(
                        handle,
                        AuditEntry.of(network, Actor.of(call.caller()), "authority.key-rotate", "network:" + network)
                                .change(
                                        Map.of(
                                                "kids",
                                                before.stream().map(KeyRow::kid).toList()),
                                        Map.of(
                                                "active",
                                                active,
                                                "next",
                                                next,
                                                ends.name().toLowerCase(java.util.Locale.ROOT),
                                                ended))
                                .because(call.body().reason()));
        return new RotatedKeys(
                sql.one(network, active).view(),
                sql.one(network, next).view(),
                ended.stream().map(kid -> sql.one(network, kid).view()).toList());
    }

    private static String kid(List<KeyRow> keys, Status status) {
        return keys.stream()
                .filter(key -> key.status() == status)
                .findFirst()
                .orElseThrow()
                .kid();
    }

    private String create(Handle handle, NetworkId network, Status status) {
        KeyPair pair = es256.newKeyPair(ground.random());
        ECKey key = new ECKey.Builder(Curve.P_256, (ECPublicKey) pair.getPublic()).build();
        try {
            String kid = key.computeThumbprint().toString();
            Jwk jwk = Jwk.es256(key.getX().toString(), key.getY().toString(), kid);
            byte[] sealed =
                    seal.seal(Keyring.purpose(network, kid), pair.getPrivate().getEncoded());
            AuthoritySql.of(handle)
                    .insert(new AuthoritySql.NewKey(
                            ground.ids().uuid(),
                            network,
                            kid,
                            Wire.strict().writeValueAsString(jwk),
                            sealed,
                            seal.keyId(),
                            status,
                            ground.now(),
                            status == Status.ACTIVE ? ground.now() : null));
            return kid;
        } catch (JOSEException | JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
