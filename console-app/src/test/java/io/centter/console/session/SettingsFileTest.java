package io.centter.console.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.centter.console.session.Settings.WindowPlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        first.change(kept -> kept.withServer("https://mesh.example.com", "linda@example.com")
                .withTheme("light")
                .withNetwork("n1")
                .withEnvironment("n1", "production")
                .withWindow(new WindowPlace(10, 20, 1280, 800, false)));

        assertThat(new SettingsFile(file).get()).isEqualTo(first.get());
    }

    @Test
    void fileHoldsNoSecret() throws IOException {
        Path file = directory.resolve("console.json");
        new SettingsFile(file).change(kept -> kept.withServer("https://mesh.example.com", "linda@example.com"));

        assertThat(Files.readString(file))
                .doesNotContainIgnoringCase("password")
                .doesNotContainIgnoringCase("token");
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
}
