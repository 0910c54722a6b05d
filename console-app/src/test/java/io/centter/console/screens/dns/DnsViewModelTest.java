package io.centter.console.screens.dns;

import static io.centter.console.desk.SampleSite.there;
import static org.assertj.core.api.Assertions.assertThat;

import io.centter.console.desk.Edit.Phase;
import io.centter.console.desk.SampleSite;
import io.centter.console.desk.Trouble;
import io.centter.model.api.DnsRecordView;
import io.centter.model.api.DnsRecordView.Skipped;
import io.centter.model.api.DnsRecordView.Source;
import io.centter.model.event.EventData;
import io.centter.model.identity.AgentId;
import io.centter.model.role.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DnsViewModelTest {
    private final SampleSite sample = SampleSite.open();
    private final AgentId sol = sample.agent("Sol", Role.DEVELOPER);
    private final DnsViewModel model = new DnsViewModel(sample.site());

    @BeforeEach
    void attach() {
        model.attach();
    }

    @AfterEach
    void close() {
        sample.close();
    }

    @Test
    void addressByHandIsShownWhenTheHubTellsOfItAndTakenAwayAgain() {
        assertThat(record().skipped()).isEqualTo(Skipped.NO_ADDRESS);
        model.override(record());
        model.addressProperty().set("52.10.20.30");
        model.edit().apply();
        assertThat(record().source()).isNull();
        sample.tell(new EventData.DnsOverrideChanged(sol, "52.10.20.30"));
        assertThat(model.edit().phaseProperty().get()).isEqualTo(Phase.DONE);
        assertThat(record().source()).isEqualTo(Source.OVERRIDE);

        model.clear(record());
        model.edit().apply();
        sample.loseNoMoreTime();
        assertThat(record().source()).isNull();
    }

    @Test
    void withoutAZoneTheControlPlaneSaysSoAndNothingIsChanged() {
        model.sync();
        model.edit().apply();
        assertThat(model.edit().phaseProperty().get()).isEqualTo(Phase.TROUBLE);
        Trouble trouble = there(model.edit().troubleProperty().get());
        assertThat(trouble.kind()).isEqualTo(Trouble.Kind.NOT_CONFIGURED);
        assertThat(trouble.what()).contains("no DNS zone");
    }

    private DnsRecordView record() {
        return model.rows().items().getFirst();
    }
}
