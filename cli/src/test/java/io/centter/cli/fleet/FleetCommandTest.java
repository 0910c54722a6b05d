package io.centter.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.centter.cli.Main;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class FleetCommandTest {
    private static final String NETWORK = "01932f4e-7d3a-7c55-9a51-0242ac120002";

    private final StringWriter said = new StringWriter();

    @Test
    void helpNamesEveryOption() {
        assertThat(run("fleet", "--help")).isZero();
        assertThat(said.toString())
                .contains("--http", "--token-file", "--network", "--agents", "--state-dir", "--beat", "--rate");
    }

    @Test
    void wrongUseIsASentenceAndExitCodeTwo() {
        assertThat(run("fleet")).isEqualTo(2);
        assertThat(said.toString()).contains("--http");
    }

    @Test
    void nonsenseIsNamed() {
        assertThat(run("fleet", "--http=http://x", "--token-file=t", "--state-dir=s", "--network=nope"))
                .isEqualTo(2);
        assertThat(said.toString()).contains("network_id is a UUID");
        assertThat(run(
                        "fleet",
                        "--http=http://x",
                        "--token-file=t",
                        "--state-dir=s",
                        "--network=" + NETWORK,
                        "--agents=1"))
                .isEqualTo(2);
        assertThat(said.toString()).contains("2 to 10000");
    }

    @Test
    void fileThatIsNotThereIsNamed() {
        assertThat(run(
                        "fleet",
                        "--http=http://x",
                        "--token-file=/no/such/file",
                        "--state-dir=s",
                        "--network=" + NETWORK))
                .isEqualTo(1);
        assertThat(said.toString()).contains("/no/such/file").doesNotContain("\tat ");
    }

    private int run(String... arguments) {
        CommandLine line = Main.commandLine();
        line.setErr(new PrintWriter(said, true));
        line.setOut(new PrintWriter(said, true));
        return line.execute(arguments);
    }
}
