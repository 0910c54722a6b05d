package io.centter.model.skill;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.centter.model.identity.InvalidValue;
import io.centter.model.identity.Slug;
import io.centter.model.wire.Wire;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class SkillStatementTest {
    private static final Slug PUBLISHER = new Slug("fabrikam");
    private static final Slug SKILL = new Slug("invoices");

    @Test
    void everythingThatAVersionIsStandsInItSorted() throws JsonProcessingException {
        PublishVersion version = version("""
                {"version": "1.0.0", "digest": "%s", "size_bytes": 12, "changelog": "First.\\nReally.",
                 "manifest": {"z": [true, null, {}], "a": {"é": "\\u001f\\u007f\\"\\\\/", "B": -3}, "": []},
                 "capabilities": {"commands": [{"name": "send", "risk": "write"}]},
                 "scopes": ["skill:read:x", "crm:read", "crm:read"]}
                """.formatted("AB".repeat(32)));
        assertThat(SkillStatement.of(PUBLISHER, SKILL, version, requireNonNull(version.capabilities()))
                        .text())
                .isEqualTo("{\"capabilities\":{\"commands\":[{\"name\":\"send\",\"risk\":\"write\"}]},"
                        + "\"changelog\":\"First.\\nReally.\",\"digest\":\"" + "ab".repeat(32) + "\","
                        + "\"manifest\":{\"\":[],\"a\":{\"B\":-3,\"é\":\"\\u001f\u007f\\\"\\\\/\"},\"z\":[true,null,{}]},"
                        + "\"publisher\":\"fabrikam\",\"scopes\":[\"crm:read\",\"skill:read:x\"],\"size_bytes\":12,"
                        + "\"skill\":\"invoices\",\"version\":\"1.0.0\"}");
    }

    @Test
    void whatIsEmptyIsLeftOutButTheManifest() throws JsonProcessingException {
        String least = "{\"digest\":\"" + "ab".repeat(32)
                + "\",\"manifest\":{},\"publisher\":\"fabrikam\",\"skill\":\"invoices\",\"version\":\"1.0.0\"}";
        for (String body : List.of(
                "{\"version\":\"1.0.0\",\"digest\":\"%s\",\"manifest\":{}}",
                "{\"version\":\"1.0.0\",\"digest\":\"%s\",\"manifest\":{},\"size_bytes\":0,\"changelog\":\" \",\"scopes\":[],"
                        + "\"capabilities\":{\"commands\":[]}}")) {
            PublishVersion version = version(body.formatted("ab".repeat(32)));
            assertThat(SkillStatement.of(PUBLISHER, SKILL, version, SkillCapabilities.NONE)
                            .text())
                    .isEqualTo(least);
        }
    }

    @Test
    void numbersThatReadersRoundAreRefused() throws JsonProcessingException {
        for (String number :
                List.of("1.5", "1.0", "1e3", "9007199254740992", "-9007199254740992", "1" + "0".repeat(30))) {
            PublishVersion version = version("{\"version\":\"1.0.0\",\"digest\":\"" + "ab".repeat(32)
                    + "\",\"manifest\":{\"n\":[" + number + "]}}");
            assertThatThrownBy(() -> SkillStatement.of(PUBLISHER, SKILL, version, SkillCapabilities.NONE))
                    .isInstanceOf(InvalidValue.class)
                    .hasMessageStartingWith("manifest has the number");
        }
        PublishVersion fits = version(
                "{\"version\":\"1.0.0\",\"digest\":\"" + "ab".repeat(32) + "\",\"manifest\":{\"n\":9007199254740991}}");
        assertThat(SkillStatement.of(PUBLISHER, SKILL, fits, SkillCapabilities.NONE)
                        .text())
                .contains("9007199254740991");
    }

    @Test
    void aKeyKnowsItsOwnSignatureAndNoOther() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        PublisherKey key = PublisherKey.of(pair.getPublic().getEncoded());
        PublisherKey other = PublisherKey.of(KeyPairGenerator.getInstance("Ed25519")
                .generateKeyPair()
                .getPublic()
                .getEncoded());
        SkillStatement statement = SkillStatement.adding(PUBLISHER, other);
        Signature signer = Signature.getInstance("Ed25519");
        signer.initSign(pair.getPrivate());
        signer.update(statement.bytes());
        byte[] signed = signer.sign();

        assertThat(key.signed(statement, KeySignature.of(signed))).isTrue();
        assertThat(other.signed(statement, KeySignature.of(signed))).isFalse();
        assertThat(key.signed(SkillStatement.adding(new Slug("fabrikan"), other), KeySignature.of(signed)))
                .isFalse();
        for (int i : List.of(0, 31, 32, 63)) {
            byte[] spoiled = signed.clone();
            spoiled[i] ^= 1;
            assertThat(key.signed(statement, KeySignature.of(spoiled))).isFalse();
        }
        assertThat(key.signed(statement, KeySignature.of(new byte[64]))).isFalse();
        assertThat(PublisherKey.parse(key.pem()).id()).isEqualTo(key.id());
    }

    @Test
    void whatIsNoKeyOfThisKindIsRefused() throws Exception {
        String rsa = pem(KeyPairGenerator.getInstance("RSA")
                .generateKeyPair()
                .getPublic()
                .getEncoded());
        String x = pem(KeyPairGenerator.getInstance("X25519")
                .generateKeyPair()
                .getPublic()
                .getEncoded());
        String good = pem(KeyPairGenerator.getInstance("Ed25519")
                .generateKeyPair()
                .getPublic()
                .getEncoded());
        for (String bad : List.of(
                "",
                "key",
                rsa,
                x,
                good + good,
                good.replace("PUBLIC", "PRIVATE"),
                good.replaceFirst("M", "*"),
                good + "x")) {
            assertThatThrownBy(() -> PublisherKey.parse(bad))
                    .isInstanceOf(InvalidValue.class)
                    .extracting(e -> ((InvalidValue) e).field())
                    .isEqualTo("public_key");
        }
        assertThat(PublisherKey.parse("\n" + good + "\n").pem()).isEqualTo(good);
        for (String bad : List.of("", "abc", "AAAA", "*".repeat(88))) {
            assertThatThrownBy(() -> new KeySignature(bad)).isInstanceOf(InvalidValue.class);
        }
    }

    private static String pem(byte[] der) {
        return "-----BEGIN PUBLIC KEY-----\n" + Base64.getEncoder().encodeToString(der)
                + "\n-----END PUBLIC KEY-----\n";
    }

    private static PublishVersion version(String json) throws JsonProcessingException {
        return Wire.strict().treeToValue((ObjectNode) Wire.strict().readTree(json), PublishVersion.class);
    }
}
