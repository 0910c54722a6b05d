package io.centter.console.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.centter.model.wire.Wire;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SheetTest {
    @Test
    void csvQuotesWhatNeedsItAndEndsEveryLine() {
        Sheet sheet = new Sheet(
                List.of("Name", "Work"),
                List.of(List.of("Sol, the \"first\"", 12L), List.of("two\nlines", -3L), List.of("plain", 0L)));
        assertThat(sheet.csv())
                .isEqualTo("Name,Work\r\n\"Sol, the \"\"first\"\"\",12\r\n\"two\nlines\",-3\r\nplain,0\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\r=1", "=HYPERLINK(\"http://evil\",\"x\")"})
    void whatASpreadsheetWouldRunIsText(String name) {
        String line = new Sheet(List.of("Name"), List.of(List.of(name))).csv().substring("Name\r\n".length());
        assertThat(line.replace("\"", "")).startsWith("'");
    }

    @Test
    void formulaInATitleIsTextToo() {
        assertThat(new Sheet(List.of("=A1"), List.of()).csv()).isEqualTo("'=A1\r\n");
    }

    @Test
    void jsonKeepsNumbersAndWordsAsTheyAre() throws Exception {
        JsonNode json = Wire.tolerant()
                .readTree(new Sheet(List.of("Name", "Work"), List.of(List.of("=Sol", 12L), List.of("", 0L))).json());
        assertThat(json.get(0).path("Name").asText()).isEqualTo("=Sol");
        assertThat(json.get(0).path("Work").isNumber()).isTrue();
        assertThat(json.get(1).path("Name").asText()).isEmpty();
        assertThat(Wire.tolerant().readTree(new Sheet(List.of("Name"), List.of()).json()))
                .isEmpty();
    }
}
