package io.centter.control.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.centter.control.openapi.Channels.Channel;
import io.centter.control.openapi.Channels.Way;
import io.centter.model.event.EventData;
import io.centter.model.event.EventTypes;
import io.centter.model.role.Role;
import io.centter.model.role.RoleTemplate;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/// Makes the AsyncAPI document from the table of subjects, the role templates and the types that travel: what an agent
/// may send and hear in the account of its network.
public final class AsyncApi {
    private static final String ABOUT = """
            What agents and consoles say and hear on NATS, inside the account of their network. Each agent has credentials
            of its own; `x-roles` says which of the standard roles may. Replies go to the agent's own `_INBOX.<agent>.>`.
            Where a question is refused, the reply is a problem as over HTTP, with the headers `Nats-Service-Error` and
            `Nats-Service-Error-Code`.
            """;

    private final Schemas schemas = new Schemas(Set.of());
    private final ObjectNode messages = JsonNodeFactory.instance.objectNode();
    private final ObjectNode document = JsonNodeFactory.instance.objectNode();

    private AsyncApi() {}

    public static ObjectNode document() {
        return new AsyncApi().make();
    }

    private ObjectNode make() {
        document.put("asyncapi", "3.0.0");
        document.putObject("info")
                .put("title", "Centter mesh")
                .put("version", "v1")
                .put("description", ABOUT);
        document.put("defaultContentType", "application/json");
        ObjectNode channels = document.putObject("channels");
        ObjectNode operations = document.putObject("operations");
        for (Channel channel : Channels.ALL) {
            channels.set(channel.id(), channel(channel));
            channel.ways().forEach(way -> operations.set(way.verb() + capital(channel.id()), operation(channel, way)));
        }
        ObjectNode components = document.putObject("components");
        components.set("messages", messages);
        ObjectNode named = components.putObject("schemas");
        schemas.components().forEach(named::set);
        plainDiscriminators(document);
        return document;
    }

    private ObjectNode channel(Channel channel) {
        ObjectNode made = JsonNodeFactory.instance.objectNode();
        made.put("address", channel.address()).put("description", channel.about());
        if (!channel.parameters().isEmpty()) {
            ObjectNode parameters = made.putObject("parameters");
            new TreeMap<>(channel.parameters())
                    .forEach((name, about) -> parameters.putObject(name).put("description", about));
            if (channel.id().equals(Channels.HUB_EVENTS)) {
                ArrayNode types = parameters.withObjectProperty("type").putArray("enum");
                events().forEach(type -> types.add(EventTypes.nameOf(type)));
            }
        }
        ObjectNode said = made.putObject("messages");
        if (channel.id().equals(Channels.HUB_EVENTS)) {
            for (Class<? extends EventData> type : events()) {
                say(said, EventTypes.nameOf(type), schemas.ofEvent(type), channel);
            }
        } else if (channel.id().equals(Channels.PRESENCE)) {
            say(said, "presence.changed", schemas.ofEvent(EventData.PresenceChanged.class), channel);
        } else {
            say(said, channel.id(), payload(channel.says()), channel);
        }
        if (channel.answers() != null) {
            say(said, channel.id() + "Answer", payload(channel.answers()), channel);
        }
        return made;
    }

    private void say(ObjectNode said, String name, ObjectNode payload, Channel channel) {
        ObjectNode message = messages.putObject(name).put("name", name);
        if (channel.stream() != null) {
            ObjectNode headers = message.putObject("headers").put("type", "object");
            headers.putObject("properties")
                    .putObject("Nats-Msg-Id")
                    .put("type", "string")
                    .put("description", "The id of what is sent: the same id within ten minutes is stored once.");
            message.put("summary", "Stored in " + channel.stream() + ".");
        }
        message.set("payload", payload);
        said.putObject(name).put("$ref", "#/components/messages/" + name);
    }

    private ObjectNode payload(Class<?> type) {
        return type.equals(JsonNode.class) ? ValueSchemas.type("object") : schemas.of(type);
    }

    private static ObjectNode operation(Channel channel, Way way) {
        ObjectNode made = JsonNodeFactory.instance.objectNode();
        String place = "#/channels/" + channel.id();
        made.put("action", way.verb()).putObject("channel").put("$ref", place);
        made.put("summary", channel.about());
        boolean asks = channel.answers() != null;
        if (asks) {
            made.putArray("messages").addObject().put("$ref", place + "/messages/" + channel.id());
            ObjectNode reply = made.putObject("reply");
            reply.putObject("channel").put("$ref", place);
            reply.putArray("messages").addObject().put("$ref", place + "/messages/" + channel.id() + "Answer");
        }
        ArrayNode roles = made.putArray("x-roles");
        for (Role role : Role.values()) {
            if (may(role, channel, way)) {
                roles.add(role.wireName());
            }
        }
        return made;
    }

    private static boolean may(Role role, Channel channel, Way way) {
        List<String> grants = way == Way.SEND
                ? RoleTemplate.of(role).subjects().publish()
                : RoleTemplate.of(role).subjects().subscribe();
        // An inbox is taken from by its durable.
        boolean ownInbox = way == Way.RECEIVE && Channels.INBOXES.contains(channel.id());
        return ownInbox || grants.stream().anyMatch(grant -> Channels.covers(grant, channel.address()));
    }

    static List<Class<? extends EventData>> events() {
        return EventTypes.all().stream()
                .filter(type -> !type.equals(EventData.PresenceChanged.class))
                .sorted(Comparator.comparing(EventTypes::nameOf))
                .toList();
    }

    /// OpenAPI's discriminators are objects, AsyncAPI's are the name of the property.
    private static void plainDiscriminators(JsonNode node) {
        if (node instanceof ObjectNode object && object.path("discriminator").isObject()) {
            object.put(
                    "discriminator",
                    object.path("discriminator").path("propertyName").asText());
        }
        node.forEach(AsyncApi::plainDiscriminators);
    }

    private static String capital(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }
}
