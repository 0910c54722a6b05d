package io.centter.model.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A new API key, shown once.
public record RotatedApiKey(String apiKey, @Nullable Instant oldKeyValidUntil) {
    @Override
    public String toString() {
        return "RotatedApiKey[apiKey=***, oldKeyValidUntil=" + oldKeyValidUntil + "]";
    }
}
