package io.centter.control.authority;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.centter.control.access.AuthorityKey;
import io.centter.control.access.NetworkAccess;
import io.centter.control.authority.NetworkKeys.Verifying;
import io.centter.control.db.Seal;
import io.centter.control.db.SealedTable;
import io.centter.model.authority.AuthorityKey.Status;
import io.centter.model.authority.Jwk;
import io.centter.model.identity.NetworkId;
import io.centter.model.wire.Wire;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The keys of all networks that were asked for, each opened once and not once a request.
final class Keyring {
    /// Beyond this many networks, all are opened anew.
    private static final int REMEMBERED = 20_000;

    private static final String PURPOSE = "authority:";

    /// Where the private halves are sealed.
    static final SealedTable SEALED = new SealedTable(
            "authority_keys", "network_id || ':' || kid", "seal_key_id", Map.of("sealed_private", id -> PURPOSE + id));

    private final Seal seal;
    private final Es256 es256;
    private final Map<NetworkId, Opened> opened = new ConcurrentHashMap<>();

    private record Opened(List<AuthorityKey> from, NetworkKeys keys) {}

    Keyring(Seal seal, Es256 es256) {
        this.seal = seal;
        this.es256 = es256;
    }

    /// What the private half of a key is sealed for.
    static String purpose(NetworkId network, String kid) {
        return PURPOSE + network + ":" + kid;
    }

    /// The list is another one as soon as anything of the network changed, so the same list is the same keys.
    @SuppressWarnings("ReferenceEquality")
    NetworkKeys of(NetworkAccess network) {
        List<AuthorityKey> now = network.keys();
        Opened last = opened.get(network.id());
        if (last != null && last.from() == now) {
            return last.keys();
        }
        NetworkKeys keys = open(network.id(), now, last == null ? null : last.keys());
        if (opened.size() >= REMEMBERED) {
            opened.clear();
        }
        opened.put(network.id(), new Opened(now, keys));
        return keys;
    }

    private NetworkKeys open(NetworkId network, List<AuthorityKey> rows, @Nullable NetworkKeys last) {
        Signer signer = null;
        List<Verifying> keys = new ArrayList<>();
        for (AuthorityKey row : rows) {
            Status status = Status.valueOf(row.status().toUpperCase(Locale.ROOT));
            if (status == Status.GONE || status == Status.REVOKED) {
                continue;
            }
            Optional<Verifying> before = last == null ? Optional.empty() : last.known(row.kid());
            Jwk jwk = before.map(Verifying::jwk).orElseGet(() -> jwk(row));
            keys.add(new Verifying(
                    jwk,
                    status,
                    row.retiredAt(),
                    before.map(Verifying::verifier).orElseGet(() -> Verifying.verifier(jwk, es256))));
            if (status == Status.ACTIVE) {
                signer = (last == null ? Optional.<Signer>empty() : last.signer())
                        .filter(known -> known.kid().equals(row.kid()))
                        .orElseGet(() -> signer(network, row));
            }
        }
        return new NetworkKeys(signer, keys);
    }

    private Signer signer(NetworkId network, AuthorityKey row) {
        byte[] pkcs8 = seal.open(
                Objects.requireNonNull(row.sealKeyId(), "an active key is sealed"),
                purpose(network, row.kid()),
                Objects.requireNonNull(row.sealedPrivate(), "an active key is sealed"));
        try {
            return Signer.of(row.kid(), pkcs8, es256);
        } finally {
            Arrays.fill(pkcs8, (byte) 0);
        }
    }

    private static Jwk jwk(AuthorityKey row) {
        try {
            return Wire.tolerant().readValue(row.publicJwk(), Jwk.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the public key " + row.kid() + " cannot be read", e);
        }
    }
}
