package io.centter.console.screens.market;

import static io.centter.console.desk.SampleSite.there;
import static org.assertj.core.api.Assertions.assertThat;

import io.centter.console.desk.Edit.Phase;
import io.centter.console.desk.Preview.Kind;
import io.centter.console.desk.Rows.Content;
import io.centter.console.desk.SampleSite;
import io.centter.model.api.MemberRole;
import io.centter.model.identity.AgentId;
import io.centter.model.permission.Risk;
import io.centter.model.permission.Scope;
import io.centter.model.role.Role;
import io.centter.model.skill.AddPublisherKey;
import io.centter.model.skill.AgentSkill;
import io.centter.model.skill.CapabilitiesText;
import io.centter.model.skill.CreatePublisher;
import io.centter.model.skill.CreateSkill;
import io.centter.model.skill.InstallSkill;
import io.centter.model.skill.KeySignature;
import io.centter.model.skill.PublishVersion;
import io.centter.model.skill.PublisherKey;
import io.centter.model.skill.PublisherKeyView;
import io.centter.model.skill.PublisherView;
import io.centter.model.skill.ReviewView;
import io.centter.model.skill.SemVer;
import io.centter.model.skill.Sha256;
import io.centter.model.skill.SkillCapabilities;
import io.centter.model.skill.SkillCommand;
import io.centter.model.skill.SkillVersionView;
import io.centter.model.skill.SkillView;
import io.centter.model.wire.Wire;
import io.centter.sdk.rest.AgentSkillsApi;
import io.centter.sdk.rest.MarketApi;
import io.centter.sdk.rest.PublisherSigner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        SkillDetail detail = there(model.detail().get());
        assertThat(detail.versions()).hasSize(1);
        assertThat(there(there(detail.newest()).capabilities()).commands())
                .extracting(SkillCommand::name)
                .containsExactly("book");
        assertThat(detail.reviews().items()).isEmpty();
        model.rows().filterTextProperty().set("nothing of the kind");
        assertThat(model.rows().contentProperty().get()).isEqualTo(Content.NO_MATCH);
    }

    @Test
    void versionTellsWhoSignedItAndTheNewestIsVerifiedHere() throws GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance(PublisherKey.ALGORITHM).generateKeyPair();
        PublisherKey key = PublisherKey.of(pair.getPublic().getEncoded());
        SkillDetail before = there(model.detail().get());
        assertThat(before.signing(skill, before.versions().getFirst()).words()).startsWith("Not signed");
        market.addKey(skill.publisher().slug(), new AddPublisherKey("build server", key.pem(), null));
        PublisherSigner signer = PublisherSigner.of("-----BEGIN PRIVATE KEY-----\n"
                + Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n");
        market.publish(skill.id(), signer.signed(skill.publisher().slug(), skill.slug(), bare("1.1.0")));
        market.publish(skill.id(), signer.signed(skill.publisher().slug(), skill.slug(), bare("1.2.0")));
        model.detail().reload();

        SkillDetail detail = there(model.detail().get());
        assertThat(detail.versions())
                .extracting(version -> detail.signing(skill, version).words())
                .containsExactly(
                        "Signed with the key build server, verified here",
                        "Signed with the key build server",
                        "Not signed: its publisher had no key then");
        model.publish(skill);
        assertThat(model.edit().missingProperty().get()).contains("signs what it publishes");
    }

    @Test
    void signatureThatDoesNotFitWhatIsShownIsSaidToBeBroken() throws GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance(PublisherKey.ALGORITHM).generateKeyPair();
        PublisherKey key = PublisherKey.of(pair.getPublic().getEncoded());
        PublisherKeyView known = new PublisherKeyView(
                key.id(),
                "build server",
                PublisherKey.ALGORITHM,
                key.pem(),
                null,
                Instant.EPOCH,
                Instant.EPOCH,
                "stolen");
        SkillVersionView real = market.version(skill.slug().value(), new SemVer("1.0.0"));
        SkillVersionView forged = new SkillVersionView(
                real.skillId(),
                real.version(),
                real.digest(),
                real.sizeBytes(),
                real.changelog(),
                real.scopes(),
                real.manifest(),
                real.capabilities(),
                new SkillVersionView.SignedBy(key.id(), KeySignature.of(new byte[64])),
                false,
                null,
                null,
                real.publishedAt());
        assertThat(Signing.of(skill, forged, List.of(known)).words()).contains("do not install");
        assertThat(Signing.of(skill, forged, List.of(known)).note()).contains("retired", "stolen");
        assertThat(Signing.of(skill, forged, List.of()).state()).isEqualTo(Signing.State.BROKEN);
        assertThat(Signing.of(skill, forged.brief(), List.of(known)).state()).isEqualTo(Signing.State.SIGNED);
    }

    private static PublishVersion bare(String version) {
        return new PublishVersion(
                new SemVer(version),
                new Sha256("cd".repeat(32)),
                null,
                null,
                Wire.strict().createObjectNode(),
                null,
                null,
                null,
                null);
    }

    @Test
    void installSaysWhatItGrantsAndCanBeUndone() {
        model.install(skill);
        assertThat(model.edit().missingProperty().get()).contains("agent");
        model.agentProperty().set(sample.fleet.row(sol).orElseThrow());
        model.versionProperty().set(new SemVer("1.0.0"));
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

    @Test
    void versionIsPublishedOnceItsCapabilitiesAreRight(@TempDir Path folder) throws IOException {
        Path yaml = Files.writeString(folder.resolve("capabilities.yaml"), """
                commands:
                  - name: book
                    risk: write
                  - name: Burn!
                    risk: destructive
                """);
        model.takeCapabilities(skill, yaml);
        assertThat(model.task()).isEqualTo(MarketViewModel.Task.PUBLISH);
        assertThat(model.draft().findingsProperty().get())
                .extracting(CapabilitiesText.Finding::line)
                .containsExactly(4);
        assertThat(model.edit().missingProperty().get()).startsWith("Line 4: ");
        Draft draft = model.draft();
        draft.capabilitiesProperty().set(draft.capabilitiesProperty().get().replace("Burn!", "burn"));
        assertThat(model.edit().missingProperty().get()).contains("SHA-256");
        draft.readPackage(Files.writeString(folder.resolve("ledger.tgz"), "a package"));
        assertThat(model.edit().missingProperty().get()).contains("version");
        draft.versionProperty().set("1.1.0");
        draft.changelogProperty().set("- Burns.");
        draft.scopesProperty().set("ledger:write, ledger:burn");
        assertThat(there(model.edit().previewProperty().get()).lines())
                .anyMatch(line -> line.detail().equals("book, burn"))
                .anyMatch(line -> line.detail().equals("ledger:burn\nledger:write"));
        applied();
        var made = market.version(skill.slug().value(), new SemVer("1.1.0"));
        assertThat(made.sizeBytes()).isEqualTo(9);
        assertThat(there(made.capabilities()).commands())
                .extracting(SkillCommand::name)
                .containsExactly("book", "burn");
        assertThat(there(model.detail().get()).versions()).hasSize(2);
    }

    @Test
    void agentGoesBackToTheVersionBeforeAfterWhatItLosesWasShown() {
        market.publish(skill.id(), version("1.1.0", "ledger:write", "ledger:burn"));
        AgentSkillsApi.of(sample.api).install(sol, new InstallSkill(skill.slug().value(), new SemVer("1.1.0"), null));
        model.detail().reload();
        assertThat(there(model.detail().get()).holders())
                .containsExactly(new SkillDetail.Holder(sol, new SemVer("1.1.0")));

        model.change(skill, sol);
        assertThat(model.edit().missingProperty().get()).contains("Choose the version");
        model.versionProperty().set(new SemVer("1.1.0"));
        assertThat(model.edit().missingProperty().get()).contains("Sol has 1.1.0 now");
        model.versionProperty().set(new SemVer("1.0.0"));
        assertThat(there(model.edit().previewProperty().get()).lines())
                .anyMatch(line -> line.text().contains("from 1.1.0 back to 1.0.0"))
                .anyMatch(line -> line.kind() == Kind.LOSE && line.detail().equals("ledger:burn"));
        applied();
        assertThat(installed()).extracting(AgentSkill::version).containsExactly(new SemVer("1.0.0"));
        model.edit().undo();
        applied();
        assertThat(installed()).extracting(AgentSkill::version).containsExactly(new SemVer("1.1.0"));
    }

    @Test
    void reviewIsWrittenOnceAndThenChanged() {
        AgentSkillsApi.of(sample.api).install(sol, new InstallSkill(skill.slug().value(), null, null));
        MarketViewModel other = new MarketViewModel(sample.seenBy(MemberRole.OPERATOR));
        other.attach();
        other.rows().filterTextProperty().set(skill.name());
        other.rows().open(skill.slug().value());
        other.review(skill);
        other.reasonProperty().set("It keeps the books.");
        assertThat(other.edit().missingProperty().get()).contains("stars");
        other.ratingProperty().set(4);
        applied(other);
        assertThat(there(there(other.detail().get()).own()).rating()).isEqualTo(4);
        other.review(skill);
        assertThat(other.reasonProperty().get()).isEqualTo("It keeps the books.");
        other.ratingProperty().set(2);
        applied(other);
        assertThat(there(other.detail().get()).reviews().items())
                .extracting(ReviewView::rating)
                .containsExactly(2);
    }

    @Test
    void whoIsNoOwnerAndNoCuratorIsOfferedNeither() {
        MarketViewModel other = new MarketViewModel(sample.seenBy(MemberRole.OPERATOR));
        other.attach();
        other.rows().filterTextProperty().set(skill.name());
        other.rows().open(skill.slug().value());
        assertThat(there(other.detail().get()).mine()).isFalse();
        assertThat(other.isCurator()).isFalse();
        assertThat(there(model.detail().get()).mine()).isTrue();
    }

    private static PublishVersion version(String number, String... scopes) {
        return new PublishVersion(
                new SemVer(number),
                new Sha256("cd".repeat(32)),
                null,
                "More.",
                Wire.strict().createObjectNode(),
                null,
                null,
                Arrays.stream(scopes).map(Scope::parse).toList(),
                null);
    }

    private List<AgentSkill> installed() {
        return AgentSkillsApi.of(sample.api).skills(sol).installed();
    }

    private void applied() {
        applied(model);
    }

    private void applied(MarketViewModel whose) {
        whose.edit().apply();
        sample.loseNoMoreTime();
        assertThat(whose.edit().troubleProperty().get()).isNull();
        assertThat(whose.edit().phaseProperty().get()).isEqualTo(Phase.DONE);
    }
}
