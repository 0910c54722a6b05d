package io.centter.control.http;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One route, as it is known to the server, and to whatever is generated from the list of routes.
///
/// @param body what the request carries
/// @param answer what a good answer carries
/// @param query the query parameters that exist; others are refused
/// @param traits what else holds
public record Route<B, R>(
        Endpoint endpoint,
        Access access,
        @Nullable Class<B> body,
        Answer answer,
        Set<String> query,
        Set<Trait> traits,
        Handler<B, R> handler) {

    /// Method, path and one sentence for people. A path that begins with `//` has no prefix.
    ///
    /// @param path with `{network}` or `{agent}` where it names one
    public record Endpoint(String method, String path, String summary) {
        boolean names(String parameter) {
            return path.contains("{" + parameter + "}");
        }
    }

    /// What a good answer is.
    ///
    /// @param type of the body, or of its items where `page`; null for none
    public record Answer(int status, @Nullable Class<?> type, boolean page) {}

    /// What else holds for a route.
    public enum Trait {
        /// The body may be left out; it is then an empty object.
        BODY_OPTIONAL,
        /// Needs `If-Match`.
        VERSIONED,
        /// Takes `Idempotency-Key`.
        IDEMPOTENT
    }

    /// Parses nothing, decides nothing: calls a service and replies.
    @FunctionalInterface
    public interface Handler<B, R> {
        Reply<R> handle(Call<B> call);
    }

    public boolean is(Trait trait) {
        return traits.contains(trait);
    }
}
