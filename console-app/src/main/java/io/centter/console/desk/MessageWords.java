package io.centter.console.desk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.centter.console.text.Texts;
import io.centter.console.text.Times;
import io.centter.console.theme.Labels;
import io.centter.model.identity.AgentId;
import io.centter.model.message.Envelope;
import io.centter.model.message.MessageFate;
import io.centter.model.message.Sender;
import io.centter.model.message.SenderProof;
import io.centter.model.wire.Wire;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// A message in words: who, what for, what it says.
public final class MessageWords {
    private static final int LINE = 200;
    private static final int MOST_LINES = 24;

    private MessageWords() {}

    /// An agent's name, "You", or a person of whom only the id is known.
    public static String sender(Site site, Sender from) {
        if (from.agent().isPresent()) {
            return site.name(from.agent().get());
        }
        return from.equals(Sender.of(site.user().id()))
                ? Texts.of("message.you")
                : Texts.of("message.person", from.value().substring(5, 13));
    }

    public static String from(Site site, @Nullable Envelope envelope) {
        return envelope == null ? "" : sender(site, envelope.from());
    }

    public static String type(@Nullable Envelope envelope) {
        return envelope == null ? Texts.of("message.unreadable") : Texts.word("message.type", envelope.type());
    }

    /// What it says, in one line.
    public static String line(@Nullable Envelope envelope) {
        JsonNode content = envelope == null ? null : envelope.a2a();
        if (content == null) {
            return "";
        }
        String text = content.isTextual() ? content.asText() : firstText(content);
        String line = (text.isEmpty() ? content.toString() : text).replaceAll("\\s+", " ");
        return line.length() > LINE ? line.substring(0, LINE) + "…" : line;
    }

    /// All of it, as it travelled, with a line for each field.
    public static String json(Envelope envelope) {
        try {
            return Wire.strict().writerWithDefaultPrettyPrinter().writeValueAsString(envelope);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /// How far the broker knows who sent it; nothing is said where that was not heard.
    public static Label proof(@Nullable SenderProof proof) {
        if (proof == null) {
            return new Label();
        }
        Label chip = Labels.styled(
                Texts.word("message.proof", proof),
                "chip",
                switch (proof) {
                    case PROVEN -> "chip-good";
                    case UNPROVEN -> "chip-warning";
                    case CONTRADICTING, UNREADABLE -> "chip-danger";
                });
        chip.setTooltip(Labels.tip(Texts.word("message.proof-means", proof)));
        chip.setMinWidth(Region.USE_PREF_SIZE);
        return chip;
    }

    /// Its headers; what it does not have is left out.
    public static List<Fact> facts(Site site, AgentId inbox, int bytes, @Nullable Envelope envelope) {
        List<Fact> facts = new ArrayList<>();
        facts.add(Fact.of(Texts.of("message.inbox"), site.name(inbox)));
        if (envelope != null) {
            facts.add(Fact.of(Texts.of("message.from"), sender(site, envelope.from())));
            facts.add(Fact.id(Texts.of("message.sender"), envelope.from().value()));
            facts.add(Fact.id(Texts.of("message.id"), envelope.id()));
            facts.add(Fact.at(Texts.of("message.sent"), envelope.ts()));
            facts.add(Fact.of(Texts.of("message.worth"), worth(envelope)));
            facts.add(Fact.of(
                    Texts.of("message.reply-to"), envelope.replyTo() == null ? "" : site.name(envelope.replyTo())));
            facts.add(Fact.id(Texts.of("message.correlation"), envelope.correlationId()));
            facts.add(Fact.of(
                    Texts.of("message.on-behalf"),
                    envelope.onBehalfOf().stream()
                            .map(each -> sender(site, each))
                            .collect(Collectors.joining(" → "))));
            facts.add(Fact.id(Texts.of("message.traceparent"), envelope.traceparent()));
        }
        facts.add(Fact.of(Texts.of("message.size"), Texts.of("size.bytes", bytes)));
        return facts;
    }

    /// What is kept of the headers of one that ended.
    public static List<Fact> facts(Site site, MessageFate fate) {
        List<Fact> facts = new ArrayList<>();
        facts.add(Fact.of(Texts.of("message.inbox"), site.name(fate.agent())));
        if (fate.from() != null) {
            facts.add(Fact.of(Texts.of("message.from"), sender(site, fate.from())));
            facts.add(Fact.id(Texts.of("message.sender"), fate.from().value()));
        }
        facts.add(Fact.id(Texts.of("message.id"), fate.id()));
        facts.add(Fact.id(Texts.of("message.correlation"), fate.correlationId()));
        return facts;
    }

    /// Its JSON, to be read and copied.
    public static TextArea text(String id, String json) {
        TextArea area = new TextArea(json);
        area.setId(id);
        area.setEditable(false);
        area.setWrapText(true);
        area.setAccessibleText(Texts.of("message.json"));
        area.setPrefRowCount(Math.min(MOST_LINES, (int) json.lines().count() + 1));
        area.getStyleClass().addAll("mono-input", "json");
        return area;
    }

    /// Which conversation it is part of: the one that it answers, else its own.
    public static @Nullable UUID conversation(@Nullable Envelope envelope) {
        if (envelope == null) {
            return null;
        }
        return envelope.correlationId() == null ? envelope.id() : envelope.correlationId();
    }

    /// Whether it is past the time after which nobody would handle it.
    public static boolean isOver(@Nullable Envelope envelope, Instant now) {
        return envelope != null && !envelope.isFresh(now);
    }

    private static String worth(Envelope envelope) {
        Long ttl = envelope.ttlMs();
        return ttl == null
                ? ""
                : Texts.of(
                        "message.worth-until",
                        Times.span(Duration.ofMillis(ttl)),
                        Times.exact(envelope.ts().plusMillis(ttl), ZoneId.systemDefault()));
    }

    private static String firstText(JsonNode content) {
        JsonNode found = content.findValue("text");
        return found == null ? "" : found.asText();
    }
}
