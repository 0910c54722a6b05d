package io.centter.console.desk;

import io.centter.console.text.Texts;
import io.centter.model.identity.InvalidValue;
import io.centter.sdk.rest.ApiProblem;
import io.centter.sdk.rest.Unreachable;
import org.jspecify.annotations.Nullable;

/// Why something did not work, in words for a person.
///
/// @param what happened
/// @param todo what a person can do about it; empty where nothing
/// @param traceId for whoever runs the control plane
public record Trouble(
        Kind kind, String what, String todo, @Nullable String traceId) {
    /// What kind of trouble it is.
    public enum Kind {
        /// The person lacks a right.
        FORBIDDEN,
        /// Somebody else was faster.
        CONFLICT,
        /// It is not there, or no longer.
        GONE,
        /// This control plane is not set up for it.
        NOT_CONFIGURED,
        /// No answer came, and it is not known whether anything happened.
        UNREACHABLE,
        REFUSED
    }

    public static Trouble of(Exception e) {
        return switch (e) {
            case ApiProblem problem -> of(problem);
            case Unreachable away ->
                new Trouble(Kind.UNREACHABLE, message(away), Texts.of("trouble.unreachable-todo"), null);
            case InvalidValue invalid -> new Trouble(Kind.REFUSED, message(invalid), "", null);
            default -> new Trouble(Kind.REFUSED, message(e), "", null);
        };
    }

    private static Trouble of(ApiProblem problem) {
        String trace = problem.traceId().orElse(null);
        String what = message(problem);
        return switch (problem.status()) {
            case 401 -> new Trouble(Kind.FORBIDDEN, what, Texts.of("trouble.signed-out-todo"), trace);
            case 403 ->
                new Trouble(
                        Kind.FORBIDDEN,
                        what,
                        // A larger role does not help against every refusal.
                        problem.code().equals("insufficient-role") ? Texts.of("trouble.forbidden-todo") : "",
                        trace);
            case 404 -> new Trouble(Kind.GONE, what, Texts.of("trouble.gone-todo"), trace);
            case 412 -> new Trouble(Kind.CONFLICT, what, Texts.of("trouble.conflict-todo"), trace);
            case 501 -> new Trouble(Kind.NOT_CONFIGURED, what, Texts.of("trouble.not-configured-todo"), trace);
            case 429, 503 -> new Trouble(Kind.REFUSED, what, Texts.of("trouble.busy-todo"), trace);
            default ->
                new Trouble(Kind.REFUSED, what, problem.status() >= 500 ? Texts.of("trouble.failed-todo") : "", trace);
        };
    }

    private static String message(Exception e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
