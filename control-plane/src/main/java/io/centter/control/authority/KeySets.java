package io.centter.control.authority;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.centter.control.db.Transactions;
import io.centter.model.authority.JwkSet;
import io.centter.model.identity.NetworkId;
import io.centter.model.wire.Wire;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The public keys as receivers fetch them, written once and then handed out.
final class KeySets {
    /// How old the set of all networks may be. The next key of each network is in it long before it signs.
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final KeyService keys;
    private final Transactions transactions;
    private final InstantSource clock;
    private final Object reading = new Object();
    private volatile @Nullable Written all;

    /// A key set as it is sent.
    ///
    /// @param etag of its content, with its quotes
    @SuppressWarnings("ArrayRecordComponent")
    record Written(byte[] json, String etag, Instant at) {}

    KeySets(KeyService keys, Transactions transactions, InstantSource clock) {
        this.keys = keys;
        this.transactions = transactions;
        this.clock = clock;
    }

    Written of(NetworkId network) {
        JwkSet set = keys.publicKeys(network);
        try {
            return written(Wire.strict().writeValueAsBytes(set));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    Written ofAllNetworks() {
        Written last = all;
        if (last != null && isFresh(last)) {
            return last;
        }
        synchronized (reading) {
            Written other = all;
            if (other != null && isFresh(other)) {
                return other;
            }
            Instant retiredAfter = clock.instant().minus(Timeline.RETIRING);
            List<String> shown =
                    transactions.read(handle -> AuthoritySql.of(handle).shownByAllNetworks(retiredAfter));
            Written now = written(("{\"keys\":[" + String.join(",", shown) + "]}").getBytes(StandardCharsets.UTF_8));
            all = now;
            return now;
        }
    }

    private boolean isFresh(Written last) {
        return clock.instant().isBefore(last.at().plus(FRESH));
    }

    private Written written(byte[] json) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(json);
            String tag = Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(digest)
                    .substring(0, 22);
            return new Written(json, '"' + tag + '"', clock.instant());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
