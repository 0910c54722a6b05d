package io.centter.console.screens.agent;

import io.centter.model.presence.AgentPresence;
import io.centter.model.presence.Presence;
import io.centter.model.presence.PresenceRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/// How an agent's presence followed itself within a window of time: pure.
public record PresencePeriods(Instant from, Instant to, List<Period> periods) {
    /// One stretch of the same presence.
    public record Period(Instant from, Instant to, Presence presence) {
        public Duration length() {
            return Duration.between(from, to);
        }
    }

    /// What followed what, the oldest first.
    ///
    /// @param records latest first
    /// @param knownFrom since when the records hold every change; before that nothing is claimed
    public static PresencePeriods of(
            AgentPresence agent, List<PresenceRecord> records, Instant knownFrom, Instant from, Instant to) {
        List<Period> backwards = new ArrayList<>();
        Instant end = to;
        Presence presence = agent.presence();
        for (PresenceRecord record : records) {
            if (!record.at().isBefore(end)) {
                presence = record.from();
                continue;
            }
            Instant start = record.at().isBefore(from) ? from : record.at();
            if (start.isBefore(end)) {
                add(backwards, new Period(start, end, presence));
            }
            end = start;
            presence = record.from();
            if (record.at().isBefore(from)) {
                return new PresencePeriods(from, to, backwards.reversed());
            }
        }
        Instant begin = knownFrom.isAfter(from) ? knownFrom : from;
        if (begin.isBefore(end)) {
            add(backwards, new Period(begin, end, presence));
        }
        return new PresencePeriods(from, to, backwards.reversed());
    }

    /// How much of the window is known.
    public Duration known() {
        return periods.stream().map(Period::length).reduce(Duration.ZERO, Duration::plus);
    }

    /// Whether something of the window is not known that can be seen.
    public boolean isPart() {
        Duration whole = Duration.between(from, to);
        return known().compareTo(whole.multipliedBy(99).dividedBy(100)) < 0;
    }

    /// The part of the known time in which the agent was online; empty where nothing is known.
    public OptionalDouble online() {
        double known = 0;
        double online = 0;
        for (Period period : periods) {
            known += period.length().toMillis();
            online += period.presence() == Presence.ONLINE ? period.length().toMillis() : 0;
        }
        return known == 0 ? OptionalDouble.empty() : OptionalDouble.of(online / known);
    }

    /// A change of status alone does not end a period of presence.
    private static void add(List<Period> backwards, Period earlier) {
        if (!backwards.isEmpty() && backwards.getLast().presence() == earlier.presence()) {
            Period later = backwards.removeLast();
            backwards.add(new Period(earlier.from(), later.to(), later.presence()));
        } else {
            backwards.add(earlier);
        }
    }
}
