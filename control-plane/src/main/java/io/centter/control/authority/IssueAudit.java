package io.centter.control.authority;

import io.centter.control.audit.Actor;
import io.centter.control.audit.AuditEntry;
import io.centter.control.audit.AuditLog;
import io.centter.control.audit.SortedJson;
import io.centter.control.db.Transactions;
import io.centter.control.http.Origin;
import io.centter.control.refusal.Refused;
import io.centter.model.authority.Audience;
import io.centter.model.authority.TokenClaims;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.permission.Scope;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
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

/// Tells the audit log of every token, beside the request: one line for what an agent got from one address since the
/// line before. Lines are written twice a second; where very many agents ask at once, each line waits a little for more
/// of the same. While nothing can be written, tokens are kept in mind for a while and then no more are issued: none
/// goes
/// untold.
final class IssueAudit implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IssueAudit.class);
    private static final Duration EVERY = Duration.ofMillis(500);
    /// How many lines are written at each beat before others wait, and how long these may.
    static final int LINES_A_BEAT = 500;

    static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    /// How long the log may be away.
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /// How many tokens may wait to be told of.
    static final int MOST_WAITING = 500_000;
    /// While lines of a network are written, no other change of it can be; so not too many go together.
    private static final int LINES_AT_ONCE = 500;
    /// How many tokens one line names.
    static final int TOKENS_A_LINE = 500;

    private static final int TEXT_SIZE = 512;

    private final Transactions transactions;
    private final AuditLog audit;
    private final InstantSource clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("issue-audit").factory());
    private final Object lock = new Object();
    // Oldest first.
    private final Map<Whose, Line> pending = new LinkedHashMap<>();
    private List<Line> full = new ArrayList<>();
    private int waiting;
    private volatile @Nullable Instant failingSince;

    /// What goes on one line.
    private record Whose(
            NetworkId network,
            @Nullable AgentId agent,
            String ip,
            @Nullable String refusal) {
        String actor() {
            return agent == null ? "nobody" : "agent:" + agent;
        }
    }

    /// What tokens are good for.
    private record Good(AgentId subject, Audience audience, List<Scope> scopes) {}

    /// What one line tells.
    private static final class Line {
        private final Whose whose;
        private final String traceId;
        private final Instant from;
        private Instant to;
        private final Map<Good, List<UUID>> tokens = new LinkedHashMap<>();
        private int count;

        Line(Whose whose, String traceId, Instant from) {
            this.whose = whose;
            this.traceId = traceId;
            this.from = from;
            this.to = from;
        }

        /// How many tokens go untold without it.
        int tokens() {
            return whose.refusal() == null ? count : 0;
        }

        void add(TokenClaims claims) {
            Good good = new Good(claims.subject(), claims.audience(), claims.scopes());
            tokens.computeIfAbsent(good, _ -> new ArrayList<>(1)).add(claims.id());
        }

        AuditEntry entry() {
            Actor actor = new Actor(whose.actor(), whose.ip(), traceId);
            String target = whose.agent() == null ? "network:" + whose.network() : whose.actor();
            String action = whose.refusal() == null ? "token.issue" : "token.refuse";
            return AuditEntry.of(whose.network(), actor, action, target).change(null, new SortedJson(text()));
        }

        /// Ids, scopes, codes and times have nothing in them that JSON escapes.
        private String text() {
            StringBuilder json = new StringBuilder(TEXT_SIZE).append('{');
            if (whose.refusal() != null) {
                json.append("\"code\":\"").append(whose.refusal()).append("\",");
            }
            json.append("\"count\":")
                    .append(count)
                    .append(",\"from\":\"")
                    .append(from)
                    .append('"');
            if (whose.refusal() == null) {
                String before = ",\"granted\":[";
                for (Map.Entry<Good, List<UUID>> one : tokens.entrySet()) {
                    granted(json.append(before), one.getKey(), one.getValue());
                    before = ",";
                }
                json.append(']');
            }
            return json.append(",\"to\":\"").append(to).append("\"}").toString();
        }

        private static void granted(StringBuilder json, Good good, List<UUID> ids) {
            json.append("{\"audience\":\"").append(good.audience().text()).append("\",\"jti\":");
            TokenJson.texts(json, ids);
            TokenJson.texts(json.append(",\"scopes\":"), good.scopes());
            json.append(",\"subject\":\"").append(good.subject()).append("\"}");
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
        Whose whose = new Whose(network, claims.holder(), origin.ip(), null);
        Instant now = clock.instant();
        synchronized (lock) {
            Line line = line(whose, origin, now);
            line.add(claims);
            waiting++;
            if (line.count == TOKENS_A_LINE) {
                full.add(line);
                pending.remove(whose);
            }
        }
    }

    /// A request for a token that was refused.
    ///
    /// @param actor the agent, where it proved to be that
    void refused(NetworkId network, @Nullable AgentId actor, String code, Origin origin) {
        Whose whose = new Whose(network, actor, origin.ip(), code);
        Instant now = clock.instant();
        synchronized (lock) {
            var _ = line(whose, origin, now);
        }
    }

    /// The line that is being written, with one more to tell of.
    private Line line(Whose whose, Origin origin, Instant now) {
        Line line = pending.computeIfAbsent(whose, _ -> new Line(whose, origin.traceId(), now));
        line.count++;
        line.to = now;
        return line;
    }

    /// Writes what waits, and lets lines that are young wait on where there are very many. What cannot be written waits
    /// on too.
    void flush() {
        write(taken(clock.instant().minus(LONGEST_WAIT)));
    }

    /// Takes the oldest lines, and all that began by then.
    private List<Line> taken(Instant old) {
        synchronized (lock) {
            List<Line> taken = full;
            full = new ArrayList<>();
            for (Iterator<Line> lines = pending.values().iterator(); lines.hasNext(); ) {
                Line line = lines.next();
                if (taken.size() < LINES_A_BEAT || !line.from.isAfter(old)) {
                    taken.add(line);
                    lines.remove();
                }
            }
            return taken;
        }
    }

    private void write(List<Line> lines) {
        Map<NetworkId, List<Line>> byNetwork = lines.stream()
                .collect(Collectors.groupingBy(line -> line.whose.network(), LinkedHashMap::new, Collectors.toList()));
        boolean failed = false;
        for (Map.Entry<NetworkId, List<Line>> of : byNetwork.entrySet()) {
            List<Line> all = of.getValue();
            for (int from = 0; from < all.size(); from += LINES_AT_ONCE) {
                failed |= !write(of.getKey(), all.subList(from, Math.min(all.size(), from + LINES_AT_ONCE)));
            }
        }
        if (!failed && !lines.isEmpty()) {
            failingSince = null;
        }
    }

    private boolean write(NetworkId network, List<Line> lines) {
        try {
            List<AuditEntry> entries = lines.stream().map(Line::entry).toList();
            transactions.write(handle -> {
                audit.write(handle, entries);
                return true;
            });
            synchronized (lock) {
                lines.forEach(line -> waiting -= line.tokens());
            }
            return true;
        } catch (RuntimeException e) {
            synchronized (lock) {
                // Each stays a line of its own; what came meanwhile is another.
                full.addAll(lines);
            }
            if (failingSince == null) {
                failingSince = clock.instant();
                LOG.warn("tokens untold network={} lines={} cause=\"{}\"", network, lines.size(), e.getMessage());
            }
            return false;
        }
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
        write(taken(Instant.MAX));
        synchronized (lock) {
            if (waiting > 0) {
                LOG.error("tokens untold at the end tokens={}", waiting);
            }
        }
    }
}
