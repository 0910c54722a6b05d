package io.centter.console.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.centter.console.session.Settings.WindowPlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsFileTest {
    @TempDir
    Path directory;

    @Test
    void whatIsKeptIsThereAtTheNextStart() {
        Path file = directory.resolve("deep").resolve("console.json");
        SettingsFile first = new SettingsFile(file);
        first.change(kept -> kept.withKnown(
                        "https://mesh.example.com",
                        server -> server.usedBy("linda@example.com", Instant.EPOCH)
                                .called("Production", "production")
                                .lookingAt("n1"))
                .withLast("https://mesh.example.com")
                .withPreferences(liked -> liked.withTheme("light").withDense(true))
                .withEnvironment("n1", "production")
                .withWindow(new WindowPlace(10, 20, 1280, 800, false)));

        assertThat(new SettingsFile(file).get()).isEqualTo(first.get());
    }

    @Test
    void fileHoldsNoSecret() throws IOException {
        Path file = directory.resolve("console.json");
        new SettingsFile(file)
                .change(kept -> kept.withKnown(
                        "https://mesh.example.com", server -> server.usedBy("linda@example.com", Instant.EPOCH)));

        assertThat(Files.readString(file))
                .doesNotContainIgnoringCase("password")
                .doesNotContainIgnoringCase("token");
    }

    @Test
    void serverThatIsForgottenIsNotTheLastOneAnyMore() {
        Settings kept = Settings.FIRST
                .withKnown("https://a.example.com", server -> server)
                .withKnown("https://b.example.com", server -> server.called("B", null))
                .withLast("https://a.example.com");

        assertThat(kept.last().map(KnownServer::host)).contains("a.example.com");
        Settings left = kept.without("https://a.example.com");
        assertThat(left.last()).isEmpty();
        assertThat(left.servers()).extracting(KnownServer::title).containsExactly("B");
    }

    @Test
    void brokenFileCostsOnlyComfort() throws IOException {
        Path file = directory.resolve("console.json");
        Files.writeString(file, "{ not json");

        assertThat(new SettingsFile(file).get()).isEqualTo(Settings.FIRST);
    }

    @Test
    void placeFollowsTheEnvironment() {
        assertThat(SettingsFile.standardPlace(Map.of("CENTTER_CONFIG_DIR", "/c"), "/home/l"))
                .isEqualTo(Path.of("/c/console.json"));
        assertThat(SettingsFile.standardPlace(Map.of("XDG_CONFIG_HOME", "/x"), "/home/l"))
                .isEqualTo(Path.of("/x/centter/console.json"));
        assertThat(SettingsFile.standardPlace(Map.of(), "/home/l"))
                .isEqualTo(Path.of("/home/l/.config/centter/console.json"));
    }

    @Test
    void addressIsReadAsPeopleTypeIt() {
        assertThat(ServerAddress.parse(" mesh.example.com/ ")).hasToString("https://mesh.example.com");
        assertThat(ServerAddress.parse("localhost:8080")).hasToString("http://localhost:8080");
        assertThat(ServerAddress.parse("http://10.0.0.7:9000")).hasToString("http://10.0.0.7:9000");
        for (String wrong : new String[] {"", "ftp://x", "http://", "not an address"}) {
            assertThatIllegalArgumentException().isThrownBy(() -> ServerAddress.parse(wrong));
        }
    }

    @Test
    void viewIsKeptForItsServerOnceForEachName() {
        SavedView first = new SavedView("agents", "Offline", "presence:offline", List.of("version"), "name", true);
        SavedView second = new SavedView("agents", "offline ", "is:stuck", List.of(), null, false);
        KnownServer server =
                KnownServer.at("http://localhost:8080").keeping(first).keeping(second);
        assertThat(server.views()).containsExactly(second);
        assertThat(server.keeping(new SavedView("roles", "Offline", "", List.of(), null, false))
                        .views())
                .hasSize(2);
        assertThat(server.without(second).views()).isEmpty();
        assertThat(server.called("Home", null).views()).containsExactly(second);
    }
}
