package io.centter.control.hub;

/// A stream answered that it does not take a message.
final class StreamRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int TOO_LARGE = 10_054;
    private static final int NO_ROOM = 10_077;
    private static final int ACCOUNT_FULL = 10_002;

    private final int code;

    StreamRefused(int code, String description) {
        super("the stream refuses: " + description);
        this.code = code;
    }

    boolean isTooLarge() {
        return code == TOO_LARGE;
    }

    /// Whether it, or all that the network may store, is full.
    boolean isFull() {
        return code == NO_ROOM || code == ACCOUNT_FULL;
    }
}
