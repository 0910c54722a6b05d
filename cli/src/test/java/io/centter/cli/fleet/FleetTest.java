package io.centter.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.centter.control.embedded.EmbeddedPlane;
import io.centter.model.api.AgentView;
import io.centter.model.api.CreateNetwork;
import io.centter.model.api.Login;
import io.centter.model.api.Register;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.presence.AgentPresence;
import io.centter.model.presence.Presence;
import io.centter.sdk.rest.CentterApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FleetTest {
    private static final Duration SOON = Duration.ofSeconds(40);

    @TempDir
    static Path directory;

    private EmbeddedPlane plane;
    private CentterApi person;
    private NetworkId network;

    @BeforeAll
    void start() {
        plane = EmbeddedPlane.start(directory.resolve("plane"));
        CentterApi nobody = CentterApi.at(plane.http());
        person = nobody.signedIn(nobody.register(new Register("ops@example.com", "correct horse battery", "Ops"))
                .token());
        network = person.createNetwork(new CreateNetwork("Demo", null)).id();
    }

    @AfterAll
    void stop() {
        person.close();
        plane.close();
    }

    @Test
    void agentsAreOnlineAtWorkAndTheSameAfterASecondStart() throws Exception {
        Set<AgentId> first;
        try (Fleet fleet = fleet()) {
            fleet.start();
            await().atMost(SOON).untilAsserted(() -> assertThat(online()).hasSize(12));
            assertThat(online())
                    .filteredOn(agent -> agent.name().equals("Sol"))
                    .singleElement()
                    .satisfies(sol -> assertThat(sol.skills()).contains("coinsenda-devops"));
            await().atMost(SOON).until(() -> fleet.counts().results() >= 3);
            first = ids();
        }
        await().atMost(SOON).untilAsserted(() -> assertThat(online()).isEmpty());
        assertThat(states())
                .hasSize(12)
                .allSatisfy(
                        file -> assertThat(Files.getPosixFilePermissions(file)).hasSize(2));

        try (Fleet fleet = fleet()) {
            fleet.start();
            assertThat(fleet.connected()).isEqualTo(12);
            assertThat(ids()).isEqualTo(first);

            plane.servers().nats().orElseThrow().killForcibly();
            plane.restartControlPlane();
            await().atMost(SOON).untilAsserted(() -> assertThat(online()).hasSizeGreaterThanOrEqualTo(10));
            long before = fleet.counts().results();
            await().atMost(SOON).until(() -> fleet.counts().results() > before);

            Path info = directory.resolve("info.json");
            fleet.writeInfo(info);
            assertThat(Files.readString(info)).contains("Linda").contains(network.toString());
        }
    }

    private Fleet fleet() {
        FleetOptions options =
                new FleetOptions(plane.http(), network, 12, directory.resolve("state"), Duration.ofSeconds(5), 0, 42L);
        return new Fleet(options, CentterApi.at(plane.http()).signedIn(token()));
    }

    private String token() {
        CentterApi nobody = CentterApi.at(plane.http());
        return nobody.login(new Login("ops@example.com", "correct horse battery"))
                .token();
    }

    private List<AgentPresence> online() {
        return person.presence(network).agents().stream()
                .filter(agent -> agent.presence() == Presence.ONLINE)
                .toList();
    }

    private Set<AgentId> ids() {
        return person.allAgents(network).stream().map(AgentView::id).collect(Collectors.toSet());
    }

    private static List<Path> states() throws IOException {
        try (var files = Files.walk(directory.resolve("state"))) {
            return files.filter(file -> file.toString().endsWith(".json")).toList();
        }
    }
}
