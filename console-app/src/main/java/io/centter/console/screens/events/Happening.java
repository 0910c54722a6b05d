package io.centter.console.screens.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.centter.console.desk.Heard;
import io.centter.console.text.Texts;
import io.centter.model.event.EventData;
import io.centter.model.event.StoredEvent;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.InvalidValue;
import io.centter.model.presence.AgentPresenceRecord;
import io.centter.model.wire.Wire;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One thing that happened: an event of the hub or of an agent, or a change of presence.
///
/// @param key the same for the same thing, however often it is read
/// @param type such as `agent.created`, `presence.changed` or `deploy.finished`
/// @param agent whom it concerns, where it is one
/// @param said in a few words; empty where the type says all
record Happening(
        String key,
        Instant at,
        Sort sort,
        String type,
        Optional<AgentId> agent,
        String said,
        @Nullable JsonNode json) {
    /// What it is about.
    enum Sort {
        PRESENCE("fth-activity"),
        AGENTS("fth-cpu"),
        RIGHTS("fth-key"),
        TEAMS("fth-users"),
        MESSAGES("fth-mail"),
        ROUTES("fth-crosshair"),
        NETWORK("fth-share-2"),
        /// What agents tell each other, not the hub.
        FLEET("fth-radio");

        private final String icon;

        Sort(String icon) {
            this.icon = icon;
        }

        String icon() {
            return icon;
        }

        private static Sort of(String type) {
            String first = type.contains(".") ? type.substring(0, type.indexOf('.')) : type;
            return switch (first) {
                case "presence" -> PRESENCE;
                case "agent", "instance", "dns" ->
                    type.equals("agent.denied") || type.equals("agent.api-key-rotated") ? RIGHTS : AGENTS;
                case "permission", "role", "credentials", "token", "authority", "skill" -> RIGHTS;
                case "team", "member" -> TEAMS;
                case "message", "dead-letter" -> MESSAGES;
                case "routes" -> ROUTES;
                default -> NETWORK;
            };
        }
    }

    private static final String HUB = "hub.";
    /// So far may two clocks differ.
    private static final Duration CLOCKS = Duration.ofSeconds(5);

    /// As it was heard, with the key under which it is also read.
    static Happening of(Heard told) {
        if (told.hub() != null && told.hub().data() instanceof EventData.PresenceChanged moved) {
            return of(new AgentPresenceRecord(
                    moved.agent(),
                    told.hub().at(),
                    moved.from(),
                    moved.to(),
                    moved.cause(),
                    moved.status(),
                    moved.stuck()));
        }
        return of(
                new StoredEvent(0, told.at(), told.topic(), told.hub() != null, told.json()), "heard-" + told.number());
    }

    static Happening of(StoredEvent event) {
        return of(event, "event-" + event.seq());
    }

    /// @param otherwise the key of what has none of its own
    private static Happening of(StoredEvent event, String otherwise) {
        String type = event.hub() ? event.topic().substring(HUB.length()) : event.topic();
        JsonNode json = event.event();
        Instant at = event.hub() ? time(json).orElse(event.storedAt()) : event.storedAt();
        return new Happening(
                event.hub() && json != null && json.path("id").isTextual()
                        ? "event-" + json.path("id").asText()
                        : otherwise,
                at,
                event.hub() ? Sort.of(type) : Sort.FLEET,
                type,
                agent(json),
                said(json),
                json);
    }

    static Happening of(AgentPresenceRecord change) {
        return new Happening(
                // The database keeps finer times than the wire.
                "presence-" + change.agent() + "-" + change.at().toEpochMilli(),
                change.at(),
                Sort.PRESENCE,
                "presence.changed",
                Optional.of(change.agent()),
                said(change),
                Wire.strict().valueToTree(change));
    }

    /// Whether both are the same thing, though one was heard and the other read and it has no id.
    boolean isHeardOf(Happening read) {
        return key.startsWith("heard-")
                && type.equals(read.type)
                && Objects.equals(json, read.json)
                && Duration.between(at, read.at).abs().compareTo(CLOCKS) < 0;
    }

    /// All a person may type to find it, in lower case.
    String words(String agentName) {
        return (type + " " + agentName + " " + agent.map(AgentId::value).orElse("") + " " + said + " " + sort.name())
                .toLowerCase(Locale.ROOT);
    }

    /// As it came, on lines that can be read.
    String pretty() {
        try {
            return json == null
                    ? ""
                    : Wire.strict().writerWithDefaultPrettyPrinter().writeValueAsString(json);
        } catch (JsonProcessingException _) {
            return Objects.toString(json);
        }
    }

    private static Optional<Instant> time(@Nullable JsonNode json) {
        try {
            return json == null || !json.path("at").isTextual()
                    ? Optional.empty()
                    : Optional.of(Instant.parse(json.path("at").asText()));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    private static Optional<AgentId> agent(@Nullable JsonNode json) {
        for (String field : new String[] {"agent", "from", "agent_id"}) {
            try {
                if (json != null && json.path(field).isTextual()) {
                    return Optional.of(new AgentId(json.path(field).asText()));
                }
            } catch (InvalidValue _) {
                // Not an agent: the next field may be one.
            }
        }
        return Optional.empty();
    }

    private static String said(AgentPresenceRecord change) {
        if (change.from() == change.to() && change.status() != null) {
            return Texts.of(
                    "events.status", Texts.word("presence", change.to()), Texts.word("status", change.status()));
        }
        return Texts.of(
                "events.presence",
                Texts.word("presence", change.from()),
                Texts.word("presence", change.to()),
                Texts.word("cause", change.cause()));
    }

    private static String said(@Nullable JsonNode json) {
        if (json == null) {
            return "";
        }
        for (String field :
                new String[] {"name", "scope", "subject", "skill", "reason", "role", "email", "order", "topic"}) {
            if (json.path(field).isTextual() && !json.path(field).asText().isBlank()) {
                return json.path(field).asText();
            }
        }
        if (json.path("deliveries").isIntegralNumber()) {
            return Texts.of("events.died", json.path("deliveries").asLong());
        }
        return "";
    }
}
