package io.centter.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.centter.model.identity.Slug;
import io.centter.model.role.Role;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class CastTest {
    @Test
    void firstTwelveHaveNamesAndAllSixRoles() {
        List<CastMember> twelve = Cast.of(12);

        assertThat(twelve).extracting(CastMember::name).startsWith("Linda", "Sol", "Atlas", "Andrea");
        assertThat(twelve).extracting(CastMember::role).contains(Role.values());
        assertThat(twelve.getFirst().role()).isEqualTo(Role.COORDINATOR);
        assertThat(twelve.get(1).profile().customSkills()).contains("coinsenda-devops");
    }

    @Test
    void thousandMembersHaveDifferentSlugsAndAddresses() {
        List<CastMember> thousand = Cast.of(1_000);

        assertThat(thousand)
                .extracting(member -> Slug.suggestedBy(member.name()))
                .doesNotHaveDuplicates();
        assertThat(thousand)
                .extracting(member -> member.profile().location())
                .doesNotContainNull()
                .doesNotHaveDuplicates();
        assertThat(thousand.get(12).name()).isEqualTo("scout-013");
    }

    @Test
    void smallerFleetIsTheBeginningOfALargerOne() {
        assertThat(Cast.of(20)).startsWith(Cast.of(5).toArray(CastMember[]::new));
    }

    @Test
    void everyErrandHasSomebodyAmongTheTwelveWhoCanDoIt() {
        Set<String> able = Cast.of(12).stream()
                .flatMap(member -> member.profile().capabilities().stream())
                .collect(Collectors.toSet());

        assertThat(able).containsAll(Errands.capabilities());
    }
}
