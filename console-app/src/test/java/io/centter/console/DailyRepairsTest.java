package io.centter.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.TextNode;
import io.centter.console.desk.SampleSite;
import io.centter.console.theme.Theme;
import io.centter.model.api.AgentCreated;
import io.centter.model.api.BrokerCredential;
import io.centter.model.api.CreateAgent;
import io.centter.model.api.IssuedCredentials;
import io.centter.model.identity.AgentId;
import io.centter.model.message.SendMessage;
import io.centter.model.role.Role;
import io.centter.sdk.mesh.MeshAgent;
import io.centter.sdk.mesh.Outcome;
import io.centter.sdk.rest.HubApi;
import io.centter.sdk.rest.MessagesApi;
import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// What ops staff do when something went wrong, as [DailyTasksTest] does the rest: each at the real control plane,
/// counted.
@ExtendWith(ApplicationExtension.class)
class DailyRepairsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Stage stage;
    private Person linda;

    @Start
    void show(Stage shown) {
        Theme.loadFonts();
        stage = shown;
    }

    @BeforeEach
    void arrive(FxRobot robot) {
        linda = new Person(robot, stage);
    }

    @AfterEach
    void leave() {
        linda.close();
    }

    @Test
    @SuppressWarnings("try") // Closing a connection may be interrupted; the test then fails.
    void leakedBrokerCredentialsAreRevokedAndWhoUsesThemIsOut() throws Exception {
        AgentId sol = agent("Sol").agent().id();
        try (Connection thief = connect(linda.api.issueCredentials(sol))) {
            linda.sitDown(true);
            linda.go("Sol");
            linda.untilSeen("#agent-pane");
            linda.press(KeyCode.DIGIT5);
            linda.click("#agent-revoke-credentials");
            linda.typeInto("#edit-reason", "it was in a log");
            linda.untilSeen(".effect-lose");
            linda.apply();
            assertThat(linda.words(".receipt .label")).contains("ms");
            await().atMost(PATIENCE).until(() -> thief.getStatus() != Connection.Status.CONNECTED);
            assertThat(HubApi.of(linda.api).credentials(sol, null, 10).items())
                    .isNotEmpty()
                    .noneMatch(BrokerCredential::good);
            linda.done("revoke leaked broker credentials");
        }
    }

    @Test
    void deadLettersArePutBackAndTheAgentTakesThem() throws Exception {
        AgentCreated sol = agent("Sol");
        Queue<String> handled = new ConcurrentLinkedQueue<>();
        boolean[] broken = {true};
        try (MeshAgent agent = MeshAgent.of(sol.agent().id())
                .api(linda.api.asAgent(sol.agent().id(), Objects.requireNonNull(sol.apiKey())))
                .onMessage(message -> {
                    if (broken[0]) {
                        return Outcome.later(Duration.ofMillis(20));
                    }
                    handled.add(Objects.requireNonNull(message.envelope().a2a()).asText());
                    return Outcome.DONE;
                })
                .build()
                .start()) {
            for (String text : List.of("one", "two", "three")) {
                var _ = MessagesApi.of(linda.api).send(agent.id(), SendMessage.task(TextNode.valueOf(text)));
            }
            await().atMost(PATIENCE)
                    .until(() -> MessagesApi.of(linda.api)
                                    .deadLetters(linda.network.id(), null, null, 10)
                                    .items()
                                    .size()
                            == 3);
            broken[0] = false;
            linda.sitDown(true);
            linda.go("Dead letters");
            linda.untilSeen("#deadletters-table .table-row-cell:filled");
            linda.click("#deadletters-mark-all");
            linda.click("#deadletters-requeue");
            linda.typeInto("#edit-reason", "repaired");
            linda.apply();
            await().atMost(PATIENCE).until(() -> handled.size() == 3);
            assertThat(handled).containsExactlyInAnyOrder("one", "two", "three");
            linda.done("requeue dead letters");
        }
    }

    @Test
    void whoWasUpYesterdayAtTwoIsHeldAgainstNow() throws Exception {
        AgentId sol = agent("Sol").agent().id();
        AgentId nova = agent("Nova").agent().id();
        ZoneId zone = ZoneId.systemDefault();
        LocalDate yesterday = LocalDate.now(zone).minusDays(1);
        wasUp(sol, at(yesterday, 13, zone), at(yesterday, 15, zone));
        wasUp(nova, at(yesterday, 9, zone), at(yesterday, 11, zone));
        linda.sitDown(false);
        linda.go("Events");
        linda.click("#events-compare");
        linda.click("#compare-earlier");
        linda.press(KeyCode.CONTROL, KeyCode.A);
        linda.type("yesterday 14:00");
        linda.click("#compare-do");
        linda.untilSeen("#compare-pane .hyperlink");
        // Nova was up too early for it.
        assertThat(linda.words("#compare-pane .hyperlink")).isEqualTo("Sol");
        linda.done("compare who was up yesterday at 14:00");
    }

    private static Instant at(LocalDate day, int hour, ZoneId zone) {
        return day.atTime(LocalTime.of(hour, 0)).atZone(zone).toInstant();
    }

    /// An agent that has been there for long, and what presence wrote of it: it came, and it fell silent.
    private static void wasUp(AgentId agent, Instant came, Instant left) throws SQLException {
        Map<String, String> database = SampleSite.plane().servers().settings();
        try (var connection = DriverManager.getConnection(
                        Objects.requireNonNull(database.get("db.url")),
                        Objects.requireNonNull(database.get("db.user")),
                        database.get("db.password"));
                PreparedStatement older = connection.prepareStatement("UPDATE agents SET created_at = ? WHERE id = ?");
                PreparedStatement change = connection.prepareStatement("""
                        INSERT INTO presence_changes (network_id, agent_id, at, from_presence, to_presence, cause, status,
                            stuck)
                        SELECT network_id, id, ?, ?, ?, ?, ?, false FROM agents WHERE id = ?
                        """)) {
            older.setTimestamp(1, Timestamp.from(came.minus(Duration.ofDays(2))));
            older.setString(2, agent.value());
            older.executeUpdate();
            write(change, came, List.of("offline", "online", "connected", "ok"), agent);
            write(change, left, List.of("online", "offline", "silence", "ok"), agent);
        }
    }

    private static void write(PreparedStatement change, Instant at, List<String> words, AgentId agent)
            throws SQLException {
        change.setTimestamp(1, Timestamp.from(at));
        for (int i = 0; i < words.size(); i++) {
            change.setString(i + 2, words.get(i));
        }
        change.setString(words.size() + 2, agent.value());
        change.executeUpdate();
    }

    private AgentCreated agent(String name) {
        return linda.api.createAgent(linda.network.id(), new CreateAgent(name, null, Role.DEVELOPER, null, null));
    }

    private static Connection connect(IssuedCredentials issued) throws Exception {
        return Nats.connect(new Options.Builder()
                .servers(issued.servers().toArray(String[]::new))
                .authHandler(Nats.staticCredentials(issued.creds().getBytes(StandardCharsets.UTF_8)))
                .inboxPrefix("_INBOX." + issued.userName() + ".")
                .maxReconnects(0)
                .build());
    }
}
