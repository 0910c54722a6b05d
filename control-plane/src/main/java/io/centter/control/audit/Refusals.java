package io.centter.control.audit;

import io.centter.control.db.Transactions;
import io.centter.control.http.Address;
import io.centter.control.refusal.Refused;
import io.centter.model.identity.NetworkId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes refusals into the audit log, away from the request that was refused, and so that nobody can flood it: the
/// first of a kind is a line at once, those that follow within the window are counted, and their number is one more
/// line. Beyond a number of kinds, the rest of an address (of a /64 of IPv6) is one kind, and at last everything is.
///
/// A refusal changes nothing, so what was not yet written when the process dies may be lost.
public final class Refusals implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
    private static final int KINDS_OF_A_HOLDER = 20;
    private static final int KINDS = 400;
    private static final String OTHERS = "others";
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Transactions transactions;
    private final AuditLog audit;
    private final Duration window;
    private final Map<Kind, Integer> seen = new HashMap<>();
    private final Map<String, Integer> kindsOfHolder = new HashMap<>();
    private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("refusals").factory());

    /// Refusals that count as the same.
    private record Kind(
            @Nullable NetworkId network,
            String actor,
            @Nullable String ip,
            String action,
            String target,
            @Nullable String reason) {
        @Nullable
        String holder() {
            return ip == null ? null : Address.holder(ip);
        }

        Kind rest() {
            return new Kind(null, "nobody", holder(), action, OTHERS, null);
        }

        Kind restOfAll() {
            return new Kind(null, "nobody", null, action, OTHERS, null);
        }

        AuditEntry entry(@Nullable String traceId) {
            return new AuditEntry(network, new Actor(actor, ip, traceId), action, target, null, null, reason);
        }
    }

    public Refusals(Transactions transactions, AuditLog audit, Duration window) {
        this.transactions = transactions;
        this.audit = audit;
        this.window = window;
    }

    public void start() {
        var _ = writer.scheduleWithFixedDelay(this::tell, window.toMillis(), window.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Returns at once.
    public void note(AuditEntry entry) {
        Kind kind = counted(new Kind(
                entry.network(),
                entry.actor().name(),
                entry.actor().ip(),
                entry.action(),
                entry.target(),
                entry.reason()));
        if (kind != null) {
            try {
                writer.execute(() -> write(kind.entry(entry.actor().traceId())));
            } catch (RejectedExecutionException _) {
                LOG.debug("refusal not written: stopping action={}", entry.action());
            }
        }
    }

    /// Writes what is counted, and ends.
    @Override
    public void close() {
        if (writer.isShutdown()) {
            return;
        }
        try {
            writer.execute(this::tell);
            writer.shutdown();
            if (!writer.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                writer.shutdownNow();
            }
        } catch (InterruptedException e) {
            writer.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    /// The kind, where this is its first in the window.
    private synchronized @Nullable Kind counted(Kind asked) {
        Kind kind = asked;
        if (!seen.containsKey(kind)) {
            String holder = Objects.requireNonNullElse(asked.holder(), "");
            if (kindsOfHolder.getOrDefault(holder, 0) >= KINDS_OF_A_HOLDER) {
                kind = asked.rest();
            } else if (seen.size() >= KINDS) {
                kind = asked.restOfAll();
            } else {
                kindsOfHolder.merge(holder, 1, Integer::sum);
            }
        }
        return seen.merge(kind, 1, Integer::sum) == 1 ? kind : null;
    }

    private void tell() {
        Map<Kind, Integer> counted;
        synchronized (this) {
            counted = Map.copyOf(seen);
            seen.clear();
            kindsOfHolder.clear();
        }
        counted.forEach((kind, times) -> {
            if (times > 1) {
                write(kind.entry(null).change(null, Map.of("more", times - 1, "within", window.toString())));
            }
        });
    }

    private void write(AuditEntry entry) {
        NetworkId network = entry.network();
        try {
            if (network == null) {
                transactions.write(handle -> written(handle, entry));
            } else {
                transactions.inNetwork(network, handle -> written(handle, entry));
            }
        } catch (Refused e) {
            LOG.warn("refusal not written action={} cause=\"{}\"", entry.action(), e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("refusal not written action={}", entry.action(), e);
        }
    }

    private boolean written(Handle handle, AuditEntry entry) {
        audit.write(handle, entry);
        return true;
    }
}
