package io.centter.cli.fleet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets something happen every second or two, whatever the size of the fleet: a task, an announcement, now and then
/// an agent that falls silent, is gone for a while, tries what it may not, or asks for what nobody can do.
final class Director implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Director.class);

    /// Until then everybody is there and well: whoever started the fleet sees it whole.
    private static final Duration HONEYMOON = Duration.ofSeconds(20);

    /// So many have something to tell at once.
    private static final int STARS = 12;

    /// What can happen to an agent.
    private enum Mishap {
        GONE,
        SILENT
    }

    private final List<Player> players;
    private final RandomGenerator random;
    private final CountDownLatch curtain;
    private final Executor work;
    private final Duration beat;
    private long mishapsFrom;
    private final List<String> capabilities = Errands.capabilities();
    // Guarded by this.
    private final Map<Mishap, Set<Player>> offStage = new EnumMap<>(Mishap.class);

    Director(List<Player> players, Player.Stage stage) {
        this.players = List.copyOf(players);
        random = stage.random();
        curtain = stage.curtain();
        work = stage.work();
        beat = stage.beat();
    }

    @Override
    public void run() {
        mishapsFrom = System.nanoTime() + HONEYMOON.toNanos();
        opening();
        try {
            while (!curtain.await(700 + random.nextInt(1_000), TimeUnit.MILLISECONDS)) {
                act();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// What a person finds who looks into the corners at once.
    private void opening() {
        players.stream().limit(STARS).forEach(one -> work.execute(one::overreach));
        List<Player> able = players.stream().filter(Player::maySend).toList();
        for (int i = 1; i < Math.min(4, able.size()); i++) {
            Player other = able.get(i);
            work.execute(() -> able.getFirst().despair(other));
        }
    }

    private void act() {
        Player one = players.get(random.nextInt(players.size()));
        int dice = System.nanoTime() < mishapsFrom ? 7 + random.nextInt(93) : random.nextInt(100);
        if (dice < 4) {
            briefly(one, Mishap.GONE, Duration.ofSeconds(8 + random.nextInt(30)), one::vanish, one::appear);
        } else if (dice < 7) {
            Duration silence = beat.multipliedBy(3).plusSeconds(random.nextInt(10));
            briefly(one, Mishap.SILENT, silence, () -> one.silent(true), () -> one.silent(false));
        } else if (dice < 15) {
            work.execute(() -> one.announce("started"));
        } else if (dice < 17) {
            work.execute(one::overreach);
        } else if (dice < 18) {
            Player asker = asker();
            work.execute(() -> asker.despair(one));
        } else {
            int tasks = 1 + players.size() / 250;
            for (int i = 0; i < tasks; i++) {
                Player asker = asker();
                String capability = capabilities.get(random.nextInt(capabilities.size()));
                work.execute(() -> asker.ask(capability));
            }
        }
    }

    // The coordinator hands out half of the work.
    private Player asker() {
        List<Player> able =
                new ArrayList<>(players.stream().filter(Player::maySend).toList());
        return random.nextBoolean() ? able.getFirst() : able.get(random.nextInt(able.size()));
    }

    private void briefly(Player one, Mishap what, Duration time, Runnable begin, Runnable end) {
        if (!enter(what, one)) {
            return;
        }
        LOG.info("agent={} name={} now={} for={}s", one.id(), one.name(), what, time.toSeconds());
        work.execute(() -> {
            begin.run();
            try {
                if (!curtain.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
                    end.run();
                    LOG.info("agent={} name={} now=back", one.id(), one.name());
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            } finally {
                leave(what, one);
            }
        });
    }

    private synchronized boolean enter(Mishap what, Player one) {
        Set<Player> others = of(what);
        boolean elsewhere = offStage.values().stream().anyMatch(set -> set.contains(one));
        return !elsewhere && others.size() < Math.max(1, players.size() / 10) && others.add(one);
    }

    private synchronized void leave(Mishap what, Player one) {
        of(what).remove(one);
    }

    private Set<Player> of(Mishap what) {
        return offStage.computeIfAbsent(what, _ -> new HashSet<>());
    }
}
