package io.centter.console.screens.usage;

import static io.centter.console.desk.SampleSite.there;
import static org.assertj.core.api.Assertions.assertThat;

import io.centter.console.desk.Preview.Kind;
import io.centter.console.desk.SampleSite;
import io.centter.console.screens.usage.UsageViewModel.Day;
import io.centter.model.api.Plan;
import io.centter.model.api.UsageLine;
import io.centter.model.api.UsageMetric;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UsageViewModelTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 11, 21);

    private final SampleSite sample = SampleSite.open();
    private final UsageViewModel model = new UsageViewModel(sample.site());

    @AfterEach
    void close() {
        sample.close();
    }

    @Test
    void linesBecomeDaysLatestFirst() {
        List<Day> days = UsageViewModel.days(List.of(
                new UsageLine(UsageMetric.EVENTS, FIRST, null, 3),
                new UsageLine(UsageMetric.EVENTS, FIRST.plusDays(1), null, 5),
                new UsageLine(UsageMetric.HEARTBEATS, FIRST.plusDays(1), null, 7)));
        assertThat(days).extracting(Day::day).containsExactly(FIRST.plusDays(1), FIRST);
        assertThat(days.getFirst().of(UsageMetric.HEARTBEATS)).isEqualTo(7);
        assertThat(days.getLast().of(UsageMetric.HEARTBEATS)).isZero();
    }

    @Test
    void planIsChangedWithItsLimitSaidBefore() {
        model.attach();
        assertThat(there(model.stats().get()).recorded().deployedAgents()).isZero();
        Plan now = sample.network.get().plan();
        model.changePlan();
        model.wantedProperty().set(now);
        assertThat(model.edit().missingProperty().get()).contains("another plan");
        model.wantedProperty().set(Plan.ENTERPRISE);
        assertThat(there(model.edit().previewProperty().get())
                        .lines()
                        .getFirst()
                        .kind())
                .isEqualTo(Kind.GAIN);
        model.edit().apply();
        assertThat(sample.api.network(sample.network.get().id()).plan()).isEqualTo(Plan.ENTERPRISE);
    }
}
