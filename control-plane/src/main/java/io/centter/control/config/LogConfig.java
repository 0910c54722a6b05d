package io.centter.control.config;

/// How the log is written.
///
/// @param format `json`, `text`, or `auto`: text on a terminal, else JSON
/// @param level of Centter's own loggers
public record LogConfig(String format, String level) {
    static LogConfig read(Section section) {
        String format = section.text("format", "auto");
        if (!format.matches("json|text|auto")) {
            section.refuse("format", "is json, text or auto.", "");
        }
        String level = section.text("level", "info");
        if (!level.matches("(?i)trace|debug|info|warn|error")) {
            section.refuse("level", "is trace, debug, info, warn or error.", "");
        }
        return new LogConfig(format, level);
    }
}
