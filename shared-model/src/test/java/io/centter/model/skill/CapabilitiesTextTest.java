package io.centter.model.skill;

import static org.assertj.core.api.Assertions.assertThat;

import io.centter.model.permission.Risk;
import org.junit.jupiter.api.Test;

class CapabilitiesTextTest {
    @Test
    void commandsAreReadWithWhatTheyCanDo() {
        CapabilitiesText text = CapabilitiesText.of("""
                commands:
                  - name: export
                    risk: write
                    description: Writes a file.
                  - {name: drop, risk: destructive}
                """);
        assertThat(text.findings()).isEmpty();
        assertThat(text.capabilities().orElseThrow().commands())
                .containsExactly(
                        new SkillCommand("export", Risk.WRITE, "Writes a file."),
                        new SkillCommand("drop", Risk.DESTRUCTIVE, null));
    }

    @Test
    void nothingDeclaresNothing() {
        for (String nothing : new String[] {"", "# later", "commands:", "commands: []", "null"}) {
            assertThat(CapabilitiesText.of(nothing).capabilities()).as(nothing).contains(SkillCapabilities.NONE);
        }
    }

    @Test
    void allThatIsWrongIsNamedWithItsLine() {
        assertThat(CapabilitiesText.of("""
                        commands:
                          - name: Export!
                            risk: write
                          - name: drop
                            risk: terrible
                          - risk: read
                          - name: find
                            risk: read
                            run: rm
                          - {name: list, risk: read}
                          - {name: list, risk: read}
                          - name: 12
                            risk: read
                        orders: []
                        """).findings())
                .extracting(CapabilitiesText.Finding::line)
                .containsExactly(2, 5, 6, 9, 11, 12, 14);
    }

    @Test
    void whatIsNoYamlOrTooMuchOfItIsSaidWithTheLineWhereItBegins() {
        assertWrong("commands: [", 1);
        assertWrong("commands:\n  - name: a\n risk: read", 3);
        assertWrong("commands: []\ncommands: []", 2);
        assertWrong("commands: []\n---\ncommands: []", 2);
        assertWrong("a: &a [x]\nb: *a", 2);
        assertWrong("[".repeat(60_000), 1);
        assertWrong("just text", 1);
        assertWrong("- a\n- b", 1);
        assertWrong("commands: text", 1);
        assertWrong("commands:\n- export", 2);
        assertWrong("commands: !!java.io.File [x]", 1);
        assertWrong("#".repeat(65_537), 0);
    }

    private static void assertWrong(String yaml, int line) {
        CapabilitiesText text = CapabilitiesText.of(yaml);
        assertThat(text.capabilities()).as(yaml.lines().findFirst().orElse("")).isEmpty();
        assertThat(text.findings().getFirst().line())
                .as(text.findings().toString())
                .isEqualTo(line);
    }
}
