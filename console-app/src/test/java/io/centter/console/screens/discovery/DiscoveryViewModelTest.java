package io.centter.console.screens.discovery;

import static io.centter.console.desk.SampleSite.there;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.centter.console.desk.SampleSite;
import io.centter.model.discovery.DiscoverAnswer;
import io.centter.model.role.Role;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DiscoveryViewModelTest {
    private final SampleSite sample = SampleSite.open();
    private final DiscoveryViewModel model = new DiscoveryViewModel(sample.site());

    @AfterEach
    void close() {
        sample.close();
    }

    @Test
    void sameQuestionHasTheSameAnswerOnBothWays() {
        var _ = sample.agent("Sol", Role.DEVELOPER);
        var _ = sample.agent("Mei", Role.ASSISTANT);
        model.roleProperty().set(Role.ASSISTANT);
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            model.ask();
            return found(model.natsProperty().get()) == 1;
        });
        assertThat(found(model.httpProperty().get())).isEqualTo(1);
        assertThat(model.differences()).isEmpty();
        assertThat(there(model.httpProperty().get()).took()).isPositive();
        assertThat(model.curl())
                .contains("/networks/" + sample.site().id() + "/discover?role=assistant")
                .contains("$CENTTER_TOKEN");
        assertThat(model.natsLine()).endsWith("req mesh.registry.discover '{\"role\":\"assistant\"}'");

        model.clear();
        model.ask();
        assertThat(found(model.httpProperty().get())).isEqualTo(2);
        assertThat(model.recent()).extracting(DiscoveryViewModel::words).containsExactly("everybody", "role assistant");
        model.again(model.recent().getLast());
        assertThat(model.roleProperty().get()).isEqualTo(Role.ASSISTANT);
        assertThat(model.recent()).hasSize(2);
    }

    @Test
    void differencesAreNamed() {
        var _ = sample.agent("Sol", Role.DEVELOPER);
        model.ask();
        DiscoverAnswer all = there(there(model.httpProperty().get()).answer());
        DiscoverAnswer nobody = new DiscoverAnswer(List.of(), all.query(), 0, true, null);
        assertThat(Difference.between(all, nobody)).containsExactly("HTTP counts 1, NATS 0", "Only HTTP names Sol");
        assertThat(Difference.between(nobody, all)).contains("Only NATS names Sol");
    }

    @Test
    void nonsenseIsNamedAndNotAsked() {
        model.limitProperty().set("many");
        model.ask();
        assertThat(model.wrongProperty().get()).isEqualTo("At most how many: a number from 1 to 500.");
        model.limitProperty().set("501");
        model.ask();
        assertThat(model.wrongProperty().get()).contains("1 to 500");
        assertThat(model.recent()).isEmpty();
        assertThat(model.httpProperty().get()).isNull();
    }

    private static int found(@Nullable Answer answer) {
        DiscoverAnswer found = answer == null ? null : answer.answer();
        return found == null ? -1 : found.agents().size();
    }
}
