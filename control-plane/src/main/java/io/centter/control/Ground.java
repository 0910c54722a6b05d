package io.centter.control;

import io.centter.control.audit.AuditLog;
import io.centter.control.db.Transactions;
import io.centter.control.event.Outbox;
import io.centter.control.http.Cursors;
import io.centter.control.http.Idempotency;
import io.centter.model.identity.IdSource;
import java.security.SecureRandom;
import java.time.InstantSource;

/// What services of records stand on.
record Ground(
        Transactions transactions,
        Outbox outbox,
        AuditLog audit,
        Idempotency idempotency,
        Cursors cursors,
        IdSource ids,
        InstantSource clock,
        SecureRandom random) {}
