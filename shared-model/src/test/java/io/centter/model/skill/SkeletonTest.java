package io.centter.model.skill;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SkeletonTest {
    @ParameterizedTest
    @CsvSource({
        "deploy, dep1oy",
        "deploy, depl0y",
        "deploy, Deplоy",
        "deploy, de-ploy",
        "deploy, deplyo",
        "deploy, depoy",
        "deploy, deeploy",
        "deploy, deploi",
        "Acme Corp, acme-c0rp",
        "Acme Corp, Асmе Соrр",
        "Acme Corp, Ａｃｍｅ Corp",
        "Acme Corp, Àcmé Çorp",
        "install, 1nstall",
        "warner, wamer",
        "wave, vvave",
        "s3-sync, 53-sync"
    })
    void namesThatMayBeTakenForEachOtherLookAlike(String one, String other) {
        assertThat(Skeleton.of(one).looksLike(Skeleton.of(other))).isTrue();
        assertThat(Skeleton.of(other).looksLike(Skeleton.of(one))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "deploy, employ",
        "deploy, deploy-ci",
        "mail, mall",
        "crm, csm",
        "report-1, report-2",
        "report, report2",
        "agent-v1, agent-v2",
        "convert, invert",
        "translate, transcribe"
    })
    void othersDoNot(String one, String other) {
        assertThat(Skeleton.of(one).looksLike(Skeleton.of(other))).isFalse();
        assertThat(Skeleton.of(other).looksLike(Skeleton.of(one))).isFalse();
    }

    @Test
    void aNameWithoutALetterLooksLikeNone() {
        assertThat(Skeleton.of("✨✨").looksLike(Skeleton.of("--"))).isFalse();
    }
}
