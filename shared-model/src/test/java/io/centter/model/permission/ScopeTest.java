package io.centter.model.permission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centter.model.identity.InvalidValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ScopeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "newsletter:send",
                "infra:*",
                "skill:execute:*",
                "skill:execute:crm",
                "skill:execute:crm/export",
                "skill:execute:crm/*",
                "*:*",
                "skill:execute:*/export"
            })
    void aScopeReadsAsItWasWritten(String text) {
        assertThat(Scope.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "skill",
                "skill:",
                ":execute",
                "skill:execute:",
                "skill:execute:crm/",
                "skill:execute:/export",
                "skill:execute:crm/export/twice",
                "skill:execute:crm:export",
                "skill/execute",
                "skill/x:execute",
                "Skill:execute",
                "skill:exe cute",
                "skill:execute:crm*",
                "skill:execute:-crm",
                "skill:execute:crm\n",
                "skill:execute:ｃｒｍ"
            })
    void whatIsNoScopeIsRefusedWithTheShapeOfOne(String text) {
        assertThatThrownBy(() -> Scope.parse(text))
                .isInstanceOfSatisfying(
                        InvalidValue.class,
                        refused -> assertThat(refused.field()).isEqualTo("scope"))
                .hasMessageContaining("domain:action[:target[/command]]");
    }

    @Test
    void aVeryLongScopeIsRefused() {
        assertThatThrownBy(() -> Scope.parse("skill:execute:" + "a".repeat(300)))
                .isInstanceOf(InvalidValue.class);
    }

    @Test
    void aWordHas63CharactersAndNotOneMore() {
        String word = "a1._-" + "z".repeat(58);
        assertThat(Scope.parse("skill:execute:" + word).target()).hasSize(63);
        assertThatThrownBy(() -> Scope.parse("skill:execute:" + word + "z")).isInstanceOf(InvalidValue.class);
    }

    @ParameterizedTest
    @CsvSource({
        "infra:*, infra:deploy:prod, true",
        "infra:*, infra:deploy, true",
        "infra:deploy, infra:deploy:prod/now, true",
        "skill:execute:crm, skill:execute:crm/export, true",
        "skill:execute:crm/export, skill:execute:crm, false",
        "skill:execute:*, skill:execute:*, true",
        "skill:execute:crm, skill:execute:*, false",
        "infra:deploy:*, infra:deploy, true",
        "infra:deploy:*/*, infra:deploy, true",
        "infra:deploy:*/now, infra:deploy, false",
        "skill:*, skill:execute:crm, true",
        "skill:read:*, skill:execute:crm, false",
        "*:*, skill:execute:crm/export, true",
    })
    void aScopeCoversItsParts(String whole, String part, boolean covers) {
        assertThat(Scope.parse(whole).covers(Scope.parse(part))).isEqualTo(covers);
    }

    @ParameterizedTest
    @CsvSource({
        "skill:execute:*, skill:execute:crm/export, skill:execute:crm/export",
        "skill:*:crm, skill:execute:*, skill:execute:crm",
        "skill:execute:*/export, skill:execute:crm, skill:execute:crm/export",
        "skill:execute:crm, skill:execute:mail, ",
    })
    void twoScopesMeetInWhatBothCover(String one, String other, String meet) {
        Scope first = Scope.parse(one);
        Scope second = Scope.parse(other);
        assertThat(first.meet(second).map(Scope::toString).orElse(null)).isEqualTo(meet);
        assertThat(second.meet(first)).isEqualTo(first.meet(second));
        assertThat(first.overlaps(second)).isEqualTo(meet != null);
    }
}
