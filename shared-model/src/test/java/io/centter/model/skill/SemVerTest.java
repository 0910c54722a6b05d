package io.centter.model.skill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centter.model.identity.InvalidValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SemVerTest {
    /// Lowest first; the part from 1.0.0-alpha to 1.0.0 is the example of semver.org.
    private static final List<String> ORDER = List.of(
            "0.0.0-0",
            "0.0.0",
            "0.0.4",
            "0.1.0",
            "1.0.0-0",
            "1.0.0-9",
            "1.0.0-10",
            "1.0.0--",
            "1.0.0-0a",
            "1.0.0-A",
            "1.0.0-a-b",
            "1.0.0-a0",
            "1.0.0-alpha",
            "1.0.0-alpha.1",
            "1.0.0-alpha.1.0",
            "1.0.0-alpha.beta",
            "1.0.0-alpha1",
            "1.0.0-beta",
            "1.0.0-beta.2",
            "1.0.0-beta.11",
            "1.0.0-rc.1",
            "1.0.0",
            "1.0.1",
            "1.2.0",
            "1.10.0",
            "2.0.0",
            "10.0.0",
            "99999999999999999999.0.0");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.4",
                "1.2.3",
                "10.20.30",
                "1.1.2-prerelease+meta",
                "1.1.2+meta",
                "1.1.2+meta-valid",
                "1.0.0-alpha",
                "1.0.0-alpha.0valid",
                "1.0.0-alpha-a.b-c-somethinglong+build.1-aef.1-its-okay",
                "1.0.0-rc.1+build.123",
                "2.0.0+build.1848",
                "1.2.3----RC-SNAPSHOT.12.9.1--.12",
                "1.0.0+0.build.1-rc.10000aaa-kk-0.1",
                "1.0.0-0A.is.legal"
            })
    void whatSemverOrgAllowsIsAVersion(String text) {
        assertThat(new SemVer(text).value()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "1.2",
                "1.2.3.4",
                "v1.2.3",
                " 1.2.3",
                "1.2.3 ",
                "1.2.3\n",
                "1.2.3-0123",
                "1.2.3-0123.0123",
                "1.1.2+.123",
                "+invalid",
                "-invalid",
                "alpha",
                "1.0.0-alpha_beta",
                "1.0.0-alpha..",
                "1.0.0-alpha..1",
                "01.1.1",
                "1.01.1",
                "1.1.01",
                "1.2.3-",
                "1.2.3+",
                "1.2-SNAPSHOT",
                "-1.0.3-gamma+b7718",
                "9.8.7+meta+meta",
                "9.8.7-whatever+meta+meta",
                "１.2.3",
                "1.0.0-01234567890123456789012345678901234567890123456789012345678a"
            })
    void nothingElseIs(String text) {
        assertThatThrownBy(() -> new SemVer(text))
                .isInstanceOfSatisfying(
                        InvalidValue.class,
                        refusal -> assertThat(refusal.field()).isEqualTo("version"));
    }

    @Test
    void versionsAreOrderedAsSemverOrgSays() {
        List<SemVer> versions = new ArrayList<>(ORDER.stream().map(SemVer::new).toList());
        Collections.shuffle(versions, new Random(7));
        versions.sort(SemVer.PRECEDENCE);

        assertThat(versions).map(SemVer::value).containsExactlyElementsOf(ORDER);
        for (int i = 1; i < versions.size(); i++) {
            assertThat(versions.get(i).isHigherThan(versions.get(i - 1))).isTrue();
            assertThat(versions.get(i - 1).isHigherThan(versions.get(i))).isFalse();
        }
    }

    @Test
    void whatIsBehindAPlusDoesNotCount() {
        SemVer one = new SemVer("1.0.0+a");
        SemVer other = new SemVer("1.0.0+b");

        assertThat(one.isHigherThan(other) || other.isHigherThan(one)).isFalse();
        assertThat(one).isNotEqualTo(other);
        assertThat(one.preRelease()).isFalse();
        assertThat(new SemVer("1.0.0-rc.1+a").preRelease()).isTrue();
        assertThat(new SemVer("1.0.0-rc.1+a").core()).isEqualTo("1.0.0");
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "1.0.0 | | true",
                "1.0.0 | 1.0.0 | false",
                "1.0.0+b | 1.0.0+a | false",
                "1.0.1 | 1.0.0 | true",
                "1.0.1 | 1.0.0 2.0.0 | false",
                "1.4.1 | 1.4.0 2.0.0-rc.1 | true",
                "2.0.0 | 1.4.0 2.0.0-rc.1 | true",
                "2.0.0-rc.1 | 2.0.0 | false",
                "2.0.0-rc.1 | 1.9.0 2.0.0-rc.2 | false",
                "2.0.0-rc.3 | 1.9.0 2.0.0-rc.2 | true",
                "1.9.1-rc.1 | 1.9.0 2.0.0-rc.2 | true",
                "1.8.0-rc.1 | 1.9.0 | false"
            },
            delimiter = '|')
    void versionsOnlyGoUpAndPreReleasesDoNotHoldReleasesUp(String next, String published, boolean may) {
        List<SemVer> those = published == null
                ? List.of()
                : List.of(published.split(" ", -1)).stream().map(SemVer::new).toList();

        assertThat(VersionRules.obstacle(new SemVer(next), those).isEmpty()).isEqualTo(may);
    }

    @Test
    void theNewestIsTheHighestRelease() {
        assertThat(VersionRules.newest(List.of(new SemVer("1.9.0"), new SemVer("1.10.0"), new SemVer("2.0.0-rc.1"))))
                .contains(new SemVer("1.10.0"));
        assertThat(VersionRules.newest(List.of(new SemVer("2.0.0-rc.1")))).isEmpty();
    }
}
