package io.centter.control.lease;

import io.centter.control.db.Transactions;
import io.centter.control.refusal.Refused;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The duties of one process: takes those that nobody has, keeps those that it has, and gives all back when it ends. A
/// process that dies or sleeps loses them after the length of a lease.
public final class Duties implements AutoCloseable {
    /// How long a duty is held without a sign of life, and how often one is given.
    public record Pace(Duration lease, Duration renewal) {
        public static final Pace STANDARD = new Pace(Duration.ofSeconds(10), Duration.ofSeconds(3));
    }

    private static final Logger LOG = LoggerFactory.getLogger(Duties.class);
    // Somebody who can do it better has this long to take it first.
    private static final Duration DEFERENCE = Duration.ofSeconds(5);

    private final Transactions transactions;
    private final String holder;
    private final Pace pace;
    private final List<Post> posts = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("duties").factory());

    /// @param able whether this process can do it now; one that cannot leaves it to others, if there are any
    private record Post(Duty duty, BooleanSupplier able, List<Runnable> taken) {}

    /// No duties yet.
    ///
    /// @param holder names this process among all
    public Duties(Transactions transactions, String holder, Pace pace) {
        this.transactions = transactions;
        this.holder = holder;
        this.pace = pace;
    }

    /// A duty of this name, for which this process applies from [#start] on.
    public Duty apply(String name, BooleanSupplier able) {
        Duty duty = new Duty(name);
        posts.add(new Post(duty, able, new CopyOnWriteArrayList<>()));
        return duty;
    }

    /// Calls when this process has taken the duty, on the thread that keeps it: it must be quick.
    public void whenTaken(Duty duty, Runnable listener) {
        posts.stream()
                .filter(post -> post.duty().equals(duty))
                .forEach(post -> post.taken().add(listener));
    }

    /// Names this process among all.
    public String holder() {
        return holder;
    }

    /// Applies for all duties now, and from now on.
    public void start() {
        applyAll();
        var _ = timer.scheduleWithFixedDelay(
                this::applyAll, pace.renewal().toMillis(), pace.renewal().toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Gives everything back, so that others need not wait.
    @Override
    public void close() {
        timer.shutdownNow();
        try {
            var _ = timer.awaitTermination(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (Post post : posts) {
            if (post.duty().isMine()) {
                release(post.duty());
            }
        }
    }

    private void applyAll() {
        posts.forEach(post -> {
            try {
                apply(post);
            } catch (Refused.Unavailable e) {
                LOG.debug("duty=unknown name={} reason={}", post.duty(), e.getMessage());
            } catch (RuntimeException e) {
                LOG.error("duty=failed name={}", post.duty(), e);
            }
        });
    }

    private void apply(Post post) {
        Duty duty = post.duty();
        boolean had = duty.isMine();
        boolean able = post.able().getAsBoolean();
        if (had && !able) {
            // Whoever is able takes it at once; nobody is, then this process does in a while.
            LOG.info("duty=left name={} holder={}", duty, holder);
            release(duty);
            return;
        }
        long asked = System.nanoTime();
        double wait = able ? 0 : seconds(DEFERENCE);
        transactions
                .write(handle -> LeaseSql.of(handle).hold(duty.name(), holder, seconds(pace.lease()), wait))
                .ifPresentOrElse(
                        epoch -> {
                            duty.held(epoch, asked + pace.lease().toNanos());
                            if (!had) {
                                LOG.info("duty=taken name={} epoch={} holder={}", duty, epoch, holder);
                                post.taken().forEach(Runnable::run);
                            }
                        },
                        () -> {
                            if (had) {
                                LOG.warn("duty=lost name={} holder={}", duty, holder);
                            }
                            duty.lost();
                        });
    }

    private void release(Duty duty) {
        try {
            duty.lost();
            transactions.write(handle -> {
                LeaseSql.of(handle).release(duty.name(), holder);
                return true;
            });
        } catch (Refused.Unavailable e) {
            LOG.debug("duty=kept name={} reason={}", duty, e.getMessage());
        }
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }
}
