package io.centter.console.screens.usage;

import io.centter.console.desk.Edit;
import io.centter.console.desk.Plan.Applied;
import io.centter.console.desk.Preview;
import io.centter.console.desk.Preview.Kind;
import io.centter.console.desk.Preview.Line;
import io.centter.console.desk.Reading;
import io.centter.console.desk.Rows;
import io.centter.console.desk.Site;
import io.centter.console.text.Texts;
import io.centter.model.api.NetworkStats;
import io.centter.model.api.NetworkView;
import io.centter.model.api.Plan;
import io.centter.model.api.UpdateNetwork;
import io.centter.model.api.UsageLine;
import io.centter.model.api.UsageMetric;
import io.centter.model.event.EventData;
import io.centter.sdk.rest.NetworksApi;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// What was used on each of the last thirty days, and the plan.
public final class UsageViewModel {
    static final int DAYS = 30;

    /// One day in UTC.
    record Day(LocalDate day, Map<UsageMetric, Long> amounts) {
        Day {
            amounts = Map.copyOf(amounts);
        }

        long of(UsageMetric metric) {
            return amounts.getOrDefault(metric, 0L);
        }
    }

    private final Site site;
    private final NetworksApi networks;
    private final Reading<List<Day>> reading;
    private final Reading<NetworkStats> stats;
    private final Rows<Day> rows;
    private final Edit edit;
    private final ObjectProperty<@Nullable Plan> wanted = new SimpleObjectProperty<>();

    public UsageViewModel(Site site) {
        this.site = site;
        networks = NetworksApi.of(site.api());
        reading = new Reading<>(site.background());
        stats = new Reading<>(site.background());
        rows = new Rows<>(reading, Day::day, day -> day.day().toString());
        edit = new Edit(site);
        wanted.subscribe(_ -> propose());
    }

    Rows<Day> rows() {
        return rows;
    }

    public Reading<NetworkStats> stats() {
        return stats;
    }

    public ReadOnlyObjectProperty<NetworkView> networkProperty() {
        return site.network();
    }

    public Edit edit() {
        return edit;
    }

    public ObjectProperty<@Nullable Plan> wantedProperty() {
        return wanted;
    }

    public Subscription attach() {
        LocalDate today = LocalDate.ofInstant(site.ticker().now(), ZoneOffset.UTC);
        reading.renew(() -> days(networks.usage(site.id(), today.minusDays(DAYS - 1L), today, "day")));
        stats.renew(() -> networks.stats(site.id()));
        return site.news()
                .listen(
                        data -> data instanceof EventData.NetworkPlanChanged
                                || data instanceof EventData.InstanceChanged,
                        stats::reload);
    }

    public void changePlan() {
        wanted.set(null);
        edit.open(Texts.of("usage.plan-title"));
        propose();
    }

    private void propose() {
        Plan next = wanted.get();
        NetworkView now = site.network().get();
        if (!edit.isOpen() || !edit.hasForm()) {
            return;
        }
        if (next == null || next == now.plan()) {
            edit.incomplete(Texts.of("usage.plan-missing"));
            return;
        }
        edit.propose(io.centter.console.desk.Plan.heardBy(
                data -> data instanceof EventData.NetworkPlanChanged,
                () -> preview(now.plan(), next),
                () -> Applied.done(Texts.of(
                        "version",
                        site.api()
                                .updateNetwork(now.id(), now.version(), new UpdateNetwork(null, next))
                                .version()))));
    }

    private Preview preview(Plan before, Plan next) {
        Integer limit = next.deployedAgents();
        int deployed = networks.stats(site.id()).recorded().deployedAgents();
        Line line = new Line(
                next.compareTo(before) > 0 ? Kind.GAIN : Kind.LOSE,
                Texts.of("usage.plan-preview", Texts.word("plan", before), Texts.word("plan", next)),
                limit == null ? Texts.of("usage.no-limit") : Texts.of("usage.limit", deployed, limit));
        return next.compareTo(before) > 0 ? Preview.safe(line) : Preview.careful(line);
    }

    /// Latest first.
    static List<Day> days(List<UsageLine> lines) {
        Map<LocalDate, Map<UsageMetric, Long>> byDay = new TreeMap<>();
        for (UsageLine line : lines) {
            if (line.day() != null) {
                byDay.computeIfAbsent(Objects.requireNonNull(line.day()), _ -> new EnumMap<>(UsageMetric.class))
                        .merge(line.metric(), line.amount(), Long::sum);
            }
        }
        return byDay.entrySet().stream()
                .map(entry -> new Day(entry.getKey(), entry.getValue()))
                .toList()
                .reversed();
    }
}
