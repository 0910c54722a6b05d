package io.centter.console.screens.messages;

import io.centter.console.desk.Fact;
import io.centter.console.desk.Site;
import io.centter.console.text.Texts;
import io.centter.console.text.Times;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a message stands, in words: where it lies, or how it ended, when and with whom.
final class Standing {
    private Standing() {}

    /// For a line of a table.
    static String brief(MessageRow row, Instant now) {
        return switch (row.place()) {
            case WAITING -> Texts.of("messages.lies-waiting", row.seq());
            case DEAD -> Texts.of("messages.lies-dead", row.seq());
            case HANDLED, EXPIRED, GONE -> {
                Instant at = ended(row);
                String how = Texts.word("messages.ended", row.place());
                yield at == null
                        ? how
                        : Texts.of("messages.ended-at", how, Times.moment(at, now, ZoneId.systemDefault()));
            }
        };
    }

    /// What is to be known of one that ended; empty while it lies somewhere.
    static String note(Site site, MessageRow row) {
        return switch (row.place()) {
            case WAITING, DEAD -> "";
            case HANDLED -> Texts.of("messages.note-handled");
            case EXPIRED -> Texts.of("messages.note-expired", site.name(row.agent()));
            case GONE -> Texts.of("messages.note-gone");
        };
    }

    /// Since when it is there, then how it ended, when, with whom and after how many deliveries.
    static List<Fact> facts(Site site, MessageRow row) {
        List<Fact> facts = new ArrayList<>();
        Instant stored = row.at();
        Instant ended = ended(row);
        if (stored != null) {
            facts.add(Fact.at(Texts.of("messages.stored"), stored));
        }
        if (row.place() == MessageRow.Place.HANDLED) {
            facts.add(fact("messages.handled-by", site.name(row.agent())));
        }
        if (ended != null) {
            facts.add(Fact.at(Texts.word("messages.on", row.place()), ended));
        }
        if (ended != null && stored != null) {
            facts.add(fact("messages.after", span(Duration.between(stored, ended))));
        }
        if (row.fate() != null && row.fate().deliveries() != null) {
            facts.add(fact("messages.deliveries", Texts.of("number", row.fate().deliveries())));
        }
        return facts;
    }

    private static Fact fact(String key, String value) {
        return Fact.of(Texts.of(key), value);
    }

    private static @Nullable Instant ended(MessageRow row) {
        return row.fate() == null ? null : row.fate().at();
    }

    /// Agents often handle one within a blink.
    private static String span(Duration time) {
        return time.toSeconds() < 1 ? Times.latency(time) : Times.span(time);
    }
}
