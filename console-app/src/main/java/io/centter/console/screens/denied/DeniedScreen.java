package io.centter.console.screens.denied;

import io.centter.console.desk.Destination;
import io.centter.console.desk.Fact;
import io.centter.console.desk.Fields;
import io.centter.console.desk.Lasting;
import io.centter.console.desk.ListScreen;
import io.centter.console.desk.RowsTable;
import io.centter.console.desk.SidePane;
import io.centter.console.desk.Site;
import io.centter.console.desk.StateView;
import io.centter.console.text.Texts;
import io.centter.console.theme.Labels;
import io.centter.model.api.DeniedView;
import io.centter.model.permission.Scope;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.Region;
import javafx.util.Subscription;

/// What the broker refused.
public final class DeniedScreen extends ListScreen<DeniedView> {
    private final DeniedViewModel model;

    public DeniedScreen(Site site, DeniedViewModel model) {
        super(site, "denied", "fth-slash", model.rows(), model.edit());
        this.model = model;
    }

    @Override
    protected RowsTable<DeniedView> table() {
        return new RowsTable<>("denied-table", title(), model.rows())
                .ago(Texts.of("denied.last"), 80, DeniedView::lastAt, site().ticker())
                .text(Texts.of("denied.agent"), 120, DeniedView::agentName, "cell-name")
                .text(Texts.of("denied.role"), 110, denied -> Texts.word("role", denied.role()), "cell-muted")
                .needs(900)
                .text(
                        Texts.of("denied.tried"),
                        110,
                        denied -> Texts.word("denied.operation", denied.operation()),
                        "cell-muted")
                .needs(620)
                .text(Texts.of("denied.subject"), 220, DeniedView::subject, "cell-mono")
                .growing()
                .number(Texts.of("denied.count"), 80, DeniedView::count)
                .text(Texts.of("denied.remedy"), 240, DeniedViewModel::remedy, "cell-mono")
                .needs(800);
    }

    @Override
    protected StateView.Empty empty() {
        return new StateView.Empty("fth-check-circle", Texts.of("denied.empty"), Texts.of("denied.empty-detail"));
    }

    @Override
    protected List<Node> actions() {
        Button hour = Labels.button(Texts.of("explain.allow-hour"), "fth-clock", () -> {
            DeniedView selected = model.rows().selectedProperty().get();
            if (selected != null) {
                model.allow(selected, Lasting.HOUR);
            }
        });
        hour.setId("denied-allow");
        model.rows()
                .selectedProperty()
                .subscribe(selected -> hour.setDisable(selected == null || selected.scope() == null));
        return List.of(hour);
    }

    @Override
    protected Region detail(DeniedView denied) {
        SidePane pane = new SidePane(
                        site(),
                        "denied-pane",
                        denied.agentName(),
                        () -> model.rows().closeDetail())
                .under(
                        Labels.styled(Texts.word("role", denied.role()), "muted"),
                        Labels.spring(),
                        Labels.styled(Texts.word("denied.operation", denied.operation()), "chip", "chip-danger"))
                .facts(List.of(
                        Fact.code(Texts.of("denied.subject"), denied.subject()),
                        Fact.of(Texts.of("denied.count"), Texts.of("number", denied.count())),
                        Fact.at(Texts.of("denied.last"), denied.lastAt()),
                        Fact.at(Texts.of("denied.first"), denied.firstAt())))
                .section(Texts.of("denied.remedy"));
        remedy(pane, denied);
        return pane.add(Labels.wrapped(Texts.of("denied.note"), "muted"))
                .actions(
                        Labels.button(
                                Texts.of("denied.permissions"),
                                "fth-key",
                                () -> site().hands().go(new Destination.Permissions(denied.agentId()))),
                        Labels.button(
                                Texts.of("denied.to-agent"),
                                "fth-cpu",
                                () -> site().hands().go(new Destination.Agent(denied.agentId()))))
                .node();
    }

    private void remedy(SidePane pane, DeniedView denied) {
        Scope scope = denied.scope();
        if (scope != null) {
            Button hour = Labels.button(
                    Texts.of("explain.allow-hour"), "fth-clock", () -> model.allow(denied, Lasting.HOUR), "primary");
            hour.setId("denied-allow-hour");
            pane.add(Labels.wrapped(Texts.of("denied.by-scope", scope)))
                    .actions(
                            hour,
                            Labels.button(Texts.of("explain.allow-day"), null, () -> model.allow(denied, Lasting.DAY)),
                            Labels.button(
                                    Texts.of("explain.allow-ever"), null, () -> model.allow(denied, Lasting.EVER)));
        }
        if (denied.asRole() != null) {
            pane.add(Labels.wrapped(Texts.of("denied.by-role", Texts.word("role", denied.asRole())), "muted"));
        }
        if (scope == null && denied.asRole() == null) {
            pane.add(Labels.wrapped(Texts.of("denied.by-nothing")));
        }
    }

    @Override
    protected List<Node> fields() {
        return model.edit().hasForm()
                ? List.of(
                        Fields.choice(
                                "edit-lasting",
                                Texts.of("permissions.lasting"),
                                List.of(Lasting.values()),
                                Lasting::words,
                                model.lastingProperty()),
                        Fields.text(
                                "edit-reason",
                                Texts.of("form.reason"),
                                Texts.of("form.reason-prompt"),
                                model.reasonProperty()))
                : List.of();
    }

    @Override
    protected Subscription listen() {
        return model.attach();
    }
}
