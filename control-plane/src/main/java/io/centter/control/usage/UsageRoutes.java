package io.centter.control.usage;

import io.centter.control.db.Transactions;
import io.centter.control.http.Access;
import io.centter.control.http.Call;
import io.centter.control.http.Cursors;
import io.centter.control.http.Paging;
import io.centter.control.http.Reply;
import io.centter.control.http.Router;
import io.centter.control.refusal.Refused;
import io.centter.model.api.MemberRole;
import io.centter.model.api.Page;
import io.centter.model.api.UsageLine;
import io.centter.model.api.UsageMetric;
import io.centter.model.identity.NetworkId;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a network used.
public final class UsageRoutes {
    private static final int STANDARD_DAYS = 30;
    private static final int MOST_DAYS = 366;

    private final Transactions transactions;
    private final Cursors cursors;
    private final InstantSource clock;

    public UsageRoutes(Transactions transactions, Cursors cursors, InstantSource clock) {
        this.transactions = transactions;
        this.cursors = cursors;
        this.clock = clock;
    }

    /// What is asked for.
    private record Question(
            NetworkId network,
            LocalDate from,
            LocalDate to,
            @Nullable String metric,
            boolean byAgent) {
        String name() {
            return String.join(":", "usage", network.toString(), from + "/" + to, metric + "/" + byAgent);
        }
    }

    public void declare(Router router) {
        router.get("/networks/{network}/usage", "Shows what a network used, by day or by agent.")
                .by(Access.member(MemberRole.VIEWER))
                .query("metric", UsageMetric.class)
                .query("from", LocalDate.class)
                .query("to", LocalDate.class)
                .query("group", "cursor", "limit")
                .givesPage(UsageLine.class)
                .handle(call -> Reply.of(answer(call)));
    }

    private Page<UsageLine> answer(Call<?> call) {
        Question question = question(call);
        Paging paging = cursors.paging(question.name(), call, 100, 1000);
        List<String> after = paging.after().isEmpty()
                ? List.of(question.byAgent() ? "" : LocalDate.EPOCH.toString(), "")
                : paging.after();
        List<UsageLine> found = transactions.read(handle -> {
            UsageSql sql = UsageSql.of(handle);
            return question.byAgent()
                    ? sql.byAgent(
                            question.network(),
                            question.from(),
                            question.to(),
                            question.metric(),
                            after.getFirst(),
                            after.getLast(),
                            paging.wanted())
                    : sql.byDay(
                            question.network(),
                            question.from(),
                            question.to(),
                            question.metric(),
                            LocalDate.parse(after.getFirst()),
                            after.getLast(),
                            paging.wanted());
        });
        return paging.pageBy(found, line -> {
            Object place = question.byAgent() ? line.agentId() : line.day();
            return List.of(place == null ? "" : place.toString(), word(line.metric()));
        });
    }

    private Question question(Call<?> call) {
        LocalDate to = day(call, "to").orElseGet(() -> LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
        LocalDate from = day(call, "from").orElseGet(() -> to.minusDays(STANDARD_DAYS - 1));
        if (from.isAfter(to) || from.plusDays(MOST_DAYS).isBefore(to)) {
            throw Refused.Invalid.field(
                    "invalid-value", "from", "from is not after to, and at most " + MOST_DAYS + " days before it.");
        }
        String group = call.query("group").orElse("day");
        if (!group.equals("day") && !group.equals("agent")) {
            throw Refused.Invalid.field("invalid-value", "group", "group is day or agent.");
        }
        return new Question(
                call.network(), from, to, metric(call).map(UsageRoutes::word).orElse(null), group.equals("agent"));
    }

    private static Optional<UsageMetric> metric(Call<?> call) {
        return call.query("metric")
                .map(text -> Arrays.stream(UsageMetric.values())
                        .filter(metric -> word(metric).equals(text))
                        .findFirst()
                        .orElseThrow(() -> Refused.Invalid.field(
                                "invalid-value",
                                "metric",
                                "metric is one of "
                                        + String.join(
                                                ", ",
                                                Arrays.stream(UsageMetric.values())
                                                        .map(UsageRoutes::word)
                                                        .toList())
                                        + ".")));
    }

    private static Optional<LocalDate> day(Call<?> call, String parameter) {
        return call.query(parameter).map(text -> {
            try {
                LocalDate day = LocalDate.parse(text);
                if (day.getYear() >= 2000 && day.getYear() < 9000) {
                    return day;
                }
            } catch (DateTimeParseException _) {
                // Said below.
            }
            throw Refused.Invalid.field(
                    "invalid-value", parameter, parameter + " is a day in UTC, such as 2026-11-22.");
        });
    }

    private static String word(UsageMetric metric) {
        return metric.name().toLowerCase(Locale.ROOT);
    }
}
