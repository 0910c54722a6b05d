package io.centter.control.denial;

import io.centter.control.event.Happened;
import io.centter.control.ground.Ground;
import io.centter.control.lease.Duty;
import io.centter.control.refusal.Refused;
import io.centter.model.event.EventData;
import io.centter.model.heartbeat.Denial;
import io.centter.model.heartbeat.Heartbeat;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Gathers what agents report as refused and writes it down every second: one row for an agent, a subject and an
/// operation, at most [#MOST] a network, for [#KEPT]. Where several processes hear the same heartbeat, the one on duty
/// writes it.
public final class Denials implements AutoCloseable {
    /// Rows of one network; the latest stay.
    static final int MOST = 1_000;
    /// How long a row is kept after the last refusal.
    static final Duration KEPT = Duration.ofDays(7);

    private static final Logger LOG = LoggerFactory.getLogger(Denials.class);
    /// Who is refused again after this time is told of again.
    private static final Duration QUIET = Duration.ofHours(1);
    private static final Duration PACE = Duration.ofSeconds(1);
    private static final int MOST_WAITING = 50_000;

    private final Ground ground;
    private final Duty duty;
    private final Map<Group, Sum> waiting = new HashMap<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("denials").factory());

    private record Group(NetworkId network, AgentId agent, String subject, Denial.Operation operation) {}

    private record Sum(long count, Instant at) {
        Sum and(Sum more) {
            return new Sum(count + more.count(), at.isAfter(more.at()) ? at : more.at());
        }
    }

    public Denials(Ground ground, Duty duty) {
        this.ground = ground;
        this.duty = duty;
    }

    public void start() {
        var _ = timer.scheduleWithFixedDelay(this::flush, PACE.toMillis(), PACE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Takes what a heartbeat reports; never waits. When an agent says that something was refused counts no further
    /// than now.
    public void heard(NetworkId network, Heartbeat beat) {
        if (beat.denials().isEmpty() || !duty.isMine()) {
            return;
        }
        Instant now = ground.now();
        synchronized (waiting) {
            for (Denial denial : beat.denials()) {
                Group group = new Group(network, beat.agentId(), denial.subject(), denial.operation());
                Instant at = denial.lastAt() == null || denial.lastAt().isAfter(now) ? now : denial.lastAt();
                if (waiting.containsKey(group) || waiting.size() < MOST_WAITING) {
                    waiting.merge(group, new Sum(denial.count(), at), Sum::and);
                }
            }
        }
    }

    /// Rows that nobody was refused for long.
    public int forgetOld(Handle handle) {
        return DenialSql.of(handle).forget(ground.now().minus(KEPT));
    }

    /// Writes what waits.
    void flush() {
        Map<NetworkId, Map<Group, Sum>> byNetwork = new HashMap<>();
        synchronized (waiting) {
            waiting.forEach((group, sum) -> byNetwork
                    .computeIfAbsent(group.network(), _ -> new HashMap<>())
                    .put(group, sum));
            waiting.clear();
        }
        byNetwork.forEach((network, some) -> {
            try {
                ground.transactions().inNetwork(network, handle -> write(handle, network, some));
            } catch (Refused.NotFound _) {
                LOG.debug("denials=dropped network={}", network);
            } catch (Refused.Unavailable e) {
                giveBack(some);
            } catch (RuntimeException e) {
                LOG.error("denials=lost network={} count={}", network, some.size(), e);
            }
        });
    }

    @Override
    public void close() {
        timer.shutdownNow();
        flush();
    }

    private void giveBack(Map<Group, Sum> some) {
        synchronized (waiting) {
            some.forEach((group, sum) -> waiting.merge(group, sum, Sum::and));
        }
    }

    private int write(Handle handle, NetworkId network, Map<Group, Sum> some) {
        duty.require(handle);
        DenialSql sql = DenialSql.of(handle);
        List<Happened> told = new ArrayList<>();
        some.forEach((group, sum) -> {
            String operation = group.operation().name().toLowerCase(Locale.ROOT);
            DenialSql.Report report =
                    new DenialSql.Report(group.agent(), group.subject(), operation, sum.count(), sum.at());
            for (DenialSql.Noted noted : sql.note(network, report)) {
                Instant before = noted.before();
                if (before == null || before.isBefore(sum.at().minus(QUIET))) {
                    told.add(new Happened(
                            ground.now(),
                            new EventData.AgentDenied(
                                    group.agent(), group.subject(), group.operation(), noted.count())));
                }
            }
        });
        ground.outbox().events(handle, network, told);
        return sql.trim(network, MOST);
    }
}
