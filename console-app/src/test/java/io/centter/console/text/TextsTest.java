package io.centter.console.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.centter.console.live.Link;
import io.centter.console.screens.agent.AgentAct;
import io.centter.console.screens.agent.Facet;
import io.centter.console.screens.agent.Overlap;
import io.centter.console.screens.agents.AgentColumn;
import io.centter.model.event.EventTypes;
import io.centter.model.heartbeat.HeartbeatStatus;
import io.centter.model.heartbeat.Transport;
import io.centter.model.presence.Presence;
import io.centter.model.presence.PresenceCause;
import io.centter.model.role.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TextsTest {
    private static final Pattern KEY = Pattern.compile("\"([a-z]+(?:\\.[a-z-]+)+)\"");
    private static final Pattern LITERAL = Pattern.compile("\"([a-z][A-Za-z.-]*)\"");
    private static final Pattern SENTENCE = Pattern.compile("\"[A-Z][a-z]+ [a-z]+[^\"]*\"");
    private static final Set<String> COMMAND_LINE =
            Set.of("Options.java", "Launcher.java", "Screenshots.java", "Tour.java");
    /// Sets of words, one for each value of an enum.
    private static final Set<String> WORDS = Set.of(
            "link.state",
            "edit.kind",
            "permissions.made",
            "audit.kinds",
            "audit.finding",
            "member.may",
            "network.status",
            "key.means",
            "dns.from",
            "dns.skipped",
            "usage.metric",
            "skill.visibility",
            "skill.status",
            "events.sort",
            "market.by",
            "denied.operation",
            "hub.drift-kind",
            "message.proof",
            "messages.ended",
            "messages.on",
            "message.proof-means",
            "messages.only",
            "reference.way",
            "messages.when-full",
            "act.order-note",
            "agent.drift",
            "agent.facet",
            "agent.origin");

    /// Files and programs.
    private static final Set<String> FILES = Set.of("secrets.key", "powershell.exe", "javafx.version");

    /// Kinds of changes, as the API names them.
    private static final Set<String> CHANGES = Set.of(
            "permission.add",
            "permission.remove",
            "skill.install",
            "agent.role",
            "agent.unlock",
            "network.resume",
            "credentials.issue",
            "message.send");
    private static final Set<String> EVENTS =
            EventTypes.all().stream().map(EventTypes::nameOf).collect(Collectors.toSet());
    private static final ResourceBundle BUNDLE = ResourceBundle.getBundle("io.centter.console.text.console");

    @Test
    void everyKeyInTheCodeHasItsWords() throws IOException {
        var missing = new TreeSet<String>();
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source :
                    sources.filter(path -> path.toString().endsWith(".java")).toList()) {
                KEY.matcher(Files.readString(source))
                        .results()
                        .map(hit -> hit.group(1))
                        .forEach(key -> {
                            boolean property = key.startsWith("glass.")
                                    || key.startsWith("prism.")
                                    || key.equals("os.name")
                                    || key.startsWith("user.")
                                    || key.startsWith("mesh.")
                                    || CHANGES.contains(key)
                                    || EVENTS.contains(key)
                                    || key.endsWith(".css")
                                    || key.endsWith(".json")
                                    || FILES.contains(key)
                                    || WORDS.contains(key)
                                    || key.endsWith(".console");
                            if (!property && !BUNDLE.containsKey(key)) {
                                missing.add(key);
                            }
                        });
            }
        }
        assertThat(missing).isEmpty();
    }

    /// What is written to a log, to a command line or to whoever programs is in English alone.
    @Test
    void noSentenceForThePersonStandsInTheCode() throws IOException {
        var found = new TreeSet<String>();
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source :
                    sources.filter(path -> path.toString().endsWith(".java")).toList()) {
                if (!COMMAND_LINE.contains(source.getFileName().toString())) {
                    Files.readAllLines(source).stream()
                            .map(String::strip)
                            .filter(line -> SENTENCE.matcher(line).find()
                                    && !line.startsWith("//")
                                    && !line.contains("LOG.")
                                    && !line.contains("Exception("))
                            .map(line -> source.getFileName() + ": " + line)
                            .forEach(found::add);
                }
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void everyWordInTheBundleIsSaidSomewhere() throws IOException {
        StringBuilder code = new StringBuilder();
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source :
                    sources.filter(path -> path.toString().endsWith(".java")).toList()) {
                code.append(Files.readString(source));
            }
        }
        Set<String> literals =
                LITERAL.matcher(code).results().map(hit -> hit.group(1)).collect(Collectors.toSet());
        assertThat(BUNDLE.keySet().stream()
                        .filter(key -> !literals.contains(key)
                                && !literals.contains(key.substring(0, Math.max(0, key.lastIndexOf('.'))))
                                && !literals.contains(key.replaceFirst("-many$", ""))
                                && literals.stream()
                                        .noneMatch(one ->
                                                (one.endsWith(".") || one.endsWith("-")) && key.startsWith(one))))
                .isEmpty();
    }

    @Test
    void everyValueOfAClosedSetHasItsWord() {
        List.of(Presence.values())
                .forEach(value -> assertThat(Texts.word("presence", value)).isNotBlank());
        List.of(HeartbeatStatus.values())
                .forEach(value -> assertThat(Texts.word("status", value)).isNotBlank());
        List.of(Role.values())
                .forEach(value -> assertThat(Texts.word("role", value)).isNotBlank());
        List.of(Transport.values())
                .forEach(value -> assertThat(Texts.word("transport", value)).isNotBlank());
        List.of(PresenceCause.values())
                .forEach(value -> assertThat(Texts.word("cause", value)).isNotBlank());
        List.of(Link.State.values())
                .forEach(value -> assertThat(Texts.word("link.state", value)).isNotBlank());
        List.of(AgentAct.values()).forEach(value -> assertThat(value.words()).isNotBlank());
        List.of(AgentAct.values())
                .forEach(value -> assertThat(value.words(1, "Sol")).isNotEqualTo(value.words(2, "Sol")));
        List.of(Facet.values()).forEach(value -> assertThat(value.words()).isNotBlank());
        List.of(Overlap.values())
                .forEach(value -> assertThat(Texts.word("overlap", value)).isNotBlank());
        List.of(AgentColumn.values())
                .forEach(value ->
                        assertThat(Texts.of("agents.column." + value.key())).isNotBlank());
    }

    @Test
    void timesReadAsPeopleSayThem() {
        assertThat(Times.span(Duration.ofSeconds(-3))).isEqualTo("0 s");
        assertThat(Times.span(Duration.ofSeconds(59))).isEqualTo("59 s");
        assertThat(Times.span(Duration.ofMinutes(59))).isEqualTo("59 min");
        assertThat(Times.span(Duration.ofHours(47))).isEqualTo("47 h");
        assertThat(Times.span(Duration.ofDays(12))).isEqualTo("12 d");
        assertThat(Times.latency(Duration.ofNanos(412_000))).isEqualTo("0.4 ms");
        assertThat(Times.latency(Duration.ofMillis(137))).isEqualTo("137 ms");
    }
}
