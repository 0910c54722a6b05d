package io.centter.stranger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.centter.checks.Home;
import io.centter.control.embedded.EmbeddedPlane;
import io.centter.model.api.AgentCreated;
import io.centter.model.api.CreateAgent;
import io.centter.model.api.CreateNetwork;
import io.centter.model.api.NetworkView;
import io.centter.model.api.Register;
import io.centter.model.discovery.DiscoverQuery;
import io.centter.model.discovery.DiscoveredAgent;
import io.centter.model.presence.Presence;
import io.centter.model.role.Role;
import io.centter.sdk.rest.CentterApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs the two blocks of "A stranger joins" word for word against a real plane.
final class StrangerTest {
    private static final String PASSWORD = "correct-horse-battery";
    private static final String EMAIL = "linda@example.com";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void anAgentWithNothingOfOursJoinsFindsReceivesAndAnswers() throws Exception {
        try (EmbeddedPlane plane = EmbeddedPlane.start(folder.resolve("plane"));
                CentterApi nobody = CentterApi.at(plane.http())) {
            CentterApi api = nobody.signedIn(
                    nobody.register(new Register(EMAIL, PASSWORD, "Linda")).token());
            NetworkView network = api.createNetwork(new CreateNetwork("Acme", null));
            Path home = Files.createDirectories(folder.resolve("stranger"));
            Files.writeString(home.resolve("join.sh"), block("join.sh"));
            Files.writeString(home.resolve("agent.mjs"), block("agent.mjs"));
            run(plane, network, home, "join.log", "sh", "-eu", "join.sh").waitFor(120, TimeUnit.SECONDS);
            assertThat(home.resolve("credentials.json")).content().contains("BEGIN NATS USER JWT");

            Process stranger = run(plane, network, home, "agent.log", "node", "agent.mjs");
            try {
                DiscoveredAgent found = await().atMost(Duration.ofSeconds(30))
                        .until(
                                () -> api.discover(network.id(), online("translate")).agents().stream()
                                        .findFirst(),
                                java.util.Optional::isPresent)
                        .orElseThrow();
                assertThat(found.name()).isEqualTo("Stranger");
                assertThat(found.skills()).contains("spanish");

                AgentCreated linda =
                        api.createAgent(network.id(), new CreateAgent("Linda", null, Role.COORDINATOR, null, null));
                try (Peer peer = Peer.connect(nobody, linda)) {
                    assertThat(peer.ask(found.id(), "good morning")).isEqualTo("hola");
                }
                assertThat(home.resolve("agent.log"))
                        .content()
                        .contains("found Stranger", "task from " + linda.agent().id());
            } finally {
                stranger.destroy();
                stranger.waitFor(10, TimeUnit.SECONDS);
            }
            await().atMost(Duration.ofSeconds(15))
                    .untilAsserted(() -> assertThat(api.presence(network.id()).agents())
                            .anySatisfy(agent -> {
                                assertThat(agent.name()).isEqualTo("Stranger");
                                assertThat(agent.presence()).isEqualTo(Presence.OFFLINE);
                            }));
        }
    }

    private static DiscoverQuery online(String capability) {
        return new DiscoverQuery(capability, Presence.ONLINE, null, null, null, null, null, null);
    }

    private static Process run(EmbeddedPlane plane, NetworkView network, Path home, String log, String... words)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of(words))
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve(log).toFile());
        builder.environment().put("CENTTER", plane.http().toString());
        builder.environment().put("EMAIL", EMAIL);
        builder.environment().put("PASSWORD", PASSWORD);
        builder.environment().put("NETWORK", network.id().toString());
        return builder.start();
    }

    private static String block(String name) throws IOException {
        Path readme = Home.PATH.resolve("README.md");
        Matcher block = Pattern.compile(
                        "<!-- stranger: " + Pattern.quote(name) + " -->\\n```\\w+\\n(.*?)\\n```", Pattern.DOTALL)
                .matcher(Files.readString(readme));
        assertThat(block.find()).as("block " + name + " in README.md").isTrue();
        return block.group(1) + "\n";
    }
}
