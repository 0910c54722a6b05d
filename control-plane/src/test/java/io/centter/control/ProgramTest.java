package io.centter.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.centter.embedded.SharedServers;
import io.centter.embedded.postgres.Database;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The server's other commands, run as programs.
class ProgramTest {
    private static final String OLD = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
    private static final String NEW = Base64.getEncoder().encodeToString(new byte[32]);

    private final Database database = SharedServers.createDatabase();

    @TempDir
    private Path folder;

    /// What a program said, and how it ended.
    private record Ended(int code, List<String> out, String err) {}

    @Test
    void secretsAreSealedAnewAndAuditLogsCheckedWithNoServerBetween() throws Exception {
        String network;
        try (TestPlane plane = TestPlane.start(database, Map.of(), InstantSource.system())) {
            Api owner = plane.person("a@example.com");
            network = owner.post("/networks", Map.of("name", "Acme")).text("id");
            owner.post("/networks/" + network + "/agents", Map.of("name", "Sol"));
            owner.post("/networks/" + network + "/agents", Map.of("name", "Linda"));
        }
        Map<String, String> both = Map.of("seal.key", NEW, "seal.key_id", "k2", "seal.previous", "k1:" + OLD);
        Ended resealed = run(both, "reseal");
        assertThat(resealed.code()).as(resealed.err()).isZero();
        assertThat(resealed.out()).contains("nats_trust 1", "plane_secrets 2");
        assertThat(resealed.err()).doesNotContain(OLD, NEW);
        assertThat(run(Map.of("seal.key", OLD), "audit", "verify").code())
                .as("the old key opens nothing more")
                .isNotZero();

        Map<String, String> alone = Map.of("seal.key", NEW, "seal.key_id", "k2");
        Ended intact = run(alone, "audit", "verify");
        assertThat(intact.code()).as(intact.err()).isZero();
        assertThat(intact.out()).hasSize(2).allMatch(line -> line.endsWith(" intact"));
        assertThat(intact.out()).anyMatch(line -> line.startsWith(network + " 3:"));
        Path heads = folder.resolve("heads.txt");
        Files.write(heads, intact.out());
        assertThat(run(alone, "audit", "verify", "--heads", heads.toString()).code())
                .isZero();

        cut(network);
        assertThat(run(alone, "audit", "verify").code())
                .as("the cut shows by nothing inside")
                .isZero();
        Ended found = run(alone, "audit", "verify", "--heads", heads.toString());
        assertThat(found.code()).isEqualTo(3);
        assertThat(found.out())
                .anyMatch(line -> line.startsWith(network) && line.endsWith("broken at line 3: missing"));
    }

    @Test
    void whatIsAskedWronglyIsSaid() throws Exception {
        for (List<String> wrong : List.of(
                List.of("audit"),
                List.of("audit", "look"),
                List.of("audit", "verify", "--heads"),
                List.of("reseal", "now"))) {
            Ended ended = run(Map.of(), wrong.toArray(String[]::new));
            assertThat(ended.code()).isEqualTo(2);
            assertThat(ended.err()).contains("Usage: centter server");
        }
        Path heads = folder.resolve("heads.txt");
        Files.writeString(heads, "users 3\n");
        Ended unread = run(Map.of(), "audit", "verify", "--heads", heads.toString());
        assertThat(unread.code()).isEqualTo(2);
        assertThat(unread.err()).contains("heads.txt has the line 'users 3'");
        assertThat(run(
                                Map.of("db.url", "jdbc:postgresql://127.0.0.1:1/none", "db.start_timeout", "1s"),
                                "audit",
                                "verify")
                        .code())
                .isEqualTo(1);
    }

    private void cut(String network) {
        Jdbi.create(database.jdbcUrl(), database.user(), database.password()).useTransaction(handle -> {
            handle.execute("SET LOCAL session_replication_role = replica");
            handle.execute("DELETE FROM audit_log WHERE chain = ? AND seq > 2", network);
            handle.execute(
                    "UPDATE audit_chains SET seq = 2, head = (SELECT hash FROM audit_log WHERE chain = ? AND seq = 2) WHERE"
                            + " chain = ?",
                    network,
                    network);
        });
    }

    private Ended run(Map<String, String> settings, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName()));
        command.addAll(List.of(words));
        Path err = folder.resolve("err.txt");
        Path out = folder.resolve("out.txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(err.toFile()).redirectOutput(out.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("CENTTER_"));
        Map<String, String> all = new HashMap<>(TestPlane.settings(database, settings));
        all.forEach((name, value) ->
                builder.environment().put("CENTTER_" + name.replace('.', '_').toUpperCase(Locale.ROOT), value));
        Process program = builder.start();
        try {
            assertThat(program.waitFor(2, TimeUnit.MINUTES)).isTrue();
        } finally {
            program.destroyForcibly();
        }
        return new Ended(program.exitValue(), Files.readAllLines(out), Files.readString(err, StandardCharsets.UTF_8));
    }
}
