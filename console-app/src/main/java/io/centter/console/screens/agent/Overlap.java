package io.centter.console.screens.agent;

import io.centter.console.text.Texts;

/// How long an old API key stays good beside the new one.
public enum Overlap {
    NONE(0),
    HOUR(3_600),
    DAY(86_400);

    private final int seconds;

    Overlap(int seconds) {
        this.seconds = seconds;
    }

    int seconds() {
        return seconds;
    }

    String words() {
        return Texts.word("overlap", this);
    }
}
