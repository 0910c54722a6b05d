package io.centter.sdk.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import io.centter.model.heartbeat.Denial;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DenialsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private final Denials denials = new Denials();

    @Test
    void sameRefusalIsCountedAndTakenOnce() {
        denials.note("Permissions Violation for Publish to \"mesh.event.deploy.done\"", NOW);
        denials.note("Permissions Violation for Publish to \"mesh.event.deploy.done\"", NOW.plusSeconds(1));
        denials.note("Permissions Violation for Subscription to \"mesh.agent.>\" using queue \"q\"", NOW);

        assertThat(denials.take())
                .containsExactly(
                        new Denial("mesh.event.deploy.done", Denial.Operation.PUBLISH, 2, NOW.plusSeconds(1)),
                        new Denial("mesh.agent.>", Denial.Operation.SUBSCRIBE, 1, NOW));
        assertThat(denials.take()).isEmpty();
    }

    @Test
    void whatCouldNotBeReportedComesAgain() {
        denials.note("Permissions Violation for Publish to \"a\"", NOW);
        List<Denial> taken = denials.take();
        denials.note("Permissions Violation for Publish to \"a\"", NOW.plusSeconds(1));

        denials.giveBack(taken);

        assertThat(denials.take()).singleElement().satisfies(denial -> {
            assertThat(denial.count()).isEqualTo(2);
            assertThat(denial.lastAt()).isEqualTo(NOW.plusSeconds(1));
        });
    }

    @Test
    void otherErrorsAreNoRefusals() {
        assertThat(denials.note("Stale Connection", NOW)).isFalse();
        assertThat(denials.note("", NOW)).isFalse();
        assertThat(denials.take()).isEmpty();
    }

    @Test
    void floodOfSubjectsIsBoundedAndEveryReportCanBeSent() {
        for (int i = 0; i < 10_000; i++) {
            assertThat(denials.note("Permissions Violation for Publish to \"x." + i + "\"", NOW))
                    .isTrue();
        }
        denials.note("Permissions Violation for Publish to \"bad\tsubject\"", NOW);

        assertThat(denials.take()).hasSizeLessThanOrEqualTo(64);
    }

    @Test
    void refusalOfASubjectIsKnownFromItsMomentOn() {
        denials.note("Permissions Violation for Publish to \"a\"", NOW);

        assertThat(denials.publishDeniedSince("a", NOW)).isTrue();
        assertThat(denials.publishDeniedSince("a", NOW.plusMillis(1))).isFalse();
        assertThat(denials.publishDeniedSince("b", NOW)).isFalse();
    }
}
