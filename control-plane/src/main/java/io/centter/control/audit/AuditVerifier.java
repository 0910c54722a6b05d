package io.centter.control.audit;

import io.centter.control.db.Hmac;
import io.centter.control.db.Transactions;
import io.centter.model.api.AuditCheck;
import io.centter.model.api.AuditCheck.Finding;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Walks a whole chain, part by part, and finds the first line that is not as it was written. What was cut from the end
/// is found by the end that is kept beside the lines. Whoever can write to the database can cut both to an earlier
/// state;
/// that is found by a hash that was kept elsewhere, from an export or an earlier check.
public final class AuditVerifier {
    private static final int PART = 500;

    private final Transactions transactions;
    private final Hmac mac;
    private final InstantSource clock;

    public AuditVerifier(Transactions transactions, byte[] key, InstantSource clock) {
        this.transactions = transactions;
        this.mac = new Hmac(key);
        this.clock = clock;
    }

    /// Every chain that there is, or should be.
    public List<String> chains() {
        return transactions.read(handle -> AuditSql.of(handle).chains());
    }

    /// Checks every line there is now.
    ///
    /// @param kept ends of the chain as they were once told, which must still be in it
    public AuditCheck verify(String chain, Collection<AuditHead> kept) {
        Instant now = clock.instant();
        AuditSql.Ends ends = transactions.read(handle -> AuditSql.of(handle).ends(chain));
        Walk walk = new Walk(chain, kept);
        while (walk.seq < ends.seq() && walk.finding == null) {
            List<AuditLine> part =
                    transactions.read(handle -> AuditSql.of(handle).part(chain, walk.seq, ends.seq(), PART));
            if (part.isEmpty()) {
                walk.finding = Finding.MISSING;
            }
            part.forEach(walk::step);
        }
        walk.arrive(ends);
        Finding finding = walk.finding;
        return new AuditCheck(
                finding == null,
                walk.seq,
                finding == null ? null : walk.broken(),
                finding,
                HexFormat.of().formatHex(ends.head()),
                now);
    }

    /// One way along a chain; it stops at the first line that is wrong.
    private final class Walk {
        private final String chain;
        private final Map<Long, List<AuditHead>> kept;
        private long seq;
        private byte[] hash = AuditChain.START;
        private @Nullable Finding finding;

        private Walk(String chain, Collection<AuditHead> kept) {
            this.chain = chain;
            this.kept = kept.stream().collect(Collectors.groupingBy(AuditHead::seq));
        }

        private void step(AuditLine line) {
            if (finding != null) {
                return;
            }
            if (line.seq() != seq + 1) {
                finding = Finding.MISSING;
            } else if (!line.chain().equals(chain)
                    || !MessageDigest.isEqual(hash, line.prevHash())
                    || !MessageDigest.isEqual(line.hash(), AuditChain.hash(mac, line.sorted()))) {
                finding = Finding.CHANGED;
            } else if (kept.getOrDefault(line.seq(), List.of()).stream()
                    .anyMatch(head -> !MessageDigest.isEqual(head.hash(), line.hash()))) {
                finding = Finding.OTHER_THAN_KEPT;
            } else {
                seq++;
                hash = line.hash();
            }
        }

        private void arrive(AuditSql.Ends ends) {
            if (finding != null) {
                return;
            }
            if (!MessageDigest.isEqual(hash, ends.head())) {
                finding = Finding.OTHER_END;
            } else if (ends.last() > ends.seq()) {
                finding = Finding.ADDED;
            } else if (kept.keySet().stream().anyMatch(line -> line > seq)) {
                finding = Finding.MISSING;
            }
        }

        private long broken() {
            return finding == Finding.OTHER_END ? seq : seq + 1;
        }
    }
}
