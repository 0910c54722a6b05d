package io.centter.control.skill;

import io.centter.control.http.Call;
import io.centter.control.refusal.Refused;
import io.centter.model.skill.SkillSort;
import io.centter.model.skill.SkillStatus;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A question to the marketplace. The last word of `q` may be one that is only begun.
record SkillSearch(
        Viewer viewer,
        @Nullable String q,
        @Nullable String category,
        @Nullable String publisher,
        @Nullable SkillStatus status,
        SkillSort sort) {
    private static final int MAX_Q = 200;
    private static final Pattern LAST_WORD = Pattern.compile("(?s)(?:(.*)\\s)?([\\p{L}\\p{N}]+)");

    static SkillSearch of(Call<?> call) {
        String q = call.query("q")
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .orElse(null);
        if (q != null && (q.length() > MAX_Q || q.chars().anyMatch(Character::isISOControl))) {
            throw Refused.Invalid.field(
                    "invalid-value", "q", "q has at most " + MAX_Q + " characters and no control characters.");
        }
        SkillSort sort =
                call.query("sort").map(SkillSearch::sort).orElse(q == null ? SkillSort.INSTALLS : SkillSort.RELEVANCE);
        if (q == null && sort == SkillSort.RELEVANCE) {
            throw Refused.Invalid.field(
                    "invalid-value", "sort", "sort=relevance needs q; without it choose installs, rating or newest.");
        }
        return new SkillSearch(
                Viewer.of(call.caller()),
                q,
                word(call, "category"),
                word(call, "publisher"),
                call.queryWord("status", SkillStatus.class).orElse(null),
                sort);
    }

    /// Names the list for its cursors: the question, and who asks.
    String name() {
        return String.join(
                "\n",
                "skills",
                String.valueOf(viewer),
                "q=" + q,
                "c=" + category,
                "p=" + publisher,
                "s=" + status,
                sort.name());
    }

    /// What the list is sorted by, the highest first.
    String place() {
        return switch (sort) {
            case RELEVANCE -> "ts_rank(s.search, asked.q)";
            case INSTALLS -> "s.installs";
            case RATING -> "s.rating";
            case NEWEST -> "0";
        };
    }

    /// The rows to read.
    ///
    /// @param curator whether who asks for what is in quarantine sees that of others
    /// @param from the place and the id of the last row of the page before; empty at the beginning
    SkillSql.Query query(boolean curator, List<String> from, int wanted) {
        Matcher last = LAST_WORD.matcher(q == null ? "" : q);
        boolean begun = last.matches();
        String head = begun ? last.group(1) : null;
        return new SkillSql.Query(
                viewer.user(),
                viewer.network(),
                q,
                head == null ? "" : head,
                begun ? last.group(2).toLowerCase(Locale.ROOT) : null,
                category,
                publisher,
                status,
                curator && status == SkillStatus.QUARANTINED,
                from.isEmpty() ? null : (Double) Double.parseDouble(from.getFirst()),
                from.isEmpty() ? null : UUID.fromString(from.getLast()),
                wanted);
    }

    private static SkillSort sort(String text) {
        return Arrays.stream(SkillSort.values())
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(() -> Refused.Invalid.field(
                        "invalid-value", "sort", "sort is one of relevance, installs, rating and newest."));
    }

    private static @Nullable String word(Call<?> call, String parameter) {
        return call.query(parameter)
                .map(text -> {
                    if (!text.matches("[a-z0-9-]{1,63}")) {
                        throw Refused.Invalid.field(
                                "invalid-value", parameter, parameter + " has 1 to 63 of a-z, 0-9 and '-'.");
                    }
                    return text;
                })
                .orElse(null);
    }
}
