package io.centter.sdk.token;

/// A token that is not good here. The message is a sentence for the log; whoever sent the token is told nothing but
/// that.
public final class TokenRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /// What is wrong with it.
    public enum Reason {
        /// It is no token of an agent.
        MALFORMED,
        /// It was signed by none of the network's keys.
        UNKNOWN_KEY,
        BAD_SIGNATURE,
        OTHER_NETWORK,
        /// It is meant for somebody else.
        OTHER_AUDIENCE,
        EXPIRED,
        NOT_YET_GOOD,
        /// It is good, but not for this.
        SCOPE_MISSING
    }

    TokenRefused(Reason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
