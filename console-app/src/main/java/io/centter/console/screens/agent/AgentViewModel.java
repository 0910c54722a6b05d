package io.centter.console.screens.agent;

import io.centter.console.fleet.AgentRow;
import io.centter.console.fx.Background;
import io.centter.model.identity.AgentId;
import io.centter.model.presence.AgentPresence;
import io.centter.model.presence.PresenceRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// One agent: its row as it lives, and its past, read anew whenever its presence changes.
public final class AgentViewModel {
    /// How far back the history goes.
    public static final Duration WINDOW = Duration.ofHours(24);

    private static final int LIMIT = 200;

    /// The past of an agent, blocking.
    @FunctionalInterface
    public interface HistorySource {
        Past past(AgentId agent, Instant from, Instant to, int limit);
    }

    /// What the control plane knows of an agent's past.
    ///
    /// @param createdAt before that there was no presence to speak of
    /// @param changes latest first
    public record Past(Instant createdAt, List<PresenceRecord> changes) {}

    /// What is known of the past.
    ///
    /// @param knownFrom since when all changes are known
    /// @param failure why it could not be read, as a sentence
    public record History(
            boolean loading,
            List<PresenceRecord> changes,
            Instant knownFrom,
            @Nullable String failure) {
        static final History LOADING = new History(true, List.of(), Instant.MAX, null);
    }

    private final HistorySource source;
    private final Background background;
    private final InstantSource clock;
    private final ReadOnlyObjectWrapper<@Nullable AgentRow> row = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable AgentPresence> agent = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<History> history = new ReadOnlyObjectWrapper<>(History.LOADING);
    private Subscription following = Subscription.EMPTY;
    private long asked;

    public AgentViewModel(HistorySource source, Background background, InstantSource clock) {
        this.source = source;
        this.background = background;
        this.clock = clock;
    }

    public ReadOnlyObjectProperty<@Nullable AgentPresence> agentProperty() {
        return agent.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<History> historyProperty() {
        return history.getReadOnlyProperty();
    }

    /// Follows this agent from now on; null follows none.
    public void show(@Nullable AgentRow next) {
        if (next == row.get()) {
            return;
        }
        following.unsubscribe();
        row.set(next);
        history.set(History.LOADING);
        if (next == null) {
            following = Subscription.EMPTY;
            agent.set(null);
            return;
        }
        agent.set(next.get());
        following = next.nowProperty().subscribe((before, now) -> {
            agent.set(now);
            if (!before.since().equals(now.since())) {
                reload();
            }
        });
        reload();
    }

    public void reload() {
        AgentRow current = row.get();
        if (current == null) {
            return;
        }
        long question = ++asked;
        Instant to = clock.instant().plusSeconds(60);
        background.run(
                () -> source.past(current.id(), to.minus(WINDOW), to, LIMIT),
                past -> answer(question, new History(false, past.changes(), knownFrom(past, to.minus(WINDOW)), null)),
                e -> answer(question, failed(e)));
    }

    /// A full page may have cut older changes off.
    private static Instant knownFrom(Past past, Instant from) {
        if (past.changes().size() >= LIMIT) {
            return past.changes().getLast().at();
        }
        return past.createdAt().isAfter(from) ? past.createdAt() : from;
    }

    /// The past as periods up to now.
    public PresencePeriods periods(AgentPresence current) {
        Instant now = clock.instant();
        History known = history.get();
        return PresencePeriods.of(current, known.changes(), known.knownFrom(), now.minus(WINDOW), now);
    }

    /// What was already there stays on the screen when a new reading fails.
    private History failed(Exception e) {
        History before = history.get();
        String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return new History(false, before.changes(), before.knownFrom(), why);
    }

    private void answer(long question, History answer) {
        if (question == asked) {
            history.set(answer);
        }
    }
}
