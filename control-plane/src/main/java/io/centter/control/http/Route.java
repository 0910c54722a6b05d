package io.centter.control.http;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One route, as it is known to the server, and to whatever is generated from the list of routes.
///
/// @param body what the request carries
/// @param answer what a good answer carries
/// @param query the query parameters that exist and what each is read as; others are refused
/// @param traits what else holds
public record Route<B, R>(
        Endpoint endpoint,
        Access access,
        @Nullable Class<B> body,
        Answer answer,
        Map<String, Class<?>> query,
        Set<Trait> traits,
        Handler<B, R> handler) {

    /// Method, path and one sentence for people. A path that begins with `//` has no prefix.
    ///
    /// @param path with `{network}` or `{agent}` where it names one
    public record Endpoint(String method, String path, String summary) {
        private static final String PREFIX = "/api/v1";

        /// The path as clients write it.
        public String fullPath() {
            return path.startsWith("//") ? path.substring(1) : PREFIX + path;
        }

        public boolean names(String parameter) {
            return path.contains("{" + parameter + "}");
        }
    }

    /// What a good answer is.
    ///
    /// @param type of the body, or of its items where `page`; null for none
    /// @param others statuses that come with the same body
    /// @param media the content types that a streamed body may have; empty for JSON
    public record Answer(int status, @Nullable Class<?> type, boolean page, Set<Integer> others, List<String> media) {
        /// An answer in JSON.
        public Answer(int status, @Nullable Class<?> type, boolean page, Set<Integer> others) {
            this(status, type, page, others, List.of());
        }

        public Answer {
            others = Set.copyOf(others);
            media = List.copyOf(media);
        }
    }

    /// What else holds for a route.
    public enum Trait {
        /// The body may be left out; it is then an empty object.
        BODY_OPTIONAL,
        /// Needs `If-Match`.
        VERSIONED,
        /// Takes `Idempotency-Key`.
        IDEMPOTENT,
        /// Is counted by [RateLimits]; its answers tell what is left.
        LIMITED,
        /// Is answered from memory, where its caller can be admitted from memory too.
        IN_MEMORY
    }

    /// Parses nothing, decides nothing: calls a service and replies.
    @FunctionalInterface
    public interface Handler<B, R> {
        Reply<R> handle(Call<B> call);

        /// Whether the answer takes so little time that others may wait for it, on a route that is answered from
        /// memory.
        default boolean isShort(Call<B> call) {
            return true;
        }
    }

    public boolean is(Trait trait) {
        return traits.contains(trait);
    }

    /// The feature that declared the route, as its package is called: a handler is a lambda of its declaring class.
    public String feature() {
        String declaredIn = handler.getClass().getPackageName();
        return declaredIn.substring(declaredIn.lastIndexOf('.') + 1);
    }
}
