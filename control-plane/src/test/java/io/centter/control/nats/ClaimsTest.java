package io.centter.control.nats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.centter.model.identity.InvalidValue;
import io.centter.model.role.Role;
import io.centter.model.role.RoleTemplate;
import io.nats.client.NKey;
import io.nats.client.Nats;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimsTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private final NatsKey account = NatsKey.newAccount(RANDOM);
    private final NatsKey role = NatsKey.newAccount(RANDOM);
    private final NatsKey user = NatsKey.newUser(RANDOM);

    @ParameterizedTest
    @ValueSource(strings = {"*", ">", "a.b", "a b", "a\r\nPUB x 0", "{{name()}}", "tag(x)", "", "ｓｏｌ"})
    void nothingIsSignedForANameThatCouldBecomeASubject(String name) {
        assertThatThrownBy(() -> UserClaims.scoped(user.publicKey(), name, account.publicKey()))
                .isInstanceOf(InvalidValue.class);
        assertThatThrownBy(() -> new AccountClaims(
                        account.publicKey(),
                        name,
                        List.of(),
                        List.of(),
                        AccountLimits.NONE,
                        List.of(),
                        List.of(),
                        Map.of()))
                .isInstanceOf(InvalidValue.class);
    }

    @Test
    void namesOfSixtyFiveCharactersAndForeignKindsOfKeysAreRefused() {
        assertThatThrownBy(() -> UserClaims.scoped(user.publicKey(), "a".repeat(65), account.publicKey()))
                .isInstanceOf(InvalidValue.class);
        assertThatThrownBy(() -> UserClaims.scoped(account.publicKey(), "a", account.publicKey()))
                .isInstanceOf(InvalidValue.class);
        assertThatThrownBy(() -> UserClaims.scoped(user.publicKey(), "a", "A" + "*".repeat(55)))
                .isInstanceOf(InvalidValue.class);
    }

    @Test
    void scopedUserCarriesNoRightsOfItsOwn() {
        String jwt = new ClaimsSigner(role)
                .sign(
                        UserClaims.scoped(user.publicKey(), "f254bbfa01c7", account.publicKey()),
                        NOW,
                        NOW.plusSeconds(60));
        JsonNode claims = ClaimsSigner.verified(jwt, role.publicKey());

        assertThat(claims.path("name").asText()).isEqualTo("f254bbfa01c7");
        assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isEqualTo(60);
        assertThat(claims.path("nats").fieldNames()).toIterable().containsExactly("issuer_account", "type", "version");
    }

    @Test
    void signatureIsTheOneTheClientLibraryMakes() throws Exception {
        String jwt = new ClaimsSigner(account)
                .sign(UserClaims.scoped(user.publicKey(), "x", account.publicKey()), NOW, null);
        int dot = jwt.lastIndexOf('.');
        byte[] signature = java.util.Base64.getUrlDecoder().decode(jwt.substring(dot + 1));
        assertThat(NKey.fromPublicKey(account.publicKey().toCharArray())
                        .verify(jwt.substring(0, dot).getBytes(StandardCharsets.US_ASCII), signature))
                .isTrue();
        assertThatThrownBy(() -> ClaimsSigner.verified(jwt, role.publicKey()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void equalStateGivesEqualFingerprintsWhateverTheOrder() {
        NatsKey other = NatsKey.newAccount(RANDOM);
        AccountClaims one = claims(List.of(scoped(role, Role.ASSISTANT), scoped(other, Role.ANALYST)));
        AccountClaims two = claims(List.of(scoped(other, Role.ANALYST), scoped(role, Role.ASSISTANT)));
        AccountClaims three = claims(List.of(scoped(other, Role.COORDINATOR), scoped(role, Role.ASSISTANT)));

        assertThat(ClaimsSigner.fingerprint(one)).isEqualTo(ClaimsSigner.fingerprint(two));
        assertThat(ClaimsSigner.fingerprint(one)).isNotEqualTo(ClaimsSigner.fingerprint(three));
    }

    @Test
    void credentialsFileIsReadByTheClientLibrary() throws Exception {
        String jwt =
                new ClaimsSigner(role).sign(UserClaims.scoped(user.publicKey(), "x", account.publicKey()), NOW, null);
        var handler = Nats.staticCredentials(CredsFile.text(jwt, user).getBytes(StandardCharsets.UTF_8));

        assertThat(handler.getJWT()).isEqualTo(jwt.toCharArray());
        byte[] nonce = "nonce".getBytes(StandardCharsets.US_ASCII);
        assertThat(NatsKey.verify(user.publicKey(), nonce, handler.sign(nonce))).isTrue();
    }

    @Test
    void keysDoNotShowTheirSeed() {
        assertThat(account.toString()).doesNotContain(account.seed()).contains(account.publicKey());
        assertThat(NatsKey.fromSeed(account.seed()).publicKey()).isEqualTo(account.publicKey());
        assertThatThrownBy(() -> NatsKey.fromSeed("SAAB")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void configurationKeepsAcknowledgedMessagesAndTakesAnyPorts() {
        var options = new NatsConfigFile.Options(
                "hub1",
                "127.0.0.1",
                new NatsConfigFile.Ports(-1, -1, -1),
                Path.of("/var/lib/centter/nats"),
                true,
                Optional.empty());
        String text = NatsConfigFile.text(options, new NatsConfigFile.Roots("O", "AS", "js", "AC", "jc"));
        assertThat(text)
                .contains("port: -1", "sync_interval: always", "timeout: 30")
                .contains("max_payload: 1MB", "system_account: AS", "  AC: jc");
    }

    @Test
    void serversOfAClusterKnowEachOtherByASecretAndTellClientsNoAddresses() {
        var side = new NatsConfigFile.ClusterSide("hub", "10.0.0.1:6222", List.of("10.0.0.1:6222", "b:6222"), "s3cret");
        var options = new NatsConfigFile.Options(
                "hub1",
                "10.0.0.1",
                new NatsConfigFile.Ports(4222, 4443, 8222),
                Path.of("/var/lib/centter/nats"),
                false,
                Optional.of(side));
        assertThat(NatsConfigFile.text(options, new NatsConfigFile.Roots("O", "AS", "js", "AC", "jc")))
                .contains("listen: \"10.0.0.1:6222\"", "user: route, password: \"s3cret\"", "no_advertise: true")
                .contains("\"nats-route://route:s3cret@b:6222\"", "interval: \"10s\"")
                .doesNotContain("sync_interval");
        assertThat(options.toString()).doesNotContain("s3cret");
    }

    private AccountClaims claims(List<ScopedKey> keys) {
        return new AccountClaims(
                account.publicKey(), "net", List.of(), List.of(), AccountLimits.NONE, List.of(), keys, Map.of());
    }

    private static ScopedKey scoped(NatsKey key, Role role) {
        return new ScopedKey(
                key.publicKey(), role.wireName(), RoleTemplate.of(role).subjects(), 65_536);
    }
}
