package io.centter.control.config;

import java.util.List;

/// The settings are not usable; the message has one line for each mistake and is meant for the terminal.
public final class ConfigRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ConfigRefused(List<String> mistakes) {
        super(String.join(System.lineSeparator(), mistakes));
    }
}
