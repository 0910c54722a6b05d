package io.centter.control.auditing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.centter.control.audit.Actor;
import io.centter.control.audit.AuditEntry;
import io.centter.control.audit.AuditFilter;
import io.centter.control.audit.AuditHead;
import io.centter.control.audit.AuditLine;
import io.centter.control.audit.AuditLog;
import io.centter.control.audit.AuditReader;
import io.centter.control.audit.AuditVerifier;
import io.centter.control.db.Transactions;
import io.centter.control.http.Call;
import io.centter.control.http.Cursors;
import io.centter.control.http.Paging;
import io.centter.control.http.Reply;
import io.centter.control.http.Streamed;
import io.centter.control.network.Rights;
import io.centter.control.refusal.Refused;
import io.centter.model.api.AuditCheck;
import io.centter.model.api.AuditLineView;
import io.centter.model.api.MemberRole;
import io.centter.model.api.Page;
import io.centter.model.identity.NetworkId;
import io.centter.model.wire.Wire;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// Answers what is asked of the audit log.
public final class AuditService {
    private static final int PART = 500;
    /// A check reads a whole chain, so a few at a time are enough.
    private static final int CHECKS_AT_ONCE = 2;

    private final Transactions transactions;
    private final AuditLog audit;
    private final AuditReader reader;
    private final AuditVerifier verifier;
    private final Cursors cursors;
    private final Semaphore checks = new Semaphore(CHECKS_AT_ONCE);

    public AuditService(
            Transactions transactions, AuditLog audit, AuditReader reader, AuditVerifier verifier, Cursors cursors) {
        this.transactions = transactions;
        this.audit = audit;
        this.reader = reader;
        this.verifier = verifier;
        this.cursors = cursors;
    }

    /// A line keeps its number, so a page is the same however many lines come meanwhile.
    Page<AuditLineView> list(Call<?> call) {
        NetworkId network = call.network();
        AuditFilter filter = Asked.filter(call);
        Paging paging = cursors.paging("audit:" + network + ":" + filter, call, 50, PART);
        long before = Long.parseLong(paging.after(String.valueOf(Long.MAX_VALUE)));
        List<AuditLine> found = reader.newest(network, filter, before, paging.wanted());
        return paging.page(found, row -> Long.toString(row.seq())).map(AuditService::view);
    }

    AuditCheck verify(Call<?> call) {
        if (!checks.tryAcquire()) {
            throw new Refused.Unavailable(
                    "busy", "Other checks of audit logs are running. Try again.", Duration.ofSeconds(5));
        }
        try {
            return verifier.verify(
                    call.network().toString(), Asked.kept(call).stream().toList());
        } finally {
            checks.release();
        }
    }

    /// Everything up to the end of the chain at this moment; the export's own line is the next.
    Reply<Streamed> export(Call<?> call) {
        NetworkId network = call.network();
        AuditFilter filter = Asked.filter(call);
        ExportFormat format = Asked.format(call);
        AuditHead head = transactions.inNetwork(network, handle -> {
            Rights.require(handle, call.user(), network, MemberRole.ADMIN);
            AuditHead end = AuditReader.head(handle, network.toString());
            audit.write(
                    handle,
                    AuditEntry.of(network, Actor.of(call.caller()), "audit.export", "network:" + network)
                            .change(
                                    null,
                                    Map.of(
                                            "format",
                                            format.wireName(),
                                            "filter",
                                            filter.told(),
                                            "head",
                                            end.toString())));
            return end;
        });
        // Read before the answer begins, so that it can still be a refusal.
        List<AuditLine> first = reader.oldest(network, filter, 0, PART);
        return Reply.stream(format.contentType(), out -> write(out, network, filter, format, head, first))
                .with(
                        "Content-Disposition",
                        "attachment; filename=\"audit-" + network + "-" + head.seq() + "." + format.wireName() + "\"")
                .with("Centter-Audit-Head", head.toString());
    }

    private void write(
            OutputStream out,
            NetworkId network,
            AuditFilter filter,
            ExportFormat format,
            AuditHead head,
            List<AuditLine> first)
            throws IOException {
        out.write(format.head().getBytes(StandardCharsets.UTF_8));
        List<AuditLine> part = first;
        while (!part.isEmpty()) {
            for (AuditLine line : part) {
                if (line.seq() > head.seq()) {
                    return;
                }
                out.write(format.line(view(line)).getBytes(StandardCharsets.UTF_8));
            }
            part = part.size() < PART
                    ? List.of()
                    : reader.oldest(network, filter, part.getLast().seq(), PART);
        }
    }

    private static AuditLineView view(AuditLine line) {
        return new AuditLineView(
                line.seq(),
                line.at(),
                line.actor(),
                line.action(),
                line.target(),
                json(line.before()),
                json(line.after()),
                line.reason(),
                line.ip(),
                line.traceId(),
                HexFormat.of().formatHex(line.hash()));
    }

    private static @Nullable JsonNode json(@Nullable String text) {
        try {
            return text == null ? null : Wire.tolerant().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
