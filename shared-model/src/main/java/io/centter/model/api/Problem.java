package io.centter.model.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// RFC 9457 `application/problem+json`.
///
/// @param code stable, for programs
/// @param detail for people: what happened, what was not changed, what to do
/// @param traceId to find the request in the log
/// @param errors one entry a field, with a JSON pointer
public record Problem(
        String type,
        String title,
        int status,
        String code,
        @Nullable String detail,
        @Nullable String traceId,
        @Nullable List<FieldError> errors) {
    /// What is wrong with one field.
    public record FieldError(
            String pointer, String detail, @Nullable String code) {}
}
