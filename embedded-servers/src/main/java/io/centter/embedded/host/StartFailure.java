package io.centter.embedded.host;

import java.io.Serial;

/// An embedded server could not be started; the message says why and what to do about it.
public final class StartFailure extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public StartFailure(String message) {
        super(message);
    }

    public StartFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
