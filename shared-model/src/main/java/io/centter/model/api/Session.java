package io.centter.model.api;

import java.time.Instant;

/// A signed-in session; the token is sent as `Authorization: Bearer`.
public record Session(String token, Instant expiresAt, UserView user) {
    @Override
    public String toString() {
        return "Session[token=***, expiresAt=" + expiresAt + ", user=" + user + "]";
    }
}
