package io.centter.control.http;

import io.centter.control.refusal.Refused;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.InvalidValue;
import io.centter.model.identity.NetworkId;
import io.centter.model.identity.UserId;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One request that was admitted: who calls, for which network or agent, with what.
public final class Call<B> {
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    // Of each enum its words as they are written, in its own order.
    private static final ClassValue<Map<String, Enum<?>>> WORDS = new ClassValue<>() {
        @Override
        protected Map<String, Enum<?>> computeValue(Class<?> type) {
            Map<String, Enum<?>> words = new LinkedHashMap<>();
            for (Object one : type.getEnumConstants()) {
                Enum<?> word = (Enum<?>) one;
                words.put(word.name().toLowerCase(Locale.ROOT), word);
            }
            return words;
        }
    };

    private final Caller caller;
    private final Target target;
    private final Map<String, String> path;
    private final Map<String, String> query;
    private final @Nullable B body;
    private final Conditions conditions;
    private final Counted counted;

    /// What the gate admitted to.
    record Target(
            @Nullable NetworkId network,
            @Nullable AgentId agent,
            @Nullable UUID team) {}

    record Conditions(@Nullable IfMatch ifMatch, @Nullable IdempotencyKey idempotencyKey) {}

    Call(
            Caller caller,
            Target target,
            Map<String, String> path,
            Map<String, String> query,
            @Nullable B body,
            Conditions conditions,
            Counted counted) {
        this.caller = caller;
        this.target = target;
        this.path = path;
        this.query = query;
        this.body = body;
        this.conditions = conditions;
        this.counted = counted;
    }

    public Caller caller() {
        return caller;
    }

    public Origin origin() {
        return caller.origin();
    }

    /// The person who calls, on a route that only takes sessions.
    public Caller.UserCaller user() {
        if (caller instanceof Caller.UserCaller user) {
            return user;
        }
        throw new IllegalStateException("this route takes others than people");
    }

    /// The network of the path, or of the path's agent or team.
    public NetworkId network() {
        return Objects.requireNonNull(target.network(), "the path names no network");
    }

    public AgentId agent() {
        return Objects.requireNonNull(target.agent(), "the path names no agent");
    }

    public UUID team() {
        return Objects.requireNonNull(target.team(), "the path names no team");
    }

    /// An id in the path, of what is no network, agent or team; one that cannot be an id is not found.
    public UUID uuid(String parameter) {
        return id(Objects.requireNonNull(path.get(parameter), parameter));
    }

    /// What cannot be an id names nothing.
    static UUID id(String text) {
        try {
            UUID id = UUID.fromString(text);
            if (id.toString().equals(text)) {
                return id;
            }
        } catch (IllegalArgumentException _) {
            // Said below.
        }
        throw new Refused.NotFound();
    }

    /// A part of the path as it was sent.
    public String path(String parameter) {
        return Objects.requireNonNull(path.get(parameter), parameter);
    }

    /// A person in the path; one that cannot be an id is not found.
    public UserId userId(String parameter) {
        try {
            return UserId.parse(Objects.requireNonNull(path.get(parameter)));
        } catch (InvalidValue _) {
            throw new Refused.NotFound();
        }
    }

    public B body() {
        return Objects.requireNonNull(body, "this route takes no body");
    }

    public Optional<String> query(String parameter) {
        return Optional.ofNullable(query.get(parameter));
    }

    public Optional<Instant> queryInstant(String parameter) {
        return query(parameter).map(text -> {
            try {
                Instant instant = Instant.parse(text);
                if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
                    throw Refused.Invalid.field(
                            "invalid-value", parameter, parameter + " is a time of the years 0001 to 9999.");
                }
                return instant;
            } catch (DateTimeParseException _) {
                throw Refused.Invalid.field(
                        "invalid-value", parameter, parameter + " is a time in UTC, such as 2026-11-22T13:00:00Z.");
            }
        });
    }

    /// One of the words of an enum, in lower case.
    public <E extends Enum<E>> Optional<E> queryWord(String parameter, Class<E> type) {
        return query(parameter).map(text -> {
            Map<String, Enum<?>> words = WORDS.get(type);
            Enum<?> word = words.get(text);
            if (word == null) {
                throw Refused.Invalid.field(
                        "invalid-value", parameter, parameter + " is one of " + words.keySet() + ".");
            }
            return type.cast(word);
        });
    }

    /// The page size asked for.
    public int limit(int standard, int max) {
        return query("limit")
                .map(text -> {
                    try {
                        int limit = Integer.parseInt(text);
                        if (limit >= 1 && limit <= max) {
                            return limit;
                        }
                    } catch (NumberFormatException _) {
                        // Said below, with the range.
                    }
                    throw Refused.Invalid.field(
                            "invalid-value", "limit", "limit is a whole number from 1 to " + max + ".");
                })
                .orElse(standard);
    }

    public IfMatch ifMatch() {
        return Objects.requireNonNull(conditions.ifMatch(), "this route is not versioned");
    }

    public Optional<IdempotencyKey> idempotencyKey() {
        return Optional.ofNullable(conditions.idempotencyKey());
    }

    /// The limits that the request was counted by.
    Counted counted() {
        return counted;
    }
}
