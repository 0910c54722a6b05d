package io.centter.model.api;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A page of a list; `nextCursor` is absent on the last one.
public record Page<T>(List<T> items, @Nullable String nextCursor) {
    /// The same page with each item told in another way.
    public <R> Page<R> map(Function<? super T, ? extends R> view) {
        return new Page<>(items.stream().<R>map(view).toList(), nextCursor);
    }
}
