package io.centter.control.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.centter.model.heartbeat.Transport;
import io.centter.model.identity.Slug;
import io.centter.model.role.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentityTest {
    @ParameterizedTest
    @CsvSource({"sol, Sol", "sol, sol", "sol, sol-2", "agent-7, Agent 7", "a, Ünïcode 名前"})
    void slugAndNameAreWhatTheyWere(String slug, String name) {
        Identity who = who(slug, name);

        assertThat(who.slug()).isEqualTo(new Slug(slug));
        assertThat(who.name()).isEqualTo(name);
        assertThat(who.hasSlug(slug)).isTrue();
    }

    @Test
    void aSlugIsNotTakenForAnotherThatBeginsAlikeOrForAName() {
        assertThat(who("sol", "Sol").hasSlug("so")).isFalse();
        assertThat(who("sol", "Sol").hasSlug("sol-2")).isFalse();
        assertThat(who("sol", "sol-2").hasSlug("sol-2")).isFalse();
        assertThat(who("sol", "Sol").hasSlug("")).isFalse();
        assertThat(who("sol", "Sol").hasSlugOf(who("sol", "Renamed"))).isTrue();
        assertThat(who("sol", "sol").hasSlugOf(who("sol", "Sol"))).isTrue();
        assertThat(who("sol", "Sol").hasSlugOf(who("sol-2", "Sol"))).isFalse();
    }

    private static Identity who(String slug, String name) {
        return new Identity(7, Identity.names(slug, name), Role.ANALYST, Transport.NATS);
    }
}
