package io.centter.console.screens.discovery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.centter.console.desk.Site;
import io.centter.console.desk.Trouble;
import io.centter.console.text.Texts;
import io.centter.model.api.Problem;
import io.centter.model.discovery.DiscoverAnswer;
import io.centter.model.discovery.DiscoverQuery;
import io.centter.model.heartbeat.Transport;
import io.centter.model.identity.InvalidValue;
import io.centter.model.message.Subjects;
import io.centter.model.presence.Presence;
import io.centter.model.role.Role;
import io.centter.model.wire.Wire;
import io.centter.sdk.rest.ApiProblem;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// One question to the registry, asked on both ways at once: as a request of the API and as one on the mesh.
public final class DiscoveryViewModel {
    private static final int KEPT = 12;

    private final Site site;
    private final StringProperty capability = new SimpleStringProperty("");
    private final StringProperty skill = new SimpleStringProperty("");
    private final StringProperty words = new SimpleStringProperty("");
    private final StringProperty limit = new SimpleStringProperty("");
    private final ObjectProperty<@Nullable Presence> status = new SimpleObjectProperty<>();
    private final ObjectProperty<@Nullable Transport> transport = new SimpleObjectProperty<>();
    private final ObjectProperty<@Nullable Role> role = new SimpleObjectProperty<>();
    private final ReadOnlyObjectWrapper<@Nullable Answer> http = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Answer> nats = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper wrong = new ReadOnlyStringWrapper("");
    private final ObservableList<DiscoverQuery> recent = FXCollections.observableArrayList();
    private long turn;

    public DiscoveryViewModel(Site site) {
        this.site = site;
    }

    public StringProperty capabilityProperty() {
        return capability;
    }

    public StringProperty skillProperty() {
        return skill;
    }

    /// Part of a name, a skill or a capability.
    public StringProperty wordsProperty() {
        return words;
    }

    public StringProperty limitProperty() {
        return limit;
    }

    public ObjectProperty<@Nullable Presence> statusProperty() {
        return status;
    }

    public ObjectProperty<@Nullable Transport> transportProperty() {
        return transport;
    }

    public ObjectProperty<@Nullable Role> roleProperty() {
        return role;
    }

    ReadOnlyObjectProperty<@Nullable Answer> httpProperty() {
        return http.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<@Nullable Answer> natsProperty() {
        return nats.getReadOnlyProperty();
    }

    /// What is wrong with the question; empty where nothing is.
    public ReadOnlyStringProperty wrongProperty() {
        return wrong.getReadOnlyProperty();
    }

    /// What was asked before, the last first.
    public ObservableList<DiscoverQuery> recent() {
        return recent;
    }

    /// Asks on both ways.
    public void ask() {
        DiscoverQuery query = valid();
        if (query == null) {
            return;
        }
        recent.remove(query);
        recent.addFirst(query);
        if (recent.size() > KEPT) {
            recent.removeLast();
        }
        long mine = ++turn;
        http.set(null);
        nats.set(null);
        run(mine, http::set, () -> site.api().discover(site.id(), query));
        run(mine, nats::set, () -> onMesh(query));
    }

    /// The same question again.
    public void again(DiscoverQuery query) {
        capability.set(text(query.capability()));
        skill.set(text(query.skill()));
        words.set(text(query.q()));
        limit.set(query.limit() == null ? "" : String.valueOf(query.limit()));
        status.set(query.status());
        transport.set(query.transport());
        role.set(query.role());
        ask();
    }

    /// Any question.
    public void clear() {
        for (StringProperty field : List.of(capability, skill, words, limit)) {
            field.set("");
        }
        status.set(null);
        transport.set(null);
        role.set(null);
    }

    /// In what the answers differ; nothing until both are there.
    List<String> differences() {
        DiscoverAnswer one = http.get() == null ? null : http.get().answer();
        DiscoverAnswer other = nats.get() == null ? null : nats.get().answer();
        return one == null || other == null ? List.of() : Difference.between(one, other);
    }

    /// The request as a line for a shell; the token is not in it.
    public String curl() {
        DiscoverQuery query = valid();
        String fields = query == null
                ? ""
                : Wire.strict().valueToTree(query).properties().stream()
                        .map(field -> field.getKey()
                                + "="
                                + URLEncoder.encode(field.getValue().asText(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
        return "curl -H \"Authorization: Bearer $CENTTER_TOKEN\" '" + site.api().base() + "/api/v1/networks/"
                + site.id() + "/discover" + (fields.isEmpty() ? "" : "?" + fields) + "'";
    }

    /// The question on the mesh as a line for a shell; the credentials are an agent's own.
    public String natsLine() {
        DiscoverQuery query = valid();
        String body = json(query == null ? DiscoverQuery.ALL : query).replace("'", "'\\''");
        return "nats --creds agent.creds --inbox-prefix _INBOX.$AGENT_ID req " + Subjects.DISCOVER + " '" + body + "'";
    }

    /// In a few words, to be found again.
    public static String words(DiscoverQuery query) {
        String fields = Wire.strict().valueToTree(query).properties().stream()
                .map(field -> field.getKey() + " " + field.getValue().asText())
                .collect(Collectors.joining(", "));
        return fields.isEmpty() ? Texts.of("discovery.everybody") : fields;
    }

    static String json(Object value) {
        try {
            return Wire.strict().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private void run(long mine, Consumer<Answer> into, Callable<DiscoverAnswer> question) {
        Callable<Answer> timed = () -> {
            long start = System.nanoTime();
            try {
                DiscoverAnswer answer = question.call();
                return new Answer(Duration.ofNanos(System.nanoTime() - start), answer, null);
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                return new Answer(Duration.ofNanos(System.nanoTime() - start), null, Trouble.of(e));
            }
        };
        Consumer<Answer> show = answer -> {
            if (mine == turn) {
                into.accept(answer);
            }
        };
        site.background().run(timed, show, e -> show.accept(new Answer(Duration.ZERO, null, Trouble.of(e))));
    }

    private DiscoverAnswer onMesh(DiscoverQuery query) throws Exception {
        byte[] said = site.hands().askMesh(Subjects.DISCOVER, json(query).getBytes(StandardCharsets.UTF_8));
        JsonNode answer = Wire.tolerant().readTree(said);
        if (answer.path("code").isTextual() && answer.path("status").isInt()) {
            throw new ApiProblem(Wire.tolerant().treeToValue(answer, Problem.class), null);
        }
        return Wire.tolerant().treeToValue(answer, DiscoverAnswer.class);
    }

    private @Nullable DiscoverQuery valid() {
        try {
            DiscoverQuery query = new DiscoverQuery(
                    field(capability),
                    status.get(),
                    transport.get(),
                    role.get(),
                    field(skill),
                    field(words),
                    null,
                    number());
            wrong.set("");
            return query;
        } catch (InvalidValue e) {
            wrong.set(String.valueOf(e.getMessage()));
        } catch (NumberFormatException _) {
            wrong.set(Texts.of("discovery.limit-invalid", DiscoverQuery.MAX_LIMIT));
        }
        return null;
    }

    private @Nullable Integer number() {
        String text = field(limit);
        return text == null ? null : Integer.valueOf(text);
    }

    private static @Nullable String field(StringProperty property) {
        String text = property.get().strip();
        return text.isEmpty() ? null : text;
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
