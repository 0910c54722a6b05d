package io.centter.embedded.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresBinariesTest {
    @TempDir
    Path cache;

    @Test
    void areUnpackedOnceAndAgainWhenSomethingIsMissing() throws Exception {
        PostgresBinaries first = PostgresBinaries.unpackTo(cache);
        var made = Files.getLastModifiedTime(first.program("initdb"));
        Path mark = Files.createFile(first.root().resolve("mark"));

        assertThat(PostgresBinaries.unpackTo(cache)).isEqualTo(first);
        assertThat(mark).exists();

        Files.delete(first.program("postgres"));
        assertThat(PostgresBinaries.unpackTo(cache)).isEqualTo(first);
        assertThat(first.program("postgres")).isExecutable();
        assertThat(mark).doesNotExist();
        assertThat(Files.getLastModifiedTime(first.program("initdb"))).isGreaterThanOrEqualTo(made);
        try (var left = Files.list(cache)) {
            assertThat(left).containsExactly(first.root());
        }
    }
}
