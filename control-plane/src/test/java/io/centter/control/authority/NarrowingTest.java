package io.centter.control.authority;

import static org.assertj.core.api.Assertions.assertThat;

import io.centter.control.authority.Narrowing.Say;
import io.centter.model.permission.EffectiveScopes;
import io.centter.model.permission.Scope;
import io.centter.model.permission.SkillOffer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class NarrowingTest {
    @Test
    void twoWaysToWriteTheSameScopeLeaveOneOfThem() {
        EffectiveScopes holder =
                new EffectiveScopes(new TreeMap<>(Map.of(Scope.parse("*:*"), List.of())), new TreeMap<>());
        Say say = new Say(holder, List.of(), null, List.of(new SkillOffer("crm", Map.of())));

        Narrowing narrowed = Narrowing.of(List.of(Scope.parse("skill:execute"), Scope.parse("skill:execute:*")), say);

        assertThat(narrowed.granted()).containsExactly(Scope.parse("skill:execute"));
        assertThat(narrowed.dropped()).isEmpty();
    }
}
