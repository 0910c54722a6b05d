package io.centter.control.hub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.centter.control.discovery.Discovery;
import io.centter.control.refusal.Refused;
import io.centter.control.route.Routing;
import io.centter.model.api.Problem;
import io.centter.model.discovery.DiscoverQuery;
import io.centter.model.discovery.DiscoveredAgent;
import io.centter.model.discovery.WhoAmI;
import io.centter.model.event.Replay;
import io.centter.model.event.ReplayQuery;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.InvalidValue;
import io.centter.model.identity.NetworkId;
import io.centter.model.route.RoutesQuery;
import io.centter.model.wire.Wire;
import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.Message;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers `mesh.registry.*` for all networks. The asking network is proven by the first token of the subject. A
/// refusal is a problem as over HTTP, and says so in the headers that micro services use.
final class RegistryResponder {
    private static final Logger LOG = LoggerFactory.getLogger(RegistryResponder.class);
    private static final String QUEUE = "hub";
    private static final String REQUEST_INFO = "Nats-Request-Info";
    private static final int MAX_REQUEST = 16_384;

    private final Discovery discovery;
    private final Routing routing;
    private final Function<String, Optional<NetworkId>> networkOf;
    private volatile @Nullable BiFunction<NetworkId, ReplayQuery, Replay> events;

    RegistryResponder(Discovery discovery, Routing routing, Function<String, Optional<NetworkId>> networkOf) {
        this.discovery = discovery;
        this.routing = routing;
        this.networkOf = networkOf;
    }

    private interface Question {
        Object answer(NetworkId network, JsonNode request, Message message) throws IOException;
    }

    /// What answers questions about past events; refused as not available until it is there.
    void answerEvents(BiFunction<NetworkId, ReplayQuery, Replay> answer) {
        events = answer;
    }

    void subscribe(Connection control) {
        answer(
                control,
                "discover",
                (network, request, _) -> discovery.discover(network, read(request, DiscoverQuery.class)));
        answer(control, "events", (network, request, _) -> replay(network, read(request, ReplayQuery.class)));
        answer(control, "get", (network, request, _) -> get(network, request));
        answer(control, "whoami", (network, _, message) -> whoAmI(network, message));
        answer(control, "routes", (network, request, _) -> route(network, request));
    }

    private void answer(Connection control, String name, Question question) {
        Dispatcher dispatcher = control.createDispatcher(message -> {
            if (message.getReplyTo() != null) {
                Thread.ofVirtual().name("registry-" + name).start(() -> respond(control, message, question));
            }
        });
        dispatcher.subscribe("*.mesh.registry." + name, QUEUE);
    }

    private void respond(Connection control, Message message, Question question) {
        Object answer;
        try {
            answer = ask(message, question);
        } catch (Refused e) {
            answer = problem(status(e), e.code(), e.getMessage(), null);
        } catch (InvalidValue e) {
            answer = problem(422, "invalid-value", String.valueOf(e.getMessage()), e.field());
        } catch (IOException | RuntimeException e) {
            LOG.error("registry=failed subject={}", message.getSubject(), e);
            answer = problem(500, "internal", "The hub failed; it is in its log.", null);
        }
        try {
            control.publish(reply(String.valueOf(message.getReplyTo()), answer));
        } catch (IllegalStateException | JsonProcessingException e) {
            LOG.debug("registry=unanswered subject={} reason={}", message.getSubject(), e.getMessage());
        }
    }

    private Object ask(Message message, Question question) throws IOException {
        String subject = message.getSubject();
        NetworkId network =
                networkOf.apply(subject.substring(0, subject.indexOf('.'))).orElseThrow(Refused.NotFound::new);
        byte[] content = message.getData();
        if (content.length > MAX_REQUEST) {
            throw new Refused.Unreadable(413, "body-too-large", "A question has at most " + MAX_REQUEST + " bytes.");
        }
        JsonNode request;
        try {
            request = content.length == 0
                    ? Wire.tolerant().createObjectNode()
                    : Wire.tolerant().readTree(content);
        } catch (JsonProcessingException _) {
            throw new Refused.Unreadable(400, "malformed-json", "The question is not JSON.");
        }
        if (!request.isObject()) {
            throw new Refused.Unreadable(400, "malformed-json", "The question is a JSON object, or empty.");
        }
        return question.answer(network, request, message);
    }

    private Replay replay(NetworkId network, ReplayQuery query) {
        BiFunction<NetworkId, ReplayQuery, Replay> answer = events;
        if (answer == null) {
            throw new Refused.Conflict("not-available", "Past events are not told by this hub.");
        }
        return answer.apply(network, query);
    }

    private static <T> T read(JsonNode request, Class<T> type) throws IOException {
        try {
            return Wire.tolerant().treeToValue(request, type);
        } catch (JsonMappingException e) {
            if (e.getCause() instanceof InvalidValue value) {
                throw value;
            }
            String field = e.getPath().isEmpty()
                    ? ""
                    : String.valueOf(e.getPath().getFirst().getFieldName());
            throw new InvalidValue(field, "'" + field + "' has a value that it cannot have.");
        }
    }

    private DiscoveredAgent get(NetworkId network, JsonNode request) {
        for (String field : List.of("agent", "id", "slug")) {
            if (request.path(field).isTextual()) {
                return discovery.get(network, request.path(field).asText()).orElseThrow(Refused.NotFound::new);
            }
        }
        throw new InvalidValue("agent", "Give agent, an id, or slug.");
    }

    private Object route(NetworkId network, JsonNode request) throws IOException {
        AgentId from = agent(request, "from");
        if (!request.has("to")) {
            RoutesQuery query = read(request, RoutesQuery.class);
            return routing.graph(network, from, query.transport(), query.limit(), Optional.ofNullable(query.cursor()));
        }
        AgentId to = agent(request, "to");
        if (from.equals(to)) {
            throw new InvalidValue("to", "from and to are the same agent; name two.");
        }
        return routing.best(network, from, to);
    }

    private static AgentId agent(JsonNode request, String field) {
        JsonNode id = request.path(field);
        if (!id.isTextual()) {
            throw new InvalidValue(field, field + " is missing; give the id of an agent.");
        }
        try {
            return new AgentId(id.asText());
        } catch (InvalidValue e) {
            throw new InvalidValue(field, String.valueOf(e.getMessage()));
        }
    }

    /// The header is written by the broker. Older ones let a client put its own before it: two of them prove nothing.
    private WhoAmI whoAmI(NetworkId network, Message message) throws IOException {
        Headers headers = message.getHeaders();
        List<String> infos = headers == null ? null : headers.get(REQUEST_INFO);
        if (infos == null || infos.size() != 1) {
            throw new Refused.Forbidden("unproven", "The broker does not prove who asks.");
        }
        JsonNode info = Wire.tolerant().readTree(infos.getFirst());
        String account = message.getSubject().substring(0, message.getSubject().indexOf('.'));
        String name = info.path("name_tag").asText();
        if (!info.path("acc").asText().equals(account) || name.isEmpty()) {
            throw new Refused.Forbidden("unproven", "The broker does not prove who asks.");
        }
        DiscoveredAgent agent = discovery
                .get(network, name)
                .filter(one -> one.id().value().equals(name))
                .orElseThrow(() -> new Refused.Forbidden("not-an-agent", "Whoever asks is no agent of this network."));
        return new WhoAmI(network, agent.id(), agent.name(), agent.slug(), agent.role());
    }

    private static Message reply(String to, Object answer) throws JsonProcessingException {
        NatsMessage.Builder reply = NatsMessage.builder()
                .subject(to)
                .data(new String(Wire.strict().writeValueAsBytes(answer), StandardCharsets.UTF_8));
        if (answer instanceof Problem problem) {
            reply.headers(new Headers()
                    .put("Nats-Service-Error", problem.code())
                    .put("Nats-Service-Error-Code", String.valueOf(problem.status())));
        }
        return reply.build();
    }

    private static Problem problem(int status, String code, String detail, @Nullable String field) {
        List<Problem.FieldError> errors =
                field == null ? null : List.of(new Problem.FieldError("/" + field, detail, code));
        return new Problem("/problems/" + code, code.replace('-', ' '), status, code, detail, null, errors);
    }

    private static int status(Refused refused) {
        return switch (refused) {
            case Refused.NotFound _ -> 404;
            case Refused.Forbidden _ -> 403;
            case Refused.Unreadable unreadable -> unreadable.status();
            case Refused.Unavailable _ -> 503;
            default -> 409;
        };
    }
}
