package io.centter.sdk.mesh;

import io.centter.model.heartbeat.Denial;
import io.centter.model.identity.InvalidValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Collects what the broker refused. The broker tells the refused client alone, so an agent reports it itself.
final class Denials {
    private static final int MAX_SUBJECTS = 64;
    private static final Pattern VIOLATION =
            Pattern.compile("(?i)permissions violation for (publish|subscription) to \"([^\"]{1,512})\".*");

    /// What is counted together.
    private record Kind(String subject, Denial.Operation operation) {}

    private final Map<Kind, Denial> sinceLastReport = new LinkedHashMap<>();
    private final Map<String, Instant> publishes = new LinkedHashMap<>();

    /// Whether the error was a refusal.
    synchronized boolean note(String error, Instant at) {
        Matcher match = VIOLATION.matcher(error.strip());
        if (!match.matches()) {
            return false;
        }
        boolean publish = match.group(1).equalsIgnoreCase("publish");
        String subject = match.group(2);
        if (publish) {
            publishes.remove(subject);
            publishes.put(subject, at);
            trim(publishes);
        }
        try {
            add(new Denial(subject, publish ? Denial.Operation.PUBLISH : Denial.Operation.SUBSCRIBE, 1, at));
        } catch (InvalidValue _) {
            // A subject that no heartbeat can carry; it is still counted.
        }
        return true;
    }

    synchronized boolean publishDeniedSince(String subject, Instant since) {
        Instant last = publishes.get(subject);
        return last != null && !last.isBefore(since);
    }

    synchronized List<Denial> take() {
        List<Denial> taken = new ArrayList<>(sinceLastReport.values());
        sinceLastReport.clear();
        return taken;
    }

    /// What could not be reported comes again with the next report.
    synchronized void giveBack(List<Denial> taken) {
        taken.forEach(this::add);
    }

    private void add(Denial denial) {
        sinceLastReport.merge(
                new Kind(denial.subject(), denial.operation()),
                denial,
                (before, more) -> new Denial(
                        before.subject(),
                        before.operation(),
                        before.count() + more.count(),
                        before.lastAt().isAfter(more.lastAt()) ? before.lastAt() : more.lastAt()));
        trim(sinceLastReport);
    }

    private static void trim(Map<?, ?> map) {
        if (map.size() > MAX_SUBJECTS) {
            var oldest = map.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }
}
