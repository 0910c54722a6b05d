package io.centter.console.desk;

import io.centter.console.desk.Plan.Applied;
import io.centter.console.text.Texts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;

/// The same with many, one after the other: how far it is, and a way to stop it. What one of them fails at does not
/// keep the others.
public final class Bulk {
    /// What is done with one of them; blocks.
    @FunctionalInterface
    public interface Work<T> {
        void with(T item) throws Exception;
    }

    /// So many have a line of their own when it is over; more are named together.
    private static final int LINES = 30;

    private final Site site;
    private final ReadOnlyIntegerWrapper done = new ReadOnlyIntegerWrapper();
    private final ReadOnlyIntegerWrapper total = new ReadOnlyIntegerWrapper();
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper();
    private volatile boolean stopped;
    private volatile State state = new State(0, 0, false);

    private record State(int tried, int all, boolean goesOn) {}

    public Bulk(Site site) {
        this.site = site;
    }

    /// How many were tried.
    public ReadOnlyIntegerProperty doneProperty() {
        return done.getReadOnlyProperty();
    }

    public ReadOnlyIntegerProperty totalProperty() {
        return total.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty runningProperty() {
        return running.getReadOnlyProperty();
    }

    /// What is not begun is not done any more.
    public void stop() {
        stopped = true;
    }

    /// Blocks until all are tried, or it is stopped. Fails as the first one did where nothing was done at all.
    ///
    /// @param name how one of them is called where it is not done
    public <T> Applied run(List<T> items, Function<T, String> name, Work<T> work) throws Exception {
        stopped = false;
        tell(0, items.size(), true);
        List<String> left = new ArrayList<>();
        Exception first = null;
        List<String> succeeded = new ArrayList<>();
        int tried = 0;
        try {
            for (T item : items) {
                if (stopped) {
                    break;
                }
                try {
                    work.with(item);
                    succeeded.add(name.apply(item));
                } catch (RuntimeException e) {
                    first = first == null ? e : first;
                    left.add(Texts.of(
                            "bulk.failed", name.apply(item), Trouble.of(e).what()));
                }
                tell(++tried, items.size(), true);
            }
        } finally {
            tell(tried, items.size(), false);
        }
        if (succeeded.isEmpty() && first != null) {
            throw first;
        }
        if (tried < items.size()) {
            left.add(Texts.of("bulk.stopped", items.size() - tried));
        }
        List<String> each = succeeded.size() <= LINES ? succeeded : List.of(String.join(", ", succeeded));
        return new Applied(Texts.of("bulk.done", succeeded.size(), items.size()), each, left, null);
    }

    /// What comes late to the JavaFX thread shows what holds then.
    private void tell(int tried, int all, boolean goesOn) {
        state = new State(tried, all, goesOn);
        site.background().after(Duration.ZERO, () -> {
            State now = state;
            total.set(now.all());
            done.set(now.tried());
            running.set(now.goesOn());
        });
    }
}
