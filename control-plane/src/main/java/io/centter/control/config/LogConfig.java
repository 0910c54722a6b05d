package io.centter.control.config;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import java.io.Console;
import java.util.List;
import org.slf4j.LoggerFactory;

/// How the log is written.
///
/// @param format `json`, `text`, or `auto`: text on a terminal, else JSON
/// @param level of Centter's own loggers
public record LogConfig(String format, String level) {
    /// Libraries that write headers, statements or keys when they are asked for details. They say no more than
    /// at info, whatever the level of all others.
    private static final List<String> WITH_SECRETS = List.of(
            "org.eclipse.jetty",
            "io.javalin",
            "io.nats",
            "org.jdbi",
            "org.postgresql",
            "org.flywaydb",
            "com.zaxxer.hikari",
            "com.nimbusds");

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

    /// Makes the log of this process so: to standard error, JSON lines for machines or text for people.
    public void apply() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        Encoder<ILoggingEvent> encoder = asJson() ? json() : text();
        encoder.setContext(context);
        encoder.start();
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setTarget("System.err");
        appender.setEncoder(encoder);
        appender.start();
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.detachAndStopAllAppenders();
        root.addAppender(appender);
        context.getLogger("io.centter").setLevel(Level.toLevel(level));
        WITH_SECRETS.forEach(name -> keepQuiet(context.getLogger(name)));
    }

    private static void keepQuiet(Logger logger) {
        Level level = logger.getEffectiveLevel();
        logger.setLevel(level.isGreaterOrEqual(Level.INFO) ? level : Level.INFO);
    }

    private boolean asJson() {
        return format.equals("json") || (format.equals("auto") && !onTerminal());
    }

    @SuppressWarnings("SystemConsoleNull") // declared nullable, and a JVM may be told to have none
    private static boolean onTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    private static Encoder<ILoggingEvent> json() {
        JsonEncoder encoder = new JsonEncoder();
        encoder.setWithFormattedMessage(true);
        encoder.setWithMessage(false);
        encoder.setWithArguments(false);
        encoder.setWithContext(false);
        encoder.setWithSequenceNumber(false);
        encoder.setWithNanoseconds(false);
        return encoder;
    }

    private static Encoder<ILoggingEvent> text() {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setPattern("%d{HH:mm:ss.SSS} %-5level %logger{0} %msg %mdc%n");
        return encoder;
    }
}
