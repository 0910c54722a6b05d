package io.centter.control.http;

import io.centter.control.refusal.Refused;

/// The version that a change is meant for.
public record IfMatch(String etag) {
    /// Refuses where the object has moved on.
    public void require(long current) {
        if (!etag.equals("*") && !etag.equals("\"" + current + "\"")) {
            throw new Refused.Stale(current);
        }
    }
}
