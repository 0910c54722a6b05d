package io.centter.control.http;

import io.centter.control.http.Route.Trait;
import io.centter.model.api.Page;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The list of all routes. A route gets its handler only after it said who may use it, so there is none that is open by
/// omission.
public final class Router {
    private static final Map<String, Class<?>> EVERYWHERE =
            Map.of("limit", Integer.class, "from", Instant.class, "to", Instant.class);

    private final List<Route<?, ?>> routes = new ArrayList<>();

    public List<Route<?, ?>> routes() {
        return Collections.unmodifiableList(routes);
    }

    public Undeclared get(String path, String summary) {
        return new Undeclared(new Route.Endpoint("GET", path, summary));
    }

    public Undeclared post(String path, String summary) {
        return new Undeclared(new Route.Endpoint("POST", path, summary));
    }

    public Undeclared put(String path, String summary) {
        return new Undeclared(new Route.Endpoint("PUT", path, summary));
    }

    public Undeclared patch(String path, String summary) {
        return new Undeclared(new Route.Endpoint("PATCH", path, summary));
    }

    public Undeclared delete(String path, String summary) {
        return new Undeclared(new Route.Endpoint("DELETE", path, summary));
    }

    /// A route of which nobody knows yet who may use it.
    public final class Undeclared {
        private final Route.Endpoint endpoint;

        private Undeclared(Route.Endpoint endpoint) {
            this.endpoint = endpoint;
        }

        public Declared<Void, Void> by(Access access) {
            boolean namesTenant = endpoint.names("network") || endpoint.names("agent") || endpoint.names("team");
            boolean ofAgent = access.proofs().equals(Set.of(Access.Proof.AGENT_KEY));
            if (!access.proofs().isEmpty() && !ofAgent && namesTenant != (access.role() != null)) {
                throw new IllegalArgumentException(
                        endpoint + ": a path of a network, agent or team declares a role, and no other path does");
            }
            return new Declared<>(
                    endpoint,
                    access,
                    null,
                    new Route.Answer(204, null, false, Set.of()),
                    Map.of(),
                    EnumSet.noneOf(Trait.class));
        }
    }

    /// A route that only lacks its handler.
    public final class Declared<B, R> {
        private final Route.Endpoint endpoint;
        private final Access access;
        private final @Nullable Class<B> body;
        private final Route.Answer answer;
        private final Map<String, Class<?>> query;
        private final EnumSet<Trait> traits;

        private Declared(
                Route.Endpoint endpoint,
                Access access,
                @Nullable Class<B> body,
                Route.Answer answer,
                Map<String, Class<?>> query,
                EnumSet<Trait> traits) {
            this.endpoint = endpoint;
            this.access = access;
            this.body = body;
            this.answer = answer;
            this.query = query;
            this.traits = traits;
        }

        public <T> Declared<T, R> takes(Class<T> type) {
            return new Declared<>(endpoint, access, type, answer, query, traits);
        }

        /// The body may be left out, and is then read as `{}`.
        public <T> Declared<T, R> mayTake(Class<T> type) {
            return new Declared<>(endpoint, access, type, answer, query, and(Trait.BODY_OPTIONAL));
        }

        public <T> Declared<B, T> gives(int status, Class<T> type) {
            return new Declared<>(
                    endpoint, access, body, new Route.Answer(status, type, false, Set.of()), query, traits);
        }

        public <T> Declared<B, T> gives(Class<T> type) {
            return gives(200, type);
        }

        public <T> Declared<B, Page<T>> givesPage(Class<T> type) {
            return new Declared<>(endpoint, access, body, new Route.Answer(200, type, true, Set.of()), query, traits);
        }

        /// A body that is written while it is made, of one of these content types.
        public Declared<B, Streamed> streams(String... contentTypes) {
            Route.Answer streamed = new Route.Answer(200, Streamed.class, false, Set.of(), List.of(contentTypes));
            return new Declared<>(endpoint, access, body, streamed, query, traits);
        }

        /// Another status that comes with the same body.
        public Declared<B, R> orGives(int status) {
            Route.Answer more =
                    new Route.Answer(answer.status(), answer.type(), answer.page(), Set.of(status), answer.media());
            return new Declared<>(endpoint, access, body, more, query, traits);
        }

        /// Parameters that are texts, or those that mean the same everywhere: `limit`, `from`, `to`.
        public Declared<B, R> query(String... parameters) {
            Map<String, Class<?>> more = new HashMap<>(query);
            for (String parameter : parameters) {
                more.put(parameter, EVERYWHERE.getOrDefault(parameter, String.class));
            }
            return new Declared<>(endpoint, access, body, answer, Map.copyOf(more), traits);
        }

        /// A parameter that is read as this type; it tells the API's description what to say.
        public Declared<B, R> query(String parameter, Class<?> type) {
            Map<String, Class<?>> more = new HashMap<>(query);
            more.put(parameter, type);
            return new Declared<>(endpoint, access, body, answer, Map.copyOf(more), traits);
        }

        public Declared<B, R> versioned() {
            return new Declared<>(endpoint, access, body, answer, query, and(Trait.VERSIONED));
        }

        public Declared<B, R> idempotent() {
            return new Declared<>(endpoint, access, body, answer, query, and(Trait.IDEMPOTENT));
        }

        /// Its service counts calls by [RateLimits].
        public Declared<B, R> limited() {
            return new Declared<>(endpoint, access, body, answer, query, and(Trait.LIMITED));
        }

        /// Answered from memory, at once where that can be: such a handler must not lock, log or ask anybody.
        public Declared<B, R> inMemory() {
            return new Declared<>(endpoint, access, body, answer, query, and(Trait.IN_MEMORY));
        }

        public void handle(Route.Handler<B, R> handler) {
            boolean twice = routes.stream()
                    .anyMatch(other -> other.endpoint().method().equals(endpoint.method())
                            && other.endpoint().path().equals(endpoint.path()));
            if (twice) {
                throw new IllegalArgumentException(endpoint + " is there already");
            }
            routes.add(new Route<>(endpoint, access, body, answer, query, Set.copyOf(traits), handler));
        }

        private EnumSet<Trait> and(Trait trait) {
            EnumSet<Trait> more = EnumSet.copyOf(traits);
            more.add(trait);
            return more;
        }
    }
}
