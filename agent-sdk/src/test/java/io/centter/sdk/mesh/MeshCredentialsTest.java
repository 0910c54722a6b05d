package io.centter.sdk.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centter.model.identity.InvalidValue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MeshCredentialsTest {
    private static final Instant ISSUED = Instant.parse("2026-11-22T10:00:00Z");

    @Test
    void saysWhoseTheyAreAndWhenTheyEnd() {
        MeshCredentials credentials = MeshCredentials.parse("# server nats://a\n" + file(day()), List.of("nats://a"));

        assertThat(credentials.userName()).isEqualTo("f254bbfa01c7");
        assertThat(credentials.isExpired(ISSUED.plus(Duration.ofHours(23)))).isFalse();
        assertThat(credentials.isExpired(ISSUED.plus(Duration.ofHours(24)))).isTrue();
        assertThat(credentials.text()).startsWith("-----BEGIN NATS USER JWT");
        assertThat(credentials.toString()).doesNotContain("SEED").doesNotContain("BEGIN");
    }

    @Test
    void areExchangedWellBeforeTheirEndAndNotAllAtOnce() {
        MeshCredentials credentials = MeshCredentials.parse(file(day()), List.of());

        assertThat(credentials.renewAt(0)).isEqualTo(ISSUED.plus(Duration.ofMinutes(1_152)));
        assertThat(credentials.renewAt(1)).isEqualTo(ISSUED.plus(Duration.ofMinutes(1_008)));
    }

    @Test
    void withoutAnEndAreNeverExchanged() {
        MeshCredentials credentials =
                MeshCredentials.parse(file("{\"name\":\"a\",\"iat\":" + ISSUED.getEpochSecond() + "}"), List.of());

        assertThat(credentials.renewAt(0)).isNull();
        assertThat(credentials.isExpired(Instant.MAX)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "-----BEGIN NATS USER JWT-----\na.b\n------END NATS USER JWT------"})
    void somethingElseIsRefusedInASentence(String text) {
        assertThatThrownBy(() -> MeshCredentials.parse(text, List.of()))
                .isInstanceOf(InvalidValue.class)
                .hasMessageContaining(".creds");
        assertThatThrownBy(() -> MeshCredentials.parse(
                        file("{}")
                                .replace(
                                        Base64.getUrlEncoder().encodeToString("{}".getBytes(StandardCharsets.UTF_8)),
                                        "%%"),
                        List.of()))
                .isInstanceOf(InvalidValue.class);
    }

    private static String day() {
        return "{\"name\":\"f254bbfa01c7\",\"iat\":" + ISSUED.getEpochSecond() + ",\"exp\":"
                + ISSUED.plus(Duration.ofDays(1)).getEpochSecond() + "}";
    }

    private static String file(String claims) {
        String body = Base64.getUrlEncoder().encodeToString(claims.getBytes(StandardCharsets.UTF_8));
        return "-----BEGIN NATS USER JWT-----\neyJ0." + body + ".c2ln\n------END NATS USER JWT------\n\n"
                + "-----BEGIN USER NKEY SEED-----\nSUA\n------END USER NKEY SEED------\n";
    }
}
