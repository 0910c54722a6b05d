package io.centter.control.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a linter that others trust says of the served document. It takes npm, so it is a proof and no test of each
/// build.
@Tag("proof")
class OpenApiLintTest {
    private static final String LINTER = "@redocly/cli@2.77.0";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @Test
    void aPublicLinterFindsNoError() throws Exception {
        Path document = Files.writeString(
                directory.resolve("openapi.json"),
                WholePlane.shared().document().toString());
        Process lint = new ProcessBuilder("npx", "--yes", LINTER, "lint", "--format=stylish", document.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(lint.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        System.out.println(said);
        assertThat(lint.waitFor()).as(said).isZero();
        assertThat(said).containsIgnoringCase("valid");
    }
}
