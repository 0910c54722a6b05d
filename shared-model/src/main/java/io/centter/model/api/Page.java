package io.centter.model.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A page of a list; `nextCursor` is absent on the last one.
public record Page<T>(List<T> items, @Nullable String nextCursor) {}
