package io.centter.console.screens.market;

import static io.centter.console.desk.SampleSite.there;
import static org.assertj.core.api.Assertions.assertThat;

import io.centter.console.desk.Edit.Phase;
import io.centter.console.desk.Preview.Kind;
import io.centter.console.desk.Rows.Content;
import io.centter.console.desk.SampleSite;
import io.centter.model.identity.AgentId;
import io.centter.model.permission.Risk;
import io.centter.model.permission.Scope;
import io.centter.model.role.Role;
import io.centter.model.skill.AgentSkill;
import io.centter.model.skill.CreatePublisher;
import io.centter.model.skill.CreateSkill;
import io.centter.model.skill.PublishVersion;
import io.centter.model.skill.PublisherView;
import io.centter.model.skill.SemVer;
import io.centter.model.skill.Sha256;
import io.centter.model.skill.SkillCapabilities;
import io.centter.model.skill.SkillCommand;
import io.centter.model.skill.SkillView;
import io.centter.model.wire.Wire;
import io.centter.sdk.rest.AgentSkillsApi;
import io.centter.sdk.rest.MarketApi;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MarketViewModelTest {
    private final SampleSite sample = SampleSite.open();
    private final MarketApi market = MarketApi.of(sample.api);
    private final AgentId sol = sample.agent("Sol", Role.DEVELOPER);
    private final MarketViewModel model = new MarketViewModel(sample.site());
    private SkillView skill;

    @BeforeEach
    void publish() {
        String word = UUID.randomUUID().toString().substring(0, 8);
        PublisherView publisher = market.createPublisher(new CreatePublisher("Tools " + word, null, null, null));
        skill = market.createSkill(
                new CreateSkill(publisher.id(), "Ledger " + word, null, "Keeps the books.", null, null, null));
        market.publish(
                skill.id(),
                new PublishVersion(
                        new SemVer("1.0.0"),
                        new Sha256("ab".repeat(32)),
                        null,
                        "First release.",
                        Wire.strict().createObjectNode(),
                        new SkillCapabilities(List.of(new SkillCommand("book", Risk.WRITE, "Books an entry"))),
                        null,
                        List.of(Scope.parse("ledger:write")),
                        null));
        model.attach();
        model.rows().filterTextProperty().set(skill.name());
        model.rows().open(skill.slug().value());
    }

    @AfterEach
    void close() {
        sample.close();
    }

    @Test
    void oneSkillIsShownWithVersionsCommandsAndReviews() {
        assertThat(there(model.rows().openedProperty().get()).name()).isEqualTo(skill.name());
        MarketViewModel.Detail detail = there(model.detail().get());
        assertThat(detail.versions()).hasSize(1);
        assertThat(there(there(detail.newest()).capabilities()).commands())
                .extracting(SkillCommand::name)
                .containsExactly("book");
        assertThat(detail.reviews()).isEmpty();
        model.rows().filterTextProperty().set("nothing of the kind");
        assertThat(model.rows().contentProperty().get()).isEqualTo(Content.NO_MATCH);
    }

    @Test
    void installSaysWhatItGrantsAndCanBeUndone() {
        model.install(skill);
        assertThat(model.edit().missingProperty().get()).contains("agent");
        model.agentProperty().set(sample.fleet.row(sol).orElseThrow());
        assertThat(there(model.edit().previewProperty().get()).lines())
                .anyMatch(line -> line.kind() == Kind.GAIN && line.detail().equals("ledger:write"));
        applied();
        assertThat(installed()).extracting(AgentSkill::slug).containsExactly(skill.slug());
        model.edit().undo();
        applied();
        assertThat(installed()).isEmpty();
    }

    @Test
    void versionIsTakenBackOnlyWithAReasonAndItsNumber() {
        model.yank(skill, there(model.detail().get()).versions().getFirst());
        model.reasonProperty().set("it books twice");
        model.edit().apply();
        assertThat(model.edit().phaseProperty().get()).isEqualTo(Phase.READY);
        model.edit().confirmationProperty().set("1.0.0");
        applied();
        assertThat(market.allVersions(skill.slug().value()).getFirst().yankReason())
                .isEqualTo("it books twice");
    }

    private List<AgentSkill> installed() {
        return AgentSkillsApi.of(sample.api).skills(sol).installed();
    }

    private void applied() {
        model.edit().apply();
        sample.loseNoMoreTime();
        assertThat(model.edit().phaseProperty().get()).isEqualTo(Phase.DONE);
    }
}
