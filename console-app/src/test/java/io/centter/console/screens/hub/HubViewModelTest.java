package io.centter.console.screens.hub;

import static io.centter.console.desk.SampleSite.there;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.centter.console.desk.Edit.Phase;
import io.centter.console.desk.Edit.Receipt;
import io.centter.console.desk.SampleSite;
import io.centter.model.api.AuditLineView;
import io.centter.model.api.CreateNetwork;
import io.centter.model.api.MemberRole;
import io.centter.model.api.NatsHealth;
import io.centter.model.identity.NetworkId;
import io.centter.model.role.Role;
import io.centter.sdk.rest.AuditApi;
import io.centter.sdk.rest.AuditQuery;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HubViewModelTest {
    private final SampleSite sample = SampleSite.open();
    private final HubViewModel model = new HubViewModel(sample.site());

    @BeforeEach
    void untilTheBrokerHasIt() {
        var _ = sample.agent("Sol", Role.DEVELOPER);
        var _ = sample.api.createNetwork(new CreateNetwork("A second one", null));
        model.attach();
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            model.reload();
            return model.rows().items().size() == 2
                    && here().isApplied()
                    && !here().account().receipts().isEmpty();
        });
    }

    @AfterEach
    void close() {
        sample.close();
    }

    @Test
    void brokerAndAccountsOfAllOwnNetworksAreShownTheOneLookedAtFirst() {
        NatsHealth health = there(model.health().get());
        assertThat(health.status()).isEqualTo("connected");
        assertThat(health.servers()).isNotEmpty();
        assertThat(model.rows().items().getFirst().network().id())
                .isEqualTo(sample.site().id());
        assertThat(HubViewModel.state(here())).isEqualTo("applied");
        assertThat(here().account().receipts().getFirst().millis()).isNotNegative();
        assertThat(here().behind()).isZero();
    }

    @Test
    void reconcilingSaysWhatEachServerHasAndIsAudited() {
        model.reconcile(here());
        assertThat(model.edit().phaseProperty().get()).isEqualTo(Phase.READY);
        model.edit().apply();
        assertThat(model.edit().phaseProperty().get()).isEqualTo(Phase.DONE);
        assertThat(model.edit().receipts())
                .extracting(Receipt::text)
                .anyMatch(text -> text.contains("the broker has version"))
                .anyMatch(text -> text.startsWith("Server "));
        assertThat(audited()).extracting(AuditLineView::action).contains("nats.account.sync");
    }

    @Test
    void viewerSeesAllOfItAndIsToldWhoMayReconcile() {
        HubViewModel theirs = new HubViewModel(sample.seenBy(MemberRole.VIEWER));
        theirs.attach();
        assertThat(theirs.rows().items()).hasSize(1);
        theirs.reconcile(theirs.rows().items().getFirst());
        theirs.edit().apply();
        assertThat(theirs.edit().phaseProperty().get()).isEqualTo(Phase.TROUBLE);
        assertThat(there(theirs.edit().troubleProperty().get()).what()).contains("operator");
        assertThat(there(theirs.edit().troubleProperty().get()).todo()).contains("owner or admin");
        assertThat(audited()).extracting(AuditLineView::action).doesNotContain("nats.account.sync");
    }

    private AccountRow here() {
        NetworkId id = sample.site().id();
        return model.rows().items().stream()
                .filter(row -> row.network().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private List<AuditLineView> audited() {
        return AuditApi.of(sample.api)
                .lines(sample.site().id(), AuditQuery.ALL, null, 100)
                .items();
    }
}
