package io.centter.control.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.centter.control.openapi.Tables;
import io.centter.model.api.IssuedCredentials;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.role.Role;
import io.centter.model.role.SubjectGrants;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Every subject, tried by every role at a real broker. What is measured is the page `docs/subjects.md`; what may never
/// be in it stands here.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SubjectsTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String LAST = "end.of.tries";
    private static final String CONSOLE = "console";

    private final Map<String, Set<String>> said = new LinkedHashMap<>();
    private final Map<String, Set<String>> heard = new LinkedHashMap<>();
    private HubFixture at;
    private AgentId victim;
    private String account;

    @BeforeAll
    void tryAll(@TempDir Path directory) throws Exception {
        at = new HubFixture(directory);
        at.start(SOON);
        NetworkId network = at.network("subjects");
        victim = at.agent(network, "victim", Role.COORDINATOR);
        at.issue(network, victim);
        account = at.plane.hub.accounts().keys(network).account();
        for (Role role : Role.values()) {
            AgentId agent = at.agent(network, role.wireName(), role);
            attempt(role.wireName(), agent, at.issue(network, agent));
        }
        // A console has no id of an agent: what is of SELF is of nobody.
        IssuedCredentials console = at.issueConsole(network);
        attempt(CONSOLE, new AgentId("0000000000ff"), console);
    }

    @AfterAll
    void end() {
        at.close();
    }

    private void attempt(String who, AgentId self, IssuedCredentials credentials)
            throws IOException, InterruptedException {
        said.put(who, allowed(self, credentials, TriedSubjects.publishes(), true));
        heard.put(who, allowed(self, credentials, TriedSubjects.subscriptions(), false));
    }

    /// The broker names each subject that it refuses, in the order of the tries.
    private Set<String> allowed(AgentId self, IssuedCredentials credentials, List<String> tried, boolean publish)
            throws IOException, InterruptedException {
        try (HubFixture.Client client = at.connect(credentials)) {
            Stream.concat(tried.stream(), Stream.of(LAST)).forEach(subject -> {
                String real = TriedSubjects.of(subject, self, victim, account);
                if (publish) {
                    client.connection.publish(real, new byte[0]);
                } else {
                    client.connection.subscribe(real);
                }
            });
            await().atMost(SOON).until(() -> client.errors.stream().anyMatch(error -> error.contains(LAST)));
            Set<String> allowed = new TreeSet<>(tried);
            allowed.removeIf(subject -> {
                String real = '"' + TriedSubjects.of(subject, self, victim, account) + '"';
                return client.errors.stream().anyMatch(error -> error.contains(real));
            });
            return allowed;
        }
    }

    @Test
    void thePageSaysWhatTheBrokerAllows() {
        Map<String, StringBuilder> rows = new TreeMap<>();
        for (String subject : TriedSubjects.subscriptions()) {
            StringBuilder row = new StringBuilder();
            said.keySet().forEach(who -> row.append(" | ").append(cell(who, subject)));
            rows.put(subject, row);
        }
        List<String> nobody = new ArrayList<>();
        StringBuilder page = new StringBuilder("""
                # Who reaches which subject

                Made by `SubjectsTest`, which tries every subject of `/asyncapi.json`, of the hub's account, of the role
                templates and of the broker itself, with the credentials of every role, at a real nats-server. `SELF` is
                whoever tries, `V` another agent of its network, `A` the network's account. `s` says, `h` hears. A console's
                own replies, in `_INBOX.<its name>.>`, are not among the rows.

                """);
        page.append("| subject | ").append(String.join(" | ", said.keySet())).append(" |\n");
        page.append("|---".repeat(said.size() + 1)).append("|\n");
        rows.forEach((subject, row) -> {
            if (row.toString().replace("|", "").isBlank()) {
                nobody.add(subject);
            } else {
                page.append("| `").append(subject).append('`').append(row).append(" |\n");
            }
        });
        page.append("\n## Nobody, neither way\n\n");
        nobody.forEach(subject -> page.append("- `").append(subject).append("`\n"));
        Tables.keep("subjects.md", page.toString(), SubjectsTest.class);
    }

    private String cell(String who, String subject) {
        return (said.getOrDefault(who, Set.of()).contains(subject) ? "s" : "")
                + (heard.getOrDefault(who, Set.of()).contains(subject) ? "h" : "");
    }

    @Test
    void everyGrantOfATemplateIsTried() {
        assertThat(TriedSubjects.uncovered(TriedSubjects.publishes(), SubjectGrants::publish))
                .isEmpty();
        assertThat(TriedSubjects.uncovered(TriedSubjects.subscriptions(), SubjectGrants::subscribe))
                .isEmpty();
    }

    @Test
    void nobodySpeaksForAnotherOrForTheHub() {
        Set<String> never = Set.of(
                "mesh.heartbeat.V",
                "mesh.presence.V",
                "mesh.presence.SELF",
                "mesh.control.V",
                "mesh.control.SELF",
                "mesh.event.hub.agent.created",
                "mesh.agent.V.inbox.V",
                "mesh.agent.SELF.inbox.V",
                "mesh.agent.V.inbox.user-V");
        said.forEach((who, subjects) -> assertThat(subjects).as(who).doesNotContainAnyElementsOf(never));
        said.forEach((who, subjects) -> assertThat(subjects).as(who).noneMatch(SubjectsTest::isTheBrokers));
        assertThat(said.get(CONSOLE))
                .allMatch(subject -> subject.startsWith("mesh.registry.") || subject.startsWith("$SRV."));
    }

    @Test
    void nobodyHearsWhatIsForAnother() {
        Set<String> never = Set.of(
                "mesh.agent.V.inbox",
                "mesh.agent.V.inbox.V",
                "mesh.agent.SELF.inbox.V",
                "mesh.control.V",
                "mesh.rpc.V",
                "_INBOX.V.x",
                ">",
                "*.>",
                "mesh.>",
                "mesh.agent.>",
                "mesh.registry.>",
                "mesh.registry.discover",
                "mesh.registry.events",
                "_INBOX.>",
                "$SYS.>",
                "$JS.>");
        heard.forEach((who, subjects) -> assertThat(subjects).as(who).doesNotContainAnyElementsOf(never));
        heard.forEach((who, subjects) -> assertThat(subjects).as(who).noneMatch(SubjectsTest::isTheBrokers));
    }

    /// What is the broker's, the hub's or another account's, but for an agent's own durable.
    private static boolean isTheBrokers(String subject) {
        boolean own = Set.of(
                        "$JS.API.STREAM.INFO.AGENT_MESSAGES",
                        "$JS.API.CONSUMER.INFO.AGENT_MESSAGES.SELF",
                        "$JS.API.CONSUMER.MSG.NEXT.AGENT_MESSAGES.SELF",
                        "$JS.ACK.AGENT_MESSAGES.SELF.x")
                .contains(subject);
        return !own
                && Stream.of("$JS.", "$SYS.", "$KV.", "$O.", "$MQTT.", "$NRG.", "relay", "hub.", "A.", "undelivered")
                        .anyMatch(subject::startsWith);
    }
}
