package io.centter.embedded.host;

import java.io.Serial;
import java.util.Locale;

/// An embedded server could not be started or does not do what it was asked; the message says why and what to do about
/// it.
public final class ServerFailure extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public ServerFailure(String message) {
        super(message);
    }

    public ServerFailure(String message, Throwable cause) {
        super(message, cause);
    }

    /// Whether a server says that it could not have its port.
    public boolean saysPortTaken() {
        return String.valueOf(getMessage()).toLowerCase(Locale.ROOT).contains("address already in use");
    }
}
