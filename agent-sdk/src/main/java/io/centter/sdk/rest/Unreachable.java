package io.centter.sdk.rest;

import org.jspecify.annotations.Nullable;

/// No answer came: refused connection, broken connection, time-out. Whether the request had an effect is not known.
public final class Unreachable extends ApiFailure {
    private static final long serialVersionUID = 1L;

    public Unreachable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
