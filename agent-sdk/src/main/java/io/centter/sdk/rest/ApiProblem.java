package io.centter.sdk.rest;

import io.centter.model.api.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The control plane answered with a refusal. [#code] is stable and for programs; the message is for people.
public final class ApiProblem extends ApiFailure {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final @Nullable Duration retryAfter;

    public ApiProblem(Problem problem, @Nullable Duration retryAfter) {
        super(sentence(problem), null);
        this.problem = problem;
        this.retryAfter = retryAfter;
    }

    public Problem problem() {
        return problem;
    }

    public int status() {
        return problem.status();
    }

    public String code() {
        return problem.code();
    }

    /// Under which the control plane logged the request.
    public Optional<String> traceId() {
        return Optional.ofNullable(problem.traceId());
    }

    /// What is wrong with single fields; empty where the refusal is not about fields.
    public List<Problem.FieldError> fieldErrors() {
        List<Problem.FieldError> errors = problem.errors();
        return errors == null ? List.of() : errors;
    }

    /// How long the control plane asks to wait before the next try.
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    private static String sentence(Problem problem) {
        String detail = problem.detail();
        return detail == null || detail.isBlank() ? problem.title() : detail;
    }
}
