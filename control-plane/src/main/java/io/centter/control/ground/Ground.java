package io.centter.control.ground;

import io.centter.control.audit.AuditLog;
import io.centter.control.db.Transactions;
import io.centter.control.event.Outbox;
import io.centter.control.http.Cursors;
import io.centter.control.http.Idempotency;
import io.centter.model.identity.IdSource;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/// What the services of records stand on.
public record Ground(
        Transactions transactions,
        Outbox outbox,
        AuditLog audit,
        Idempotency idempotency,
        Cursors cursors,
        IdSource ids,
        InstantSource clock,
        SecureRandom random) {
    /// The time as the database keeps it, to the millisecond.
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
