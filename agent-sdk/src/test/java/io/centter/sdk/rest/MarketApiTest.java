package io.centter.sdk.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.centter.control.embedded.EmbeddedPlane;
import io.centter.model.api.Register;
import io.centter.model.identity.Slug;
import io.centter.model.skill.AddPublisherKey;
import io.centter.model.skill.CreatePublisher;
import io.centter.model.skill.CreateSkill;
import io.centter.model.skill.PublishVersion;
import io.centter.model.skill.PublisherKey;
import io.centter.model.skill.PublisherKeyView;
import io.centter.model.skill.PublisherView;
import io.centter.model.skill.SemVer;
import io.centter.model.skill.Sha256;
import io.centter.model.skill.SkillStatement;
import io.centter.model.skill.SkillStatus;
import io.centter.model.skill.SkillVersionView;
import io.centter.model.skill.SkillView;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarketApiTest {
    private static final Slug FABRIKAM = new Slug("fabrikam");
    private static final Slug INVOICES = new Slug("invoices");

    @Test
    void aSignedSkillIsPublishedVerifiedAndCurated(@TempDir Path directory) throws Exception {
        try (EmbeddedPlane plane = EmbeddedPlane.start(directory, Map.of("market.curators", "curator@example.com"));
                CentterApi anonymous = CentterApi.at(plane.http());
                CentterApi maker = signedIn(anonymous, "maker@example.com");
                CentterApi curator = signedIn(anonymous, "curator@example.com")) {
            MarketApi market = MarketApi.of(maker);
            PublisherView publisher = market.createPublisher(new CreatePublisher("Fabrikam", FABRIKAM, null, null));
            SkillView skill =
                    market.createSkill(new CreateSkill(publisher.id(), "Invoices", INVOICES, null, null, null, null));
            KeyPair first = pair();
            KeyPair second = pair();
            PublisherSigner signer = signer(first);
            PublisherKeyView key = market.addKey(FABRIKAM, new AddPublisherKey("one", publicPem(first), null));
            PublisherKeyView next = market.addKey(
                    FABRIKAM, signer.vouchedFor(FABRIKAM, new AddPublisherKey("two", publicPem(second), null)));
            assertThat(next.addedBy()).isEqualTo(key.id());

            PublishVersion version = version();
            ApiProblem unsigned = catchThrowableOfType(ApiProblem.class, () -> market.publish(skill.id(), version));
            assertThat(unsigned.code()).isEqualTo("signature-required");
            market.publish(skill.id(), signer.signed(FABRIKAM, INVOICES, version));
            SkillVersionView shown = market.version("invoices", version.version());
            assertThat(verified(shown, market.keys(FABRIKAM))).isTrue();
            assertThat(market.retireKey(FABRIKAM, key.id(), "It is old.").retiredAt())
                    .isNotNull();
            curate(maker, curator, publisher, skill);
        }
    }

    private static void curate(CentterApi maker, CentterApi curator, PublisherView publisher, SkillView skill) {
        MarketApi curation = MarketApi.of(curator);
        assertThat(curator.me().curator()).isTrue();
        assertThat(maker.me().curator()).isFalse();
        assertThat(curation.quarantine(skill.id(), "It leaks.").status()).isEqualTo(SkillStatus.QUARANTINED);
        List<SkillView> waiting = curation.quarantined(null, 10).items();
        assertThat(waiting)
                .singleElement()
                .satisfies(one -> assertThat(
                                Objects.requireNonNull(one.quarantine()).reason())
                        .isEqualTo("It leaks."));
        assertThat(curation.release(skill.id(), "It does not.").status()).isEqualTo(SkillStatus.PUBLISHED);
        assertThat(curation.quarantined(null, 10).items()).isEmpty();
        assertThat(curation.vouch(publisher.id(), true, "Known.").verified()).isTrue();
        assertThat(curation.vouch(publisher.id(), false, "Sold.").verified()).isFalse();
        ApiProblem refused =
                catchThrowableOfType(ApiProblem.class, () -> MarketApi.of(maker).quarantine(skill.id(), "Mine."));
        assertThat(refused.code()).isEqualTo("not-curator");
    }

    private static PublishVersion version() {
        return new PublishVersion(
                new SemVer("1.0.0"),
                new Sha256("ab".repeat(32)),
                null,
                null,
                JsonNodeFactory.instance.objectNode(),
                null,
                null,
                null,
                null);
    }

    /// As anyone does it, from what the server shows.
    private static boolean verified(SkillVersionView shown, List<PublisherKeyView> keys) {
        SkillVersionView.SignedBy by = Objects.requireNonNull(shown.signedBy());
        PublisherKeyView key = keys.stream()
                .filter(one -> one.id().equals(by.key()))
                .findFirst()
                .orElseThrow();
        return PublisherKey.parse(key.publicKey()).signed(SkillStatement.of(FABRIKAM, INVOICES, shown), by.signature());
    }

    private static CentterApi signedIn(CentterApi anonymous, String email) {
        return anonymous.signedIn(anonymous
                .register(new Register(email, "correct horse battery", "Somebody"))
                .token());
    }

    private static KeyPair pair() throws GeneralSecurityException {
        return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    }

    private static String publicPem(KeyPair pair) {
        return PublisherKey.of(pair.getPublic().getEncoded()).pem();
    }

    private static PublisherSigner signer(KeyPair pair) {
        return PublisherSigner.of("-----BEGIN PRIVATE KEY-----\n"
                + Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n");
    }
}
