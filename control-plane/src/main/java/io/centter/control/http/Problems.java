package io.centter.control.http;

import io.centter.control.refusal.Refused;
import io.centter.model.api.Problem;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/// The one table from refusals to statuses.
final class Problems {
    private Problems() {}

    /// A problem with the headers that belong to it.
    record Answer(Problem problem, Map<String, String> headers) {}

    static Answer of(Refused refused, String traceId) {
        int status = switch (refused) {
            case Refused.Unreadable e -> e.status();
            case Refused.Unauthenticated _ -> 401;
            case Refused.Forbidden _ -> 403;
            case Refused.NotFound _ -> 404;
            case Refused.Conflict _ -> 409;
            case Refused.Stale _ -> 412;
            case Refused.Invalid _ -> 422;
            case Refused.PreconditionMissing _ -> 428;
            case Refused.Limit e -> e.retryAfter() == null ? 409 : 429;
            case Refused.NotConfigured _ -> 501;
            case Refused.Unavailable _ -> 503;
        };
        Map<String, String> headers = switch (refused) {
            // The rest of the body is not waited for.
            case Refused.Unreadable e when e.status() == 408 || e.status() == 413 -> Map.of("Connection", "close");
            // RFC 6750, 3.1: who showed nothing is told of no error.
            case Refused.Unauthenticated e -> wants(e.isShown() ? ", error=\"invalid_token\"" : "");
            case Refused.Forbidden e
            when e.code().startsWith("insufficient-") -> wants(", error=\"insufficient_scope\"");
            case Refused.Limit e when e.retryAfter() != null -> retryAfter(e.retryAfter());
            case Refused.Unavailable e -> retryAfter(e.retryAfter());
            default -> Map.of();
        };
        List<Problem.FieldError> errors = switch (refused) {
            case Refused.Invalid e -> e.errors();
            case Refused.Forbidden e when !e.errors().isEmpty() -> e.errors();
            default -> null;
        };
        return new Answer(
                problem(status, refused.code(), refused.getMessage(), traceId, errors), both(headers, refused.told()));
    }

    private static Map<String, String> both(Map<String, String> some, Map<String, String> others) {
        if (others.isEmpty()) {
            return some;
        }
        Map<String, String> both = new HashMap<>(some);
        both.putAll(others);
        return both;
    }

    static Problem plain(int status, String code, String detail, String traceId) {
        return problem(status, code, detail, traceId, null);
    }

    private static Problem problem(
            int status, String code, String detail, String traceId, @Nullable List<Problem.FieldError> errors) {
        return new Problem("/problems/" + code, HttpStatus.getMessage(status), status, code, detail, traceId, errors);
    }

    private static Map<String, String> wants(String more) {
        return Map.of("WWW-Authenticate", "Bearer realm=\"centter\"" + more);
    }

    private static Map<String, String> retryAfter(@Nullable Duration wait) {
        long seconds = wait == null ? 1 : Math.max(1, (wait.toMillis() + 999) / 1000);
        return Map.of("Retry-After", Long.toString(seconds));
    }
}
