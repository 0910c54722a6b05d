package io.centter.control.skill;

import io.centter.control.audit.AuditLog;
import io.centter.control.db.Transactions;
import io.centter.control.event.Outbox;
import io.centter.control.http.Cursors;
import io.centter.control.http.Idempotency;
import io.centter.model.identity.IdSource;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/// What the services of the marketplace need of the rest.
public record MarketParts(
        Transactions transactions,
        Outbox outbox,
        AuditLog audit,
        Idempotency idempotency,
        Cursors cursors,
        IdSource ids,
        InstantSource clock) {
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
