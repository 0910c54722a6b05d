package io.centter.console.screens.members;

import static io.centter.console.desk.SampleSite.there;
import static org.assertj.core.api.Assertions.assertThat;

import io.centter.console.desk.Edit.Phase;
import io.centter.console.desk.Preview;
import io.centter.console.desk.SampleSite;
import io.centter.model.api.MemberRole;
import io.centter.model.api.MemberView;
import io.centter.model.api.Register;
import io.centter.sdk.rest.CentterApi;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MembersViewModelTest {
    private final SampleSite sample = SampleSite.open();
    private final MembersViewModel model = new MembersViewModel(sample.site());
    private final String email = "sol-" + UUID.randomUUID() + "@example.com";

    @AfterEach
    void close() {
        sample.close();
    }

    @Test
    void personIsAddedGivenLessAndRemovedAgain() {
        try (CentterApi anonymous = CentterApi.at(SampleSite.plane().http())) {
            anonymous.register(new Register(email, "correct-horse-battery", "Sol"));
        }
        model.attach();
        assertThat(model.rows().items()).hasSize(1).allMatch(model::isSelf);
        model.add();
        assertThat(model.edit().missingProperty().get()).contains("e-mail");
        model.emailProperty().set(email);
        model.roleProperty().set(MemberRole.ADMIN);
        applied();
        MemberView sol = member();
        assertThat(sol.role()).isEqualTo(MemberRole.ADMIN);

        model.change(sol);
        assertThat(model.edit().missingProperty().get()).contains("another role");
        model.roleProperty().set(MemberRole.VIEWER);
        assertThat(there(model.edit().previewProperty().get()).weight()).isEqualTo(Preview.Weight.CAREFUL);
        applied();
        assertThat(member().role()).isEqualTo(MemberRole.VIEWER);

        model.remove(member());
        applied();
        assertThat(model.rows().items()).hasSize(1);
    }

    @Test
    void personWhoIsNotRegisteredIsSaid() {
        model.attach();
        model.add();
        model.emailProperty().set(email);
        model.edit().apply();
        assertThat(model.edit().phaseProperty().get()).isEqualTo(Phase.TROUBLE);
        assertThat(model.rows().items()).hasSize(1);
    }

    private void applied() {
        model.edit().apply();
        sample.loseNoMoreTime();
        assertThat(model.edit().phaseProperty().get()).isEqualTo(Phase.DONE);
    }

    private MemberView member() {
        return model.rows().items().stream()
                .filter(member -> member.email().equals(email))
                .findFirst()
                .orElseThrow();
    }
}
