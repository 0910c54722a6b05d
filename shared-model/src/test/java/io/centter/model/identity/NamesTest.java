package io.centter.model.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NamesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                ">",
                "a.b",
                "a b",
                "a\r\nPUB x 0",
                "{{name()}}",
                "tag(x)",
                "ADMIN",
                "xn--abc",
                "ｓｏｌ",
                "-a",
                "a-",
                "www",
                "nats",
                "_acme-challenge",
                "a23456789012345678901234567890123456789012345678901234567890123x"
            })
    void aNameThatCouldBecomeSomethingElseIsNoSlug(String name) {
        assertThatThrownBy(() -> new Slug(name))
                .isInstanceOfSatisfying(
                        InvalidValue.class,
                        refusal -> assertThat(refusal.field()).isEqualTo("slug"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                ">",
                "f254bbfa",
                "F254BBFA01C7",
                "f254bbfa01c7 ",
                "f254bbfa01c7\n",
                "g254bbfa01c7",
                "f254.bfa01c7"
            })
    void onlyTwelveLowerCaseHexCharactersAreAnAgentId(String id) {
        assertThatThrownBy(() -> new AgentId(id)).isInstanceOf(InvalidValue.class);
    }

    @Test
    void aDisplayNameSuggestsASlug() {
        assertThat(Slug.suggestedBy("Andrés  Support #2")).isEqualTo(new Slug("andres-support-2"));
        assertThat(Slug.suggestedBy("x".repeat(80)).value()).hasSize(63);
        assertThatThrownBy(() -> Slug.suggestedBy("中文")).isInstanceOf(InvalidValue.class);
    }

    @Test
    void textForPeopleIsTrimmedAndHasNoControlCharacters() {
        assertThat(Names.requireText("name", "  Linda ", 10)).isEqualTo("Linda");
        assertThatThrownBy(() -> Names.requireText("name", "Li\u0000nda", 10))
                .hasMessageContaining("control character");
        assertThatThrownBy(() -> Names.requireText("name", "Linda the coordinator", 10))
                .hasMessageContaining("at most 10");
        assertThatThrownBy(() -> Names.requireText("name", " ", 10)).hasMessageContaining("missing");
    }

    @Test
    void idsSortByTheMillisecondTheyWereMadeIn() {
        IdSource early = new IdSource(InstantSource.fixed(Instant.ofEpochMilli(1_000_000)), new Random(1));
        IdSource late = new IdSource(InstantSource.fixed(Instant.ofEpochMilli(1_000_001)), new Random(2));
        assertThat(early.uuid().toString()).isLessThan(late.uuid().toString());
        assertThat(early.uuid().version()).isEqualTo(7);
        assertThat(early.uuid().variant()).isEqualTo(2);
        assertThat(early.agentId().value()).hasSize(12);
    }
}
