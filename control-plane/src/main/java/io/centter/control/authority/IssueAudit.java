package io.centter.control.authority;

import io.centter.control.audit.Actor;
import io.centter.control.audit.AuditEntry;
import io.centter.control.audit.AuditLog;
import io.centter.control.db.Transactions;
import io.centter.control.http.Origin;
import io.centter.control.refusal.Refused;
import io.centter.model.authority.TokenClaims;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.permission.Scope;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells the audit log of every token, beside the request: one line an agent, address and second. While that cannot be
/// written, tokens are kept in mind for a while and then no more are issued: none goes untold.
final class IssueAudit implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IssueAudit.class);
    private static final Duration EVERY = Duration.ofMillis(500);
    /// How long the log may be away.
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /// How many tokens may wait to be told of.
    static final int MOST_WAITING = 200_000;
    /// While lines of a network are written, no other change of it can be; so not too many go together.
    private static final int LINES_AT_ONCE = 500;
    /// How many tokens one line names.
    private static final int TOKENS_A_LINE = 500;

    private final Transactions transactions;
    private final AuditLog audit;
    private final InstantSource clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("issue-audit").factory());
    private final Object lock = new Object();
    private Map<Line, Told> pending = new LinkedHashMap<>();
    private int waiting;
    private volatile @Nullable Instant failingSince;

    /// What goes on one line.
    private record Line(
            NetworkId network,
            String actor,
            String ip,
            Instant second,
            @Nullable String refusal,
            int part) {}

    /// One token, as the log tells of it.
    record Token(UUID jti, AgentId subject, String audience, List<Scope> scopes) {}

    /// What one line tells.
    private static final class Told {
        private final String traceId;
        private final List<Token> tokens = new ArrayList<>(1);
        private int count;

        Told(String traceId) {
            this.traceId = traceId;
        }
    }

    IssueAudit(Transactions transactions, AuditLog audit, InstantSource clock) {
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
    }

    void start() {
        var _ = timer.scheduleWithFixedDelay(this::flush, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Refuses where one more token could go untold.
    void requireRoom() {
        Instant failing = failingSince;
        boolean full;
        synchronized (lock) {
            full = waiting >= MOST_WAITING;
        }
        if (full || (failing != null && clock.instant().isAfter(failing.plus(PATIENCE)))) {
            throw new Refused.Unavailable(
                    "audit-unavailable",
                    "The audit log cannot be written, and no token is issued that it does not tell of. Try again.",
                    Duration.ofSeconds(5));
        }
    }

    void issued(NetworkId network, TokenClaims claims, Origin origin) {
        Token token = new Token(claims.id(), claims.subject(), claims.audience().text(), claims.scopes());
        synchronized (lock) {
            Told told = told(network, "agent:" + claims.holder(), origin, null);
            told.tokens.add(token);
            told.count++;
            waiting++;
        }
    }

    /// A request for a token that was refused.
    ///
    /// @param actor the agent, where it proved to be that
    void refused(NetworkId network, @Nullable AgentId actor, String code, Origin origin) {
        synchronized (lock) {
            Told told = told(network, actor == null ? "nobody" : "agent:" + actor, origin, code);
            told.count++;
        }
    }

    /// The line that is being written, or a new one where that is full.
    private Told told(NetworkId network, String actor, Origin origin, @Nullable String refusal) {
        Instant second = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        for (int part = 0; ; part++) {
            Line line = new Line(network, actor, origin.ip(), second, refusal, part);
            Told told = pending.computeIfAbsent(line, _ -> new Told(origin.traceId()));
            if (told.tokens.size() < TOKENS_A_LINE) {
                return told;
            }
        }
    }

    /// Writes what waits. What cannot be written waits on.
    void flush() {
        Map<Line, Told> lines;
        synchronized (lock) {
            lines = pending;
            pending = new LinkedHashMap<>();
        }
        if (lines.isEmpty()) {
            return;
        }
        Map<NetworkId, List<Map.Entry<Line, Told>>> byNetwork = lines.entrySet().stream()
                .collect(Collectors.groupingBy(
                        entry -> entry.getKey().network(), LinkedHashMap::new, Collectors.toList()));
        boolean failed = false;
        for (Map.Entry<NetworkId, List<Map.Entry<Line, Told>>> of : byNetwork.entrySet()) {
            List<Map.Entry<Line, Told>> all = of.getValue();
            for (int from = 0; from < all.size(); from += LINES_AT_ONCE) {
                failed |= !write(of.getKey(), all.subList(from, Math.min(all.size(), from + LINES_AT_ONCE)));
            }
        }
        if (!failed) {
            failingSince = null;
        }
    }

    private boolean write(NetworkId network, List<Map.Entry<Line, Told>> lines) {
        try {
            transactions.write(handle -> {
                audit.write(
                        handle,
                        lines.stream()
                                .map(line -> entry(line.getKey(), line.getValue()))
                                .toList());
                return true;
            });
            synchronized (lock) {
                lines.forEach(line -> waiting -= line.getValue().tokens.size());
            }
            return true;
        } catch (RuntimeException e) {
            keep(lines);
            if (failingSince == null) {
                failingSince = clock.instant();
                LOG.warn("tokens untold network={} lines={} cause=\"{}\"", network, lines.size(), e.getMessage());
            }
            return false;
        }
    }

    private void keep(List<Map.Entry<Line, Told>> lines) {
        synchronized (lock) {
            for (Map.Entry<Line, Told> line : lines) {
                Told since = pending.get(line.getKey());
                if (since == null) {
                    pending.put(line.getKey(), line.getValue());
                } else {
                    since.tokens.addAll(0, line.getValue().tokens);
                    since.count += line.getValue().count;
                }
            }
        }
    }

    private static AuditEntry entry(Line line, Told told) {
        Actor actor = new Actor(line.actor(), line.ip(), told.traceId);
        String target = line.actor().startsWith("agent:") ? line.actor() : "network:" + line.network();
        String refusal = line.refusal();
        AuditEntry entry =
                AuditEntry.of(line.network(), actor, refusal == null ? "token.issue" : "token.refuse", target);
        return refusal == null
                ? entry.change(null, Map.of("second", line.second(), "count", told.count, "tokens", told.tokens))
                : entry.change(null, Map.of("second", line.second(), "count", told.count, "code", refusal));
    }

    @Override
    public void close() {
        timer.shutdown();
        try {
            if (!timer.awaitTermination(5, TimeUnit.SECONDS)) {
                timer.shutdownNow();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        flush();
        synchronized (lock) {
            if (waiting > 0) {
                LOG.error("tokens untold at the end tokens={}", waiting);
            }
        }
    }
}
