package io.centter.console.screens.messages;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.centter.console.desk.Edit;
import io.centter.console.desk.Plan;
import io.centter.console.desk.Plan.Applied;
import io.centter.console.desk.Preview;
import io.centter.console.desk.Preview.Kind;
import io.centter.console.desk.Preview.Line;
import io.centter.console.desk.Site;
import io.centter.console.fleet.AgentRow;
import io.centter.console.fleet.Fleet;
import io.centter.console.text.Texts;
import io.centter.console.text.Times;
import io.centter.model.identity.AgentId;
import io.centter.model.message.InboxState;
import io.centter.model.message.MessageType;
import io.centter.model.message.SendMessage;
import io.centter.model.message.SentMessage;
import io.centter.model.presence.AgentPresence;
import io.centter.model.presence.Presence;
import io.centter.model.wire.Wire;
import io.centter.sdk.rest.MessagesApi;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.ObjLongConsumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// A message that a person writes to an agent: checked while it is written, and sent with the broker's word that it is
/// stored.
public final class SendViewModel {
    private final Site site;
    private final MessagesApi messages;
    private final Edit edit;
    private final ObjLongConsumer<AgentId> stored;
    private final ObservableList<AgentRow> agents = FXCollections.observableArrayList();
    private final ObjectProperty<@Nullable AgentRow> to = new SimpleObjectProperty<>();
    private final ObjectProperty<@Nullable AgentRow> replyTo = new SimpleObjectProperty<>();
    private final ObjectProperty<@Nullable MessageType> type = new SimpleObjectProperty<>(MessageType.TASK);
    private final ObjectProperty<@Nullable Worth> worth = new SimpleObjectProperty<>(Worth.HOUR);
    private final StringProperty correlation = new SimpleStringProperty("");
    private final StringProperty content = new SimpleStringProperty("");

    /// @param stored told in whose inbox a message lies now, and where
    SendViewModel(Site site, ObjLongConsumer<AgentId> stored) {
        this.site = site;
        this.stored = stored;
        messages = MessagesApi.of(site.api());
        edit = new Edit(site);
        to.subscribe(_ -> propose());
        replyTo.subscribe(_ -> propose());
        type.subscribe(_ -> propose());
        worth.subscribe(_ -> propose());
        correlation.subscribe(_ -> propose());
        content.subscribe(_ -> propose());
    }

    public Edit edit() {
        return edit;
    }

    /// Whom one can write to.
    public ObservableList<AgentRow> agents() {
        return agents;
    }

    public ObjectProperty<@Nullable AgentRow> toProperty() {
        return to;
    }

    /// Which agent answers go to; a person has no inbox.
    public ObjectProperty<@Nullable AgentRow> replyToProperty() {
        return replyTo;
    }

    public ObjectProperty<@Nullable MessageType> typeProperty() {
        return type;
    }

    public ObjectProperty<@Nullable Worth> worthProperty() {
        return worth;
    }

    /// The id of the message that this answers; empty for none.
    public StringProperty correlationProperty() {
        return correlation;
    }

    /// Words, or JSON where it begins with `{`.
    public StringProperty contentProperty() {
        return content;
    }

    /// Begins with what is known already.
    public void begin(@Nullable AgentId agent, @Nullable UUID answered) {
        agents(site.fleet());
        edit.close();
        to.set(
                agent == null
                        ? null
                        : agents.stream()
                                .filter(row -> row.id().equals(agent))
                                .findFirst()
                                .orElse(null));
        replyTo.set(null);
        type.set(answered == null ? MessageType.TASK : MessageType.RESULT);
        worth.set(Worth.HOUR);
        correlation.set(answered == null ? "" : answered.toString());
        content.set("");
        edit.open(Texts.of("send.title"));
        propose();
    }

    void agents(Fleet fleet) {
        List<AgentRow> next = fleet.rows().stream()
                .sorted(Comparator.comparing(row -> row.get().name().toLowerCase(Locale.ROOT)))
                .toList();
        if (!agents.equals(next)) {
            AgentRow receiver = to.get();
            AgentRow answers = replyTo.get();
            agents.setAll(next);
            to.set(receiver);
            replyTo.set(answers);
        }
    }

    private void propose() {
        if (!edit.isOpen()) {
            return;
        }
        AgentRow receiver = to.get();
        if (receiver == null) {
            edit.incomplete(Texts.of("send.to-missing"));
            return;
        }
        if (content.get().isBlank()) {
            edit.incomplete(Texts.of("send.content-missing"));
            return;
        }
        Optional<UUID> answered = answered();
        if (answered.isEmpty() && !correlation.get().isBlank()) {
            edit.incomplete(Texts.of("send.correlation-invalid"));
            return;
        }
        try {
            AgentRow answers = replyTo.get();
            SendMessage message = new SendMessage(
                    null,
                    type.get(),
                    worth.get() == null ? null : worth.get().millis(),
                    answers == null ? null : answers.id(),
                    answered.orElse(null),
                    null,
                    List.of(),
                    body());
            propose(receiver.get(), message);
        } catch (JsonProcessingException e) {
            edit.incomplete(Texts.of(
                    "send.json-invalid",
                    e.getLocation() == null ? 1 : e.getLocation().getLineNr(),
                    e.getOriginalMessage()));
        }
    }

    private void propose(AgentPresence receiver, SendMessage message) {
        long[] place = new long[1];
        edit.propose(Plan.unheard(
                () -> stored.accept(receiver.agent(), place[0]),
                () -> preview(receiver, message, messages.inbox(receiver.agent())),
                () -> {
                    long start = System.nanoTime();
                    SentMessage sent = messages.send(receiver.agent(), message);
                    place[0] = sent.streamSeq();
                    String took = Times.latency(Duration.ofNanos(System.nanoTime() - start));
                    return new Applied(
                            Texts.of("send.audited", sent.messageId()),
                            List.of(Texts.of(
                                    sent.duplicate() ? "send.duplicate" : "send.stored", sent.streamSeq(), took)),
                            null);
                }));
    }

    private static Preview preview(AgentPresence receiver, SendMessage message, InboxState inbox) {
        MessageType type = Objects.requireNonNull(message.type());
        List<Line> lines = new ArrayList<>();
        lines.add(new Line(
                Kind.NOTE,
                Texts.of("send.preview", receiver.name(), Texts.word("message.type", type)),
                Texts.of("send.preview-proof")));
        lines.add(Line.note(
                inbox.depth() == 0 ? Texts.of("send.empty-inbox") : Texts.of("send.waits-behind", inbox.depth())));
        if (receiver.presence() != Presence.ONLINE) {
            lines.add(Line.warning(
                    Texts.of("send.not-online", receiver.name(), Texts.word("presence", receiver.presence()))));
        }
        if (!inbox.open()) {
            lines.add(Line.warning(Texts.of("send.no-inbox", receiver.name())));
        }
        if (type == MessageType.TASK && message.replyTo() == null) {
            lines.add(Line.note(Texts.of("send.no-answer")));
        }
        return Preview.safe(lines.toArray(Line[]::new));
    }

    private Optional<UUID> answered() {
        try {
            return correlation.get().isBlank()
                    ? Optional.empty()
                    : Optional.of(UUID.fromString(correlation.get().strip()));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// As it is where it is JSON, else as an A2A message with this text.
    private JsonNode body() throws JsonProcessingException {
        String text = content.get().strip();
        if (text.startsWith("{")) {
            return Wire.strict().readTree(text);
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ObjectNode message = body.putObject("message");
        message.put("role", "ROLE_USER");
        message.putArray("parts").addObject().put("text", text);
        return body;
    }
}
