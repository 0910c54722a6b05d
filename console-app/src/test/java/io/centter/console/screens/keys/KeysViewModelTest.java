package io.centter.console.screens.keys;

import static io.centter.console.desk.SampleSite.there;
import static org.assertj.core.api.Assertions.assertThat;

import io.centter.console.desk.Edit.Phase;
import io.centter.console.desk.Preview;
import io.centter.console.desk.SampleSite;
import io.centter.model.api.CreateAgent;
import io.centter.model.authority.Audience;
import io.centter.model.authority.AuthorityKey;
import io.centter.model.authority.TokenRequest;
import io.centter.model.identity.NetworkId;
import io.centter.sdk.rest.AuthorityApi;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeysViewModelTest {
    private final SampleSite sample = SampleSite.open();
    private final KeysViewModel model = new KeysViewModel(sample.site());
    private final NetworkId network = sample.network.get().id();
    private String token = "";

    @BeforeEach
    void issueAToken() {
        var made = sample.api.createAgent(network, new CreateAgent("Sol", null, null, null, null));
        token = AuthorityApi.of(sample.api)
                .issue(
                        network,
                        new TokenRequest(
                                made.agent().id(), there(made.apiKey()), List.of(), new Audience.Api(network), null))
                .token();
        model.attach();
    }

    @AfterEach
    void close() {
        sample.close();
    }

    @Test
    void nextKeySignsAfterARotationAndTokensStayGood() {
        String before = signing();
        model.rotate(false);
        assertThat(model.edit().phaseProperty().get()).isEqualTo(Phase.INCOMPLETE);
        model.reasonProperty().set("as every quarter");
        model.edit().apply();
        sample.loseNoMoreTime();
        assertThat(signing()).isNotEqualTo(before);
        model.inspect(token);
        assertThat(there(model.token().get()).active()).isTrue();
    }

    @Test
    void emergencyEndsEveryTokenAfterTheNetworksSlugWasTyped() {
        model.rotate(true);
        model.reasonProperty().set("the key has leaked");
        assertThat(there(model.edit().previewProperty().get()).weight()).isEqualTo(Preview.Weight.DESTRUCTIVE);
        model.edit().apply();
        assertThat(model.edit().phaseProperty().get()).isEqualTo(Phase.READY);
        model.edit().confirmationProperty().set(sample.network.get().slug().value());
        model.edit().apply();
        sample.loseNoMoreTime();
        model.inspect(token);
        assertThat(there(model.token().get()).active()).isFalse();
    }

    @Test
    void leakedTokenIsEndedWithAReason() {
        model.revoke();
        assertThat(model.edit().isOpen()).isFalse();
        model.inspect(token);
        model.revoke();
        model.reasonProperty().set("it was in a log");
        assertThat(there(model.edit().previewProperty().get())
                        .lines()
                        .getFirst()
                        .text())
                .contains(there(there(model.token().get()).subject()).value());
        model.edit().apply();
        sample.loseNoMoreTime();
        model.inspect(token);
        assertThat(there(model.token().get()).active()).isFalse();
    }

    @Test
    void whatIsNoTokenIsNotGood() {
        model.inspect("no token at all");
        assertThat(there(model.token().get()).active()).isFalse();
        model.inspect(" ");
        assertThat(model.token().get()).isNull();
    }

    private String signing() {
        return model.rows().items().stream()
                .filter(key -> key.status() == AuthorityKey.Status.ACTIVE)
                .findFirst()
                .orElseThrow()
                .kid();
    }
}
