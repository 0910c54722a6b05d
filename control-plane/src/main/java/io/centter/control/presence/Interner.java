package io.centter.control.presence;

import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.WeakHashMap;

/// Gives equal values one object, for as long as anybody holds it. Thread-safe.
final class Interner {
    private final Map<Object, WeakReference<Object>> known = new WeakHashMap<>();

    @SuppressWarnings(
            "unchecked") // An equal value of the same class: lists of equal content are alike to their readers.
    synchronized <T> T one(T value) {
        WeakReference<Object> held = known.get(value);
        Object first = held == null ? null : held.get();
        if (first != null) {
            return (T) first;
        }
        known.put(value, new WeakReference<>(value));
        return value;
    }
}
