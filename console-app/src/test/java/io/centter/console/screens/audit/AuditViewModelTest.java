package io.centter.console.screens.audit;

import static io.centter.console.desk.SampleSite.there;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.centter.console.desk.Rows.Content;
import io.centter.console.desk.SampleSite;
import io.centter.model.api.AuditLineView;
import io.centter.model.identity.AgentId;
import io.centter.model.role.Role;
import io.centter.model.wire.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditViewModelTest {
    @TempDir
    private Path directory;

    private final SampleSite sample = SampleSite.open();
    private final AgentId sol = sample.agent("Sol", Role.DEVELOPER);
    private final AuditViewModel model = new AuditViewModel(sample.site());

    @AfterEach
    void close() {
        sample.close();
    }

    @Test
    void linesAreReadNewestFirstWithNamesForIds() {
        model.attach();
        AuditLineView line = model.rows().items().getFirst();
        assertThat(line.action()).isEqualTo("agent.create");
        assertThat(model.actor(line)).isEqualTo("Linda");
        assertThat(model.named(line.target())).isEqualTo("Sol");
        assertThat(model.named("hub")).isEqualTo("the hub");
        assertThat(model.moreProperty().get()).isFalse();
    }

    @Test
    void kindsWordsAndTargetsAreAskedOfTheControlPlane() {
        model.attach();
        model.kindProperty().set(AuditViewModel.Kind.AGENT);
        assertThat(model.rows().items())
                .isNotEmpty()
                .allMatch(line -> line.action().startsWith("agent."));
        model.kindProperty().set(AuditViewModel.Kind.ALL);
        model.targetProperty().set("agent:" + sol);
        assertThat(model.rows().items())
                .isNotEmpty()
                .allMatch(line -> line.target().equals("agent:" + sol));
        model.rows().filterTextProperty().set("nothing-of-the-kind");
        assertThat(model.rows().contentProperty().get()).isEqualTo(Content.NO_MATCH);
    }

    @Test
    void chainIsProvedAndTheLogExported() throws IOException {
        model.attach();
        model.verify();
        assertThat(there(model.check().get()).intact()).isTrue();
        assertThat(there(model.check().get()).lines()).isEqualTo(model.rows().total());

        Path file = directory.resolve("audit.csv");
        sample.keepIn(file);
        model.export("csv");
        assertThat(Files.readString(file)).contains("agent.create").contains("agent:" + sol);
        assertThat(sample.said).anyMatch(text -> text.contains("audit.csv"));
    }

    @Test
    void changeShowsOnlyWhatDiffersAsADifference() throws IOException {
        JsonNode before = Wire.strict().readTree("{\"name\":\"Sol\",\"tags\":[\"a\",\"b\"],\"old\":1}");
        JsonNode after = Wire.strict().readTree("{\"name\":\"Luna\",\"tags\":[\"a\",\"b\"]}");
        assertThat(JsonChange.between(before, after))
                .containsExactly(
                        new JsonChange("name", "Sol", "Luna"),
                        new JsonChange("old", "1", ""),
                        new JsonChange("tags", "a\nb", "a\nb"));
        assertThat(JsonChange.between(null, null)).isEmpty();
        assertThat(JsonChange.between(null, Wire.strict().readTree("\"x\"")))
                .containsExactly(new JsonChange("", "", "x"));
    }
}
