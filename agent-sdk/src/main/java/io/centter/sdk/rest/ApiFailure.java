package io.centter.sdk.rest;

import org.jspecify.annotations.Nullable;

/// A call to the control plane did not do what was asked. The message is a sentence that can be shown to a person.
public abstract sealed class ApiFailure extends RuntimeException permits ApiProblem, Unreachable {
    private static final long serialVersionUID = 1L;

    ApiFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
