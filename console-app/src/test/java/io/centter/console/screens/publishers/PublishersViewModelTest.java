package io.centter.console.screens.publishers;

import static org.assertj.core.api.Assertions.assertThat;

import io.centter.console.desk.Edit.Phase;
import io.centter.console.desk.SampleSite;
import io.centter.console.screens.publishers.PublishersViewModel.Entry;
import io.centter.model.skill.AddPublisherKey;
import io.centter.model.skill.PublisherKey;
import io.centter.model.skill.PublisherKeyView;
import io.centter.sdk.rest.MarketApi;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PublishersViewModelTest {
    private final SampleSite sample = SampleSite.open();
    private final PublishersViewModel model = new PublishersViewModel(sample.site());
    private final String name = "Tools " + UUID.randomUUID().toString().substring(0, 8);

    @AfterEach
    void close() {
        sample.close();
    }

    @Test
    void publisherIsMadeRenamedAndGetsASkill() {
        model.attach();
        model.create();
        model.nameProperty().set(name);
        applied();
        Entry mine = mine(name);
        assertThat(mine.mine()).isTrue();

        model.change(mine.publisher());
        model.nameProperty().set(name + " and more");
        model.moreProperty().set("no address");
        assertThat(model.edit().phaseProperty().get()).isEqualTo(Phase.INCOMPLETE);
        model.moreProperty().set("https://example.com");
        applied();
        assertThat(mine(name + " and more").publisher().website()).isEqualTo("https://example.com");

        model.newSkill(mine.publisher());
        model.nameProperty().set("Reconcile " + name);
        model.moreProperty().set("Finds what does not add up.");
        applied();
        assertThat(MarketApi.of(sample.api)
                        .skills(null, null, mine.publisher().slug().value(), null, 10)
                        .items())
                .hasSize(1);
    }

    @Test
    void publisherThatIsOpenTellsItsKeys() throws GeneralSecurityException {
        model.attach();
        model.create();
        model.nameProperty().set(name);
        applied();
        Entry mine = mine(name);
        model.rows().open(mine.publisher().id());
        assertThat(model.keys().get()).isEmpty();
        String pem = PublisherKey.of(KeyPairGenerator.getInstance(PublisherKey.ALGORITHM)
                        .generateKeyPair()
                        .getPublic()
                        .getEncoded())
                .pem();
        MarketApi.of(sample.api).addKey(mine.publisher().slug(), new AddPublisherKey("build server", pem, null));
        model.keys().reload();
        assertThat(model.keys().get()).extracting(PublisherKeyView::name).containsExactly("build server");
        model.rows().closeDetail();
        assertThat(model.keys().get()).isNull();
    }

    private void applied() {
        model.edit().apply();
        assertThat(model.edit().phaseProperty().get()).isEqualTo(Phase.DONE);
    }

    private Entry mine(String called) {
        return model.rows().items().stream()
                .filter(entry -> entry.publisher().name().equals(called))
                .findFirst()
                .orElseThrow();
    }
}
