package io.centter.console.screens.usage;

import io.centter.console.desk.Fact;
import io.centter.console.desk.Fields;
import io.centter.console.desk.ListScreen;
import io.centter.console.desk.RowsTable;
import io.centter.console.desk.SidePane;
import io.centter.console.desk.Site;
import io.centter.console.desk.StateView;
import io.centter.console.screens.usage.UsageViewModel.Day;
import io.centter.console.text.Texts;
import io.centter.console.theme.Labels;
import io.centter.model.api.NetworkStats;
import io.centter.model.api.Plan;
import io.centter.model.api.UsageMetric;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.util.Subscription;

/// Usage by day, and the plan with its limit.
public final class UsageScreen extends ListScreen<Day> {
    private final UsageViewModel model;
    private final Label plan = Labels.styled("", "desk-count");

    public UsageScreen(Site site, UsageViewModel model) {
        super(site, "usage", "fth-bar-chart-2", model.rows(), model.edit());
        this.model = model;
        model.networkProperty().subscribe(_ -> showPlan());
        model.stats().valueProperty().subscribe(_ -> showPlan());
    }

    @Override
    protected RowsTable<Day> table() {
        RowsTable<Day> table = new RowsTable<>("usage-table", title(), model.rows())
                .text(Texts.of("usage.day"), 130, day -> day.day().toString(), "cell-mono")
                .growing();
        for (UsageMetric metric : UsageMetric.values()) {
            table.number(Texts.word("usage.metric", metric), 120, day -> day.of(metric));
        }
        return table;
    }

    @Override
    protected StateView.Empty empty() {
        return new StateView.Empty("fth-bar-chart-2", Texts.of("usage.empty"), Texts.of("usage.empty-detail"));
    }

    @Override
    protected List<Node> actions() {
        Button change = Labels.button(Texts.of("usage.change-plan"), "fth-credit-card", model::changePlan);
        change.setId("usage-change-plan");
        return List.of(plan, change);
    }

    @Override
    protected Region detail(Day day) {
        List<Fact> facts = new ArrayList<>();
        for (UsageMetric metric : UsageMetric.values()) {
            facts.add(Fact.of(Texts.word("usage.metric", metric), Texts.of("number", day.of(metric))));
        }
        return new SidePane(
                        site(),
                        "usage-pane",
                        day.day().toString(),
                        () -> model.rows().closeDetail())
                .under(Labels.styled(Texts.of("usage.utc"), "muted"))
                .facts(facts)
                .node();
    }

    @Override
    protected List<Node> fields() {
        return model.edit().hasForm()
                ? List.of(Fields.choice(
                        "edit-plan",
                        Texts.of("networks.plan"),
                        List.of(Plan.values()),
                        value -> Texts.word("plan", value),
                        model.wantedProperty()))
                : List.of();
    }

    @Override
    protected Subscription listen() {
        return model.attach();
    }

    private void showPlan() {
        Plan now = model.networkProperty().get().plan();
        NetworkStats stats = model.stats().get();
        Integer limit = now.deployedAgents();
        String used = stats == null
                ? ""
                : limit == null
                        ? Texts.of("usage.no-limit")
                        : Texts.of("usage.limit", stats.recorded().deployedAgents(), limit);
        String name = Texts.word("plan", now);
        plan.setText(used.isEmpty() ? name : Texts.of("usage.plan", name, used));
    }
}
