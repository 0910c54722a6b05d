package io.centter.control.skill;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.centter.control.Api;
import io.centter.model.identity.Slug;
import io.centter.model.skill.KeySignature;
import io.centter.model.skill.PublishVersion;
import io.centter.model.skill.PublisherKey;
import io.centter.model.skill.SkillCapabilities;
import io.centter.model.skill.SkillStatement;
import io.centter.model.skill.SkillVersionView;
import io.centter.model.wire.Wire;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SignaturesTest {
    private static final Map<String, Object> WHY = Map.of("reason", "It is a year old.");

    private static Market market;

    @BeforeAll
    static void start() {
        market = new Market();
    }

    @AfterAll
    static void stop() {
        market.close();
    }

    /// A publisher with one skill.
    private record Maker(String slug, String publisher, String skill) {
        String keys() {
            return "/publishers/" + slug + "/keys";
        }

        String versions() {
            return "/skills/" + skill + "/versions";
        }
    }

    @Test
    void whoHasAKeySignsAndAnyoneVerifiesItAgain() throws Exception {
        Maker maker = maker("signed");
        assertThat(publish(maker, "0.9.0", null).status()).isEqualTo(201);
        KeyPair pair = pair();
        Api.Answer added = market.maker.post(maker.keys(), key(pair, null));
        assertThat(added.status()).as(added.json().toString()).isEqualTo(201);
        assertThat(added.text("algorithm")).isEqualTo("Ed25519");
        assertThat(added.json().has("added_by")).isFalse();

        Api.Answer unsigned = publish(maker, "1.0.0", null);
        assertRefused(unsigned, "signature-required");
        Api.Answer published = publish(maker, "1.0.0", pair);
        assertThat(published.status()).as(published.json().toString()).isEqualTo(201);
        assertThat(published.json().at("/signed_by/key").asText()).isEqualTo(added.text("id"));
        assertThat(market.maker
                        .get(maker.versions())
                        .json()
                        .at("/items/0/signed_by/key")
                        .asText())
                .isEqualTo(added.text("id"));
        assertThat(market.plane.api().get(maker.versions() + "/0.9.0").json().has("signed_by"))
                .isFalse();

        JsonNode listed = market.plane.api().get(maker.keys()).json().path("items");
        assertThat(listed).hasSize(1);
        PublisherKey known = PublisherKey.parse(listed.at("/0/public_key").asText());
        SkillVersionView shown = Wire.tolerant()
                .treeToValue(market.plane.api().get(maker.versions() + "/1.0.0").json(), SkillVersionView.class);
        SkillStatement again = SkillStatement.of(new Slug(maker.slug()), new Slug(maker.skill()), shown);
        assertThat(known.signed(again, requireNonNull(shown.signedBy()).signature()))
                .isTrue();
        // Whoever changes what is recorded is found out.
        market.plane
                .sql()
                .useHandle(handle -> handle.execute(
                        "UPDATE skill_versions SET scopes = '{infra:*}' WHERE version = '1.0.0' AND skill_id = (SELECT id FROM"
                                + " skills WHERE slug = ?)",
                        maker.skill()));
        SkillVersionView tampered = Wire.tolerant()
                .treeToValue(market.plane.api().get(maker.versions() + "/1.0.0").json(), SkillVersionView.class);
        assertThat(known.signed(
                        SkillStatement.of(new Slug(maker.slug()), new Slug(maker.skill()), tampered),
                        requireNonNull(tampered.signedBy()).signature()))
                .isFalse();
    }

    @Test
    void aSignatureOverAnythingElseIsRefused() throws Exception {
        Maker maker = maker("wrongly-signed");
        KeyPair pair = pair();
        market.maker.post(maker.keys(), key(pair, null));
        ObjectNode body = version("1.0.0");
        SkillStatement good = statement(maker, body);
        for (SkillStatement other : List.of(
                statement(new Maker("northwind-tools", "", maker.skill()), body),
                statement(new Maker(maker.slug(), "", "other"), body),
                statement(maker, version("1.0.1")),
                statement(maker, version("1.0.0").put("digest", "cd".repeat(32))),
                statement(maker, version("1.0.0").put("size_bytes", 7)),
                statement(maker, version("1.0.0").put("changelog", "Other.")),
                statement(maker, version("1.0.0").set("scopes", Wire.tolerant().valueToTree(List.of("infra:*")))),
                statement(
                        maker, version("1.0.0").set("manifest", Wire.tolerant().valueToTree(Map.of("name", "y")))))) {
            assertRefused(market.maker.post(maker.versions(), signed(body, sign(other, pair))), "bad-signature");
        }
        assertRefused(market.maker.post(maker.versions(), signed(body, sign(good, pair()))), "bad-signature");
        assertRefused(market.maker.post(maker.versions(), body.deepCopy().put("signature", "AAAA")), "invalid-value");
        assertRefused(market.maker.post(maker.versions(), body.deepCopy().put("signature", "")), "invalid-value");
        ObjectNode rounded = version("1.0.0");
        rounded.withObjectProperty("manifest").put("price", 1.5);
        Api.Answer number = market.maker.post(maker.versions(), signed(rounded, sign(good, pair)));
        assertThat(number.status()).isEqualTo(422);
        assertThat(number.pointer()).isEqualTo("/manifest");
        // Nothing of all that was published, and the right one still can be; sent again it is the same.
        assertThat(market.maker.get(maker.versions()).json().path("items")).isEmpty();
        Api.Answer published = market.maker.post(maker.versions(), signed(body, sign(good, pair)));
        assertThat(published.status()).isEqualTo(201);
        assertThat(market.maker
                        .post(maker.versions(), signed(body, sign(good, pair)))
                        .json())
                .isEqualTo(published.json());
    }

    @Test
    void aPublisherWithoutAKeyTakesNoSignature() throws Exception {
        Maker maker = maker("keyless");
        ObjectNode body = version("1.0.0");
        assertRefused(
                market.maker.post(maker.versions(), signed(body, sign(statement(maker, body), pair()))),
                "no-publisher-key");
    }

    @Test
    void aFurtherKeyIsVouchedForAndARetiredOneSignsNoMore() throws Exception {
        Maker maker = maker("rotating");
        KeyPair first = pair();
        KeyPair second = pair();
        String firstId = market.maker.post(maker.keys(), key(first, null)).text("id");
        assertRefused(market.maker.post(maker.keys(), key(second, null)), "signature-required");
        SkillStatement adding = SkillStatement.adding(new Slug(maker.slug()), publicKey(second));
        assertRefused(market.maker.post(maker.keys(), key(second, sign(adding, second))), "bad-signature");
        Maker other = maker("rotating-too");
        SkillStatement foreign = SkillStatement.adding(new Slug(other.slug()), publicKey(second));
        assertRefused(market.maker.post(maker.keys(), key(second, sign(foreign, first))), "bad-signature");

        Api.Answer added = market.maker.post(maker.keys(), key(second, sign(adding, first)));
        assertThat(added.status()).as(added.json().toString()).isEqualTo(201);
        assertThat(added.text("added_by")).isEqualTo(firstId);
        assertThat(publish(maker, "1.0.0", first).status()).isEqualTo(201);
        Api.Answer retired = market.maker.post(maker.keys() + "/" + firstId + "/retire", WHY);
        assertThat(retired.status()).isEqualTo(200);
        assertThat(retired.text("retire_reason")).isEqualTo(WHY.get("reason"));
        assertThat(market.maker
                        .post(maker.keys() + "/" + firstId + "/retire", Map.of("reason", "Again."))
                        .json())
                .isEqualTo(retired.json());
        assertRefused(publish(maker, "1.1.0", first), "bad-signature");
        assertThat(publish(maker, "1.1.0", second).status()).isEqualTo(201);
        assertThat(market.maker
                        .get(maker.versions() + "/1.0.0")
                        .json()
                        .at("/signed_by/key")
                        .asText())
                .isEqualTo(firstId);
        assertThat(market.maker
                        .post(maker.keys(), key(first, sign(adding, second)))
                        .code())
                .isEqualTo("key-known");
        assertThat(market.plane.api().get(maker.keys()).json().path("items").findValuesAsText("id"))
                .containsExactly(added.text("id"), firstId);
        assertThat(audited(maker)).containsExactly("publisher.key-add", "publisher.key-add", "publisher.key-retire");
    }

    @Test
    void theLastKeyIsRetiredByACuratorOnly() throws Exception {
        Maker maker = maker("lost-key");
        String path = maker.keys() + "/"
                + market.maker.post(maker.keys(), key(pair(), null)).text("id") + "/retire";
        Api.Answer last = market.maker.post(path, WHY);
        assertThat(last.status()).isEqualTo(409);
        assertThat(last.code()).isEqualTo("last-key");
        assertThat(market.stranger.post(path, WHY).code()).isEqualTo("not-owner");
        assertThat(market.plane.api().post(path, WHY).status()).isEqualTo(401);
        assertThat(market.maker.post(path, Map.of()).pointer()).isEqualTo("/reason");

        assertThat(market.curator.post(path, WHY).status()).isEqualTo(200);
        assertThat(publish(maker, "1.0.0", null).status()).isEqualTo(201);
        assertThat(market.maker.post(maker.keys(), key(pair(), null)).status()).isEqualTo(201);
    }

    @Test
    void whatIsNoKeyAndWhoIsNotTheOwnerIsRefused() throws Exception {
        Maker maker = maker("guarded");
        assertThat(market.stranger.post(maker.keys(), key(pair(), null)).code()).isEqualTo("not-owner");
        assertThat(market.curator.post(maker.keys(), key(pair(), null)).code()).isEqualTo("not-owner");
        assertThat(market.plane.api().post(maker.keys(), key(pair(), null)).status())
                .isEqualTo(401);
        assertThat(market.maker.post("/publishers/none/keys", key(pair(), null)).status())
                .isEqualTo(404);
        assertThat(market.maker.get("/publishers/none/keys").status()).isEqualTo(404);
        assertThat(market.maker.post(maker.keys() + "/abc/retire", WHY).status())
                .isEqualTo(404);
        assertThat(market.maker.post(maker.keys(), Map.of("name", "k")).pointer())
                .isEqualTo("/public_key");
        assertThat(market.maker
                        .post(maker.keys(), Map.of("name", "k", "public_key", "x"))
                        .pointer())
                .isEqualTo("/public_key");
        assertThat(market.maker
                        .post(
                                maker.keys(),
                                Map.of("public_key", publicKey(pair()).pem()))
                        .pointer())
                .isEqualTo("/name");
        Maker full = maker("many-keys");
        KeyPair first = pair();
        market.maker.post(full.keys(), key(first, null));
        for (int i = 1; i <= 8; i++) {
            KeyPair next = pair();
            SkillStatement adding = SkillStatement.adding(new Slug(full.slug()), publicKey(next));
            Api.Answer answer = market.maker.post(full.keys(), key(next, sign(adding, first)));
            assertThat(answer.status()).isEqualTo(i < 8 ? 201 : 409);
        }
    }

    private static Maker maker(String word) {
        String publisher = market.maker
                .post("/publishers", Map.of("name", "House of " + UUID.randomUUID(), "slug", word + "-house"))
                .text("id");
        Api.Answer made = market.maker.post("/skills", Map.of("publisher_id", publisher, "name", word, "slug", word));
        assertThat(made.status()).as(made.json().toString()).isEqualTo(201);
        return new Maker(word + "-house", publisher, word);
    }

    private static KeyPair pair() throws GeneralSecurityException {
        return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    }

    private static PublisherKey publicKey(KeyPair pair) {
        return PublisherKey.of(pair.getPublic().getEncoded());
    }

    private static ObjectNode key(KeyPair pair, @Nullable KeySignature signature) {
        ObjectNode body = Wire.tolerant()
                .createObjectNode()
                .put("name", "build server")
                .put("public_key", publicKey(pair).pem());
        return signature == null ? body : body.put("signature", signature.value());
    }

    static ObjectNode version(String version) {
        return Wire.tolerant()
                .valueToTree(Map.of("version", version, "digest", "ab".repeat(32), "manifest", Map.of("name", "x")));
    }

    private static SkillStatement statement(Maker maker, ObjectNode body) throws IOException {
        return SkillStatement.of(
                new Slug(maker.slug()),
                new Slug(maker.skill()),
                Wire.strict().treeToValue(body, PublishVersion.class),
                SkillCapabilities.NONE);
    }

    private static KeySignature sign(SkillStatement statement, KeyPair pair) throws GeneralSecurityException {
        Signature signer = Signature.getInstance("Ed25519");
        signer.initSign(pair.getPrivate());
        signer.update(statement.bytes());
        return KeySignature.of(signer.sign());
    }

    private static ObjectNode signed(ObjectNode body, KeySignature signature) {
        return body.deepCopy().put("signature", signature.value());
    }

    private static Api.Answer publish(Maker maker, String version, @Nullable KeyPair pair)
            throws IOException, GeneralSecurityException {
        ObjectNode body = version(version);
        return market.maker.post(
                maker.versions(), pair == null ? body : signed(body, sign(statement(maker, body), pair)));
    }

    private static List<String> audited(Maker maker) {
        return market.plane
                .sql()
                .withHandle(handle -> handle.createQuery("""
                SELECT action FROM audit_log WHERE target = :target AND action LIKE 'publisher.key-%' ORDER BY seq
                """)
                        .bind("target", "publisher:" + maker.publisher())
                        .mapTo(String.class)
                        .list());
    }

    private static void assertRefused(Api.Answer answer, String code) {
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(422);
        assertThat(answer.code()).as(answer.json().toString()).isEqualTo(code);
        assertThat(answer.pointer()).isEqualTo("/signature");
    }
}
