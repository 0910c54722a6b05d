package io.centter.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LauncherTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void aloneItExplainsItself() throws Exception {
        Command alone = Command.run(Home.PATH, Map.of(), List.of("./centter"));
        assertThat(alone.exit()).isZero();
        assertThat(alone.output()).contains("./centter demo", "./centter verify", "--screenshot FILE");
    }

    @Test
    void anUnknownCommandIsRefusedByName() throws Exception {
        Command unknown = Command.run(Home.PATH, Map.of(), List.of("./centter", "dmeo"));
        assertThat(unknown.exit()).isEqualTo(2);
        assertThat(unknown.output()).contains("there is no command 'dmeo'");
    }

    @Test
    void withoutANewEnoughJdkItSaysWhatItFoundAndWhatToInstall() throws Exception {
        Command none =
                Command.run(folder, Map.of(), List.of(launcherThatNeeds("99").toString(), "verify"));
        assertThat(none.exit()).isEqualTo(3);
        assertThat(none.output())
                .contains(
                        "no JDK 99 or newer found",
                        "JAVA_HOME",
                        "is JDK " + Runtime.version().feature());
    }

    @Test
    void anOldJavaHomeDoesNotStopItFromFindingTheRightOne() throws Exception {
        Path old = folder.resolve("old");
        Files.createDirectories(old.resolve("bin"));
        for (String tool : List.of("java", "javac")) {
            Files.writeString(old.resolve("bin").resolve(tool), "#!/bin/sh\nexit 1\n");
            assertThat(old.resolve("bin").resolve(tool).toFile().setExecutable(true))
                    .isTrue();
        }
        Files.writeString(old.resolve("release"), "JAVA_VERSION=\"17.0.15\"\n");
        Path shell = Files.writeString(folder.resolve("mvn"), "#!/bin/sh\necho \"maven on $JAVA_HOME\"\n");
        assertThat(shell.toFile().setExecutable(true)).isTrue();
        Map<String, String> environment =
                Map.of("JAVA_HOME", old.toString(), "PATH", folder + ":" + System.getenv("PATH"));
        Command verify =
                Command.run(folder, environment, List.of(launcherThatNeeds("25").toString(), "verify"));
        assertThat(verify.output()).doesNotContain("maven on " + old).containsPattern("maven on /.*");
        assertThat(verify.exit()).isZero();
    }

    private Path launcherThatNeeds(String release) throws IOException {
        String script = Files.readString(Home.PATH.resolve("centter"));
        assertThat(script).contains("needed=25");
        Path copy = Files.writeString(folder.resolve("centter"), script.replace("needed=25", "needed=" + release));
        assertThat(copy.toFile().setExecutable(true)).isTrue();
        return copy;
    }
}
