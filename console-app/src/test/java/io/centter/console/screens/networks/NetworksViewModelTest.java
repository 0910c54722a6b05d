package io.centter.console.screens.networks;

import static io.centter.console.desk.SampleSite.there;
import static org.assertj.core.api.Assertions.assertThat;

import io.centter.console.desk.Edit.Phase;
import io.centter.console.desk.SampleSite;
import io.centter.model.api.NetworkStatus;
import io.centter.model.api.NetworkView;
import io.centter.model.event.EventData;
import io.centter.model.role.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NetworksViewModelTest {
    private final SampleSite sample = SampleSite.open();
    private final NetworksViewModel model = new NetworksViewModel(sample.site());

    @AfterEach
    void close() {
        sample.close();
    }

    @Test
    void figuresOfTheOpenNetworkAreRead() {
        sample.agent("Sol", Role.DEVELOPER);
        model.attach();
        model.rows().open(sample.network.get().id());
        assertThat(there(model.stats().get()).recorded().agents()).isEqualTo(1);
    }

    @Test
    void networkIsSuspendedAndResumedWithAReason() {
        model.attach();
        model.turn(only());
        assertThat(model.edit().missingProperty().get()).contains("why");
        model.textProperty().set("an incident");
        model.edit().apply();
        assertThat(model.edit().phaseProperty().get()).isEqualTo(Phase.WAITING);
        sample.tell(new EventData.NetworkSuspended("an incident"));
        assertThat(only().status()).isEqualTo(NetworkStatus.SUSPENDED);
        assertThat(only().suspendReason()).isEqualTo("an incident");

        model.turn(only());
        model.textProperty().set("it is over");
        model.edit().apply();
        sample.loseNoMoreTime();
        assertThat(only().status()).isEqualTo(NetworkStatus.ACTIVE);
    }

    @Test
    void anotherNetworkIsMadeRenamedAndDeletedAfterItsSlugWasTyped() {
        model.attach();
        model.create();
        model.textProperty().set("Test Bed");
        model.edit().apply();
        NetworkView bed = named("Test Bed");
        model.rename(bed);
        model.textProperty().set("Proving Ground");
        model.edit().apply();
        NetworkView ground = named("Proving Ground");
        assertThat(ground.slug()).isEqualTo(bed.slug());

        model.delete(ground);
        model.edit().apply();
        assertThat(model.edit().phaseProperty().get()).isEqualTo(Phase.READY);
        model.edit().confirmationProperty().set(bed.slug().value());
        model.edit().apply();
        assertThat(model.rows().items()).hasSize(1);
    }

    private NetworkView only() {
        return model.rows().items().getFirst();
    }

    private NetworkView named(String name) {
        return model.rows().items().stream()
                .filter(network -> network.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
