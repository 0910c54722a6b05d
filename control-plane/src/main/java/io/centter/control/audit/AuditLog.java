package io.centter.control.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.centter.control.db.Hmac;
import io.centter.model.identity.NetworkId;
import io.centter.model.wire.Wire;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The audit log. A line is written in the transaction of the change that it tells of: without the one there is not
/// the other.
public final class AuditLog {
    /// The chain of what belongs to no network.
    public static final String USERS = "users";

    private final InstantSource clock;
    private final Hmac mac;

    public AuditLog(InstantSource clock, byte[] key) {
        this.clock = clock;
        this.mac = new Hmac(key);
    }

    public void write(Handle handle, AuditEntry entry) {
        write(handle, List.of(entry));
    }

    /// Writes lines of one network, in this order, for the price of little more than one.
    public void write(Handle handle, List<AuditEntry> entries) {
        if (!handle.isInTransaction()) {
            throw new IllegalStateException("an audit line belongs into the transaction of the change");
        }
        NetworkId network = entries.getFirst().network();
        String chain = network == null ? USERS : network.toString();
        AuditSql sql = AuditSql.of(handle);
        sql.begin(chain, AuditChain.START);
        AuditHead head = sql.lockHead(chain);
        List<AuditLine> lines = new ArrayList<>(entries.size());
        for (AuditEntry entry : entries) {
            if (!Objects.equals(entry.network(), network)) {
                throw new IllegalArgumentException("lines of one network go together");
            }
            AuditLine line = line(entry, chain, head);
            byte[] hash = AuditChain.hash(mac, line);
            lines.add(line.withHash(hash));
            head = new AuditHead(line.seq(), hash);
        }
        sql.insert(new AuditColumns(lines));
        sql.moveHead(chain, head.seq(), head.hash());
    }

    private AuditLine line(AuditEntry entry, String chain, AuditHead head) {
        NetworkId network = entry.network();
        return new AuditLine(
                chain,
                head.seq() + 1,
                network == null ? null : network.value(),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                entry.actor().name(),
                entry.action(),
                entry.target(),
                json(entry.before()),
                json(entry.after()),
                entry.reason(),
                entry.actor().ip(),
                entry.actor().traceId(),
                head.hash(),
                new byte[0]);
    }

    private static @Nullable String json(@Nullable Object value) {
        try {
            return switch (value) {
                case null -> null;
                case SortedJson(String text) -> text;
                default -> AuditChain.sorted(Wire.strict().writeValueAsString(value));
            };
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
