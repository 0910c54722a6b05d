package io.centter.control.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.centter.control.http.Route;
import io.centter.model.event.EventTypes;
import io.centter.model.identity.AgentId;
import io.centter.model.message.Sender;
import io.centter.model.message.Subjects;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The document of the mesh: valid by AsyncAPI's own schema (3.0.0, without its annotations), and complete.
class AsyncApiTest {
    private static final AgentId AGENT = new AgentId("f254bbfa01c7");
    private static final Map<Class<?>, Object> ARGUMENTS =
            Map.of(AgentId.class, AGENT, Sender.class, Sender.of(AGENT), String.class, "deploy.finished");
    /// What is no subject, or only a part of one.
    private static final Set<String> NONE =
            Set.of("MESSAGES_STREAM", "EVENTS_STREAM", "UNDELIVERED_STREAM", "replyPrefix");

    private final ObjectNode document = AsyncApi.document();

    @Test
    void documentIsValidByTheSchemaOfAsyncApi() throws IOException {
        String schema;
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("/asyncapi/3.0.0.json"))) {
            schema = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        Schema async =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7).getSchema(schema);
        assertThat(faults(async, document.toString())).isEmpty();
        ObjectNode broken = document.deepCopy();
        broken.withObjectProperty("operations")
                .withObjectProperty("sendHeartbeat")
                .put("action", "shout");
        assertThat(faults(async, broken.toString())).isNotEmpty();
    }

    @Test
    void everySubjectHasItsChannel() throws ReflectiveOperationException {
        List<Pattern> addresses = new ArrayList<>();
        for (JsonNode channel : document.path("channels")) {
            addresses.add(Pattern.compile(channel.path("address")
                    .asText()
                    .replace("$", "\\$")
                    .replace(".", "\\.")
                    .replaceAll("\\{(topic|type)}", ".+")
                    .replaceAll("\\{\\w+}", "[^.]+")));
        }
        Set<String> missing = new TreeSet<>();
        for (String subject : subjects()) {
            if (addresses.stream().noneMatch(address -> address.matcher(subject).matches())) {
                missing.add(subject);
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void everyTypeOfEventHasItsMessageWithItsSchema() {
        Set<String> said = new TreeSet<>();
        document.at("/channels/hubEvent/messages").fieldNames().forEachRemaining(said::add);
        document.at("/channels/presence/messages").fieldNames().forEachRemaining(said::add);
        assertThat(said)
                .isEqualTo(EventTypes.all().stream().map(EventTypes::nameOf).collect(Collectors.toSet()));
        for (String type : said) {
            JsonNode data = document.at("/components/messages/" + type + "/payload/allOf/1");
            String name = data.path("$ref").asText().replace("#/components/schemas/", "");
            assertThat(document.at("/components/schemas/" + name + "/properties/type/const")
                            .asText())
                    .isEqualTo(type);
        }
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        List<String> dangling = new ArrayList<>();
        for (String reference : document.findValuesAsText("$ref")) {
            if (document.at(reference.substring(1)).isMissingNode()) {
                dangling.add(reference);
            }
        }
        assertThat(dangling).isEmpty();
    }

    @Test
    void rolesAreThoseWhoseGrantsAllowIt() {
        assertThat(roles("sendHeartbeat")).hasSize(6);
        assertThat(roles("receiveHeartbeat")).containsExactly("coordinator");
        assertThat(roles("sendInbox")).doesNotContain("analyst").contains("assistant");
        assertThat(roles("sendRpc")).containsExactly("developer", "coordinator");
        assertThat(roles("sendEvents")).containsExactly("analyst", "coordinator");
        assertThat(roles("receiveHubEvent")).containsExactly("analyst", "coordinator");
        assertThat(roles("receivePresence")).containsExactly("coordinator");
    }

    @Test
    void whatTheHubReallySaidFitsItsSchema() {
        WholePlane plane = WholePlane.shared();
        Scene scene = plane.scene().furnish();
        JsonNode served = plane.nobody().get("//asyncapi.json").json();
        assertThat(served).isEqualTo(document);
        Route<?, ?> events = plane.routes().stream()
                .filter(route -> Examples.key(route).equals("GET /networks/{network}/events"))
                .findFirst()
                .orElseThrow();
        // The hub says a thing after it is committed.
        JsonNode said = await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> scene.usual(events)
                                .get("/networks/" + scene.value("network") + "/events?topic=hub.%3E&limit=500")
                                .json()
                                .path("items"),
                        items -> items.size() > 5);
        String here = "https://centter.example/asyncapi.json";
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, with -> with.schemas(Map.of(here, served.toString())));
        for (JsonNode one : said) {
            String type = one.at("/event/type").asText();
            Schema schema = registry.getSchema(SchemaLocation.of(here + "#/components/messages/" + type + "/payload"));
            assertThat(faults(schema, one.path("event").toString())).as(type).isEmpty();
        }
    }

    private List<String> roles(String operation) {
        List<String> roles = new ArrayList<>();
        document.at("/operations/" + operation + "/x-roles").forEach(role -> roles.add(role.asText()));
        return roles;
    }

    private static List<String> subjects() throws ReflectiveOperationException {
        List<String> subjects = new ArrayList<>();
        for (Field field : Subjects.class.getFields()) {
            if (field.getType().equals(String.class) && !NONE.contains(field.getName())) {
                subjects.add(String.valueOf(field.get(null))
                        .replace("*", AGENT.value())
                        .replace(">", "a.b"));
            }
        }
        for (Method method : Subjects.class.getMethods()) {
            if (Modifier.isStatic(method.getModifiers())
                    && method.getReturnType().equals(String.class)
                    && !NONE.contains(method.getName())) {
                Object[] arguments = List.of(method.getParameterTypes()).stream()
                        .map(ARGUMENTS::get)
                        .toArray();
                subjects.add(String.valueOf(method.invoke(null, arguments)));
            }
        }
        return subjects;
    }

    private static List<String> faults(Schema schema, String json) {
        return schema.validate(json, InputFormat.JSON).stream()
                .map(Error::toString)
                .toList();
    }
}
