package io.centter.console.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TrailTest {
    private final Trail<String> trail = new Trail<>();

    @Test
    void goesBackAndForwardAgain() {
        trail.go("agents");
        trail.go("roles");
        trail.go("audit");
        assertThat(trail.back()).contains("roles");
        assertThat(trail.back()).contains("agents");
        assertThat(trail.back()).isEmpty();
        assertThat(trail.forward()).contains("roles");
        assertThat(trail.now()).contains("roles");
    }

    @Test
    void newStepForgetsWhatWasAhead() {
        trail.go("agents");
        trail.go("roles");
        assertThat(trail.back()).contains("agents");
        trail.go("audit");
        assertThat(trail.forward()).isEmpty();
        assertThat(trail.back()).contains("agents");
    }

    @Test
    void samePlaceTwiceIsOneStep() {
        trail.go("agents");
        trail.go("agents");
        assertThat(trail.back()).isEmpty();
    }
}
