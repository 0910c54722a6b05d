package io.centter.control.auditing;

import io.centter.control.http.Access;
import io.centter.control.http.Reply;
import io.centter.control.http.Router;
import io.centter.model.api.AuditCheck;
import io.centter.model.api.AuditLineView;
import io.centter.model.api.MemberRole;

/// The audit log of a network. Lines carry addresses of people, so viewers do not see them.
public final class AuditRoutes {
    private final AuditService audit;

    public AuditRoutes(AuditService audit) {
        this.audit = audit;
    }

    public void declare(Router router) {
        router.get("/networks/{network}/audit", "Lists what was done in a network, newest first.")
                .by(Access.member(MemberRole.OPERATOR))
                .query("actor", "action", "target", "from", "to", "q", "limit", "cursor")
                .givesPage(AuditLineView.class)
                .handle(call -> Reply.of(audit.list(call)));
        router.get("/networks/{network}/audit/verify", "Proves that no line was changed, moved or removed.")
                .by(Access.member(MemberRole.ADMIN))
                .query("kept")
                .gives(AuditCheck.class)
                .handle(call -> Reply.of(audit.verify(call)));
        router.get("/networks/{network}/audit/export", "Gives all lines that fit, oldest first, as one file.")
                .by(Access.member(MemberRole.ADMIN))
                .query("format", "actor", "action", "target", "from", "to", "q")
                .streams(ExportFormat.CSV.contentType(), ExportFormat.JSONL.contentType())
                .handle(audit::export);
    }
}
