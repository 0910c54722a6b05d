package io.centter.embedded.nats;

import io.centter.embedded.host.ProgramRun;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A version of nats-server.
public record NatsVersion(int major, int minor, int patch) implements Comparable<NatsVersion> {
    /// The oldest that serves: before it, a service import hides missing responders and an account can be crossed
    /// (CVE-2025-30215).
    public static final NatsVersion MINIMUM = new NatsVersion(2, 10, 27);

    private static final Pattern NUMBERS = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})\\.(\\d{1,4})");
    private static final Duration LIMIT = Duration.ofSeconds(10);

    /// The first version number in the text.
    public static Optional<NatsVersion> in(String text) {
        Matcher matcher = NUMBERS.matcher(text);
        return matcher.find()
                ? Optional.of(new NatsVersion(
                        Integer.parseInt(matcher.group(1)),
                        Integer.parseInt(matcher.group(2)),
                        Integer.parseInt(matcher.group(3))))
                : Optional.empty();
    }

    /// What the program says of itself; empty when it cannot be run or is no nats-server.
    static Optional<NatsVersion> of(Path binary) {
        ProgramRun run = ProgramRun.of(LIMIT, List.of(binary.toString(), "-v"));
        return run.succeeded() && run.output().contains("nats-server") ? in(run.output()) : Optional.empty();
    }

    boolean isEnough() {
        return compareTo(MINIMUM) >= 0;
    }

    @Override
    public int compareTo(NatsVersion other) {
        return Comparator.comparingInt(NatsVersion::major)
                .thenComparingInt(NatsVersion::minor)
                .thenComparingInt(NatsVersion::patch)
                .compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
