package io.centter.console.desk;

import io.centter.model.api.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// How many of a long list are read: so many at first, and as many again each time that a person wants more.
public final class Most {
    private final int step;
    private final AtomicInteger most;
    private volatile boolean cut;

    public Most(int step) {
        this.step = step;
        most = new AtomicInteger(step);
    }

    /// Reads page after page, as far as is wanted; blocks.
    ///
    /// @param pages gives the page behind a cursor, the first where it is null
    public <T> List<T> read(Function<@Nullable String, Page<T>> pages) {
        List<T> all = new ArrayList<>();
        String cursor = null;
        do {
            Page<T> page = pages.apply(cursor);
            all.addAll(page.items());
            cursor = page.nextCursor();
        } while (cursor != null && all.size() < most.get());
        cut = cursor != null;
        return all;
    }

    /// Whether there was more than was read the last time.
    public boolean isCut() {
        return cut;
    }

    public int step() {
        return step;
    }

    /// The next reading is of something else, which is read as far as the first was at first.
    public void anew() {
        most.set(step);
        cut = false;
    }

    /// The next reading goes further.
    public void more() {
        most.addAndGet(step);
    }
}
