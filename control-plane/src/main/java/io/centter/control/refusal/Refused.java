package io.centter.control.refusal;

import io.centter.model.api.MemberRole;
import io.centter.model.api.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A request that is answered with no. The code is stable and for programs; the message is one or two sentences for the
/// person who asked: what is wrong, and what to do about it. A refusal is an answer, not a fault: it has no stack
/// trace.
public abstract sealed class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private transient Map<String, String> told = Map.of();

    private Refused(String code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    public String code() {
        return code;
    }

    /// The same refusal, whose answer tells this in its headers as well.
    public Refused telling(Map<String, String> headers) {
        told = headers;
        return this;
    }

    public Map<String, String> told() {
        return told;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    /// The request cannot be read at all, such as JSON that is cut off.
    public static final class Unreadable extends Refused {
        private static final long serialVersionUID = 1L;
        private final int status;

        /// A request that cannot be read.
        ///
        /// @param status 400, 413 or 415
        public Unreadable(int status, String code, String message) {
            super(code, message);
            this.status = status;
        }

        public int status() {
            return status;
        }
    }

    /// Nobody is signed in, or not with what this route takes.
    public static final class Unauthenticated extends Refused {
        /// An API key that is none.
        public static final String NO_SUCH_KEY = "key-invalid";
        /// An agent and a key that do not belong together, or to the network that was asked.
        public static final String NO_SUCH_AGENT = "invalid-credentials";

        private static final long serialVersionUID = 1L;

        private final boolean shown;

        private Unauthenticated(String code, String message, boolean shown) {
            super(code, message);
            this.shown = shown;
        }

        /// Nothing came that could prove who asks.
        public static Unauthenticated missing(String code, String message) {
            return new Unauthenticated(code, message, false);
        }

        /// A session, a token or a key came that is malformed, over, revoked or nobody's.
        public static Unauthenticated invalid(String code, String message) {
            return new Unauthenticated(code, message, true);
        }

        /// Whether there was something to prove it by, which does not.
        public boolean isShown() {
            return shown;
        }
    }

    /// The caller is known and sees the object, but may not do this.
    public static final class Forbidden extends Refused {
        private static final long serialVersionUID = 1L;

        private final transient List<Problem.FieldError> errors;

        public Forbidden(String code, String message) {
            this(code, message, List.of());
        }

        /// Where several things were asked for, with what is in the way of each.
        public Forbidden(String code, String message, List<Problem.FieldError> errors) {
            super(code, message);
            this.errors = List.copyOf(errors);
        }

        /// Empty where the refusal is about the request as a whole.
        public List<Problem.FieldError> errors() {
            return errors;
        }

        public static Forbidden needs(MemberRole needed, MemberRole has) {
            return new Forbidden(
                    "insufficient-role",
                    "This needs the role " + wire(needed) + " in the network, and you are " + wire(has) + ".");
        }

        private static String wire(MemberRole role) {
            return role.name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /// There is no such thing, as far as the caller may know.
    public static final class NotFound extends Refused {
        private static final long serialVersionUID = 1L;

        /// The same words for every kind of object, so that they tell nothing.
        public NotFound() {
            super("not-found", "There is nothing here, or nothing that you may see.");
        }
    }

    /// It does not fit to what is there already.
    public static final class Conflict extends Refused {
        private static final long serialVersionUID = 1L;

        public Conflict(String code, String message) {
            super(code, message);
        }
    }

    /// The object changed since the caller read it.
    public static final class Stale extends Refused {
        private static final long serialVersionUID = 1L;

        public Stale(long current) {
            super(
                    "version-conflict",
                    "The object is now at version " + current + ". Read it again, then send If-Match: \"" + current
                            + "\".");
        }
    }

    /// A change of a versioned object came without saying which version it is meant for.
    public static final class PreconditionMissing extends Refused {
        private static final long serialVersionUID = 1L;

        public PreconditionMissing() {
            super("precondition-required", "Send If-Match with the ETag of the version that you want to change.");
        }
    }

    /// One or more values cannot be taken.
    public static final class Invalid extends Refused {
        private static final long serialVersionUID = 1L;
        private final transient List<Problem.FieldError> errors;

        public Invalid(String code, String message, List<Problem.FieldError> errors) {
            super(code, message);
            this.errors = List.copyOf(errors);
        }

        /// One field that is wrong.
        ///
        /// @param pointer a JSON pointer such as `/name`, or the query parameter's name
        public static Invalid field(String code, String pointer, String message) {
            return new Invalid(code, message, List.of(new Problem.FieldError(pointer, message, code)));
        }

        public List<Problem.FieldError> errors() {
            return errors;
        }
    }

    /// Too many or too much.
    public static final class Limit extends Refused {
        private static final long serialVersionUID = 1L;
        private final @Nullable Duration retryAfter;

        /// A limit that was reached.
        ///
        /// @param retryAfter when to try again (429), or null where waiting does not help (409)
        public Limit(String code, String message, @Nullable Duration retryAfter) {
            super(code, message);
            this.retryAfter = retryAfter;
        }

        public @Nullable Duration retryAfter() {
            return retryAfter;
        }
    }

    /// This control plane was not given what it takes; asking again does not help.
    public static final class NotConfigured extends Refused {
        private static final long serialVersionUID = 1L;

        public NotConfigured(String message) {
            super("not-configured", message);
        }
    }

    /// Something that is needed is away; nothing was half done.
    public static final class Unavailable extends Refused {
        private static final long serialVersionUID = 1L;
        private final Duration retryAfter;

        public Unavailable(String code, String message, Duration retryAfter) {
            super(code, message);
            this.retryAfter = retryAfter;
        }

        public Duration retryAfter() {
            return retryAfter;
        }
    }
}
