package io.centter.console.screens.audit;

import io.centter.console.desk.Destination;
import io.centter.console.desk.Fact;
import io.centter.console.desk.Fields;
import io.centter.console.desk.ListScreen;
import io.centter.console.desk.RowsTable;
import io.centter.console.desk.SidePane;
import io.centter.console.desk.Site;
import io.centter.console.desk.StateView;
import io.centter.console.screens.audit.AuditViewModel.Kind;
import io.centter.console.text.Texts;
import io.centter.console.theme.Labels;
import io.centter.model.api.AuditCheck;
import io.centter.model.api.AuditLineView;
import io.centter.model.identity.AgentId;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// The audit log with what each line changed.
public final class AuditScreen extends ListScreen<AuditLineView> {
    private final AuditViewModel model;
    private final Label proof = Labels.styled("", "chip");

    public AuditScreen(Site site, AuditViewModel model) {
        super(site, "audit", "fth-file-text", model.rows(), model.edit());
        this.model = model;
        proof.setId("audit-proof");
        model.check().valueProperty().subscribe(this::showProof);
        model.check().phaseProperty().subscribe(_ -> showProof(model.check().get()));
    }

    @Override
    protected RowsTable<AuditLineView> table() {
        return new RowsTable<>("audit-table", title(), model.rows())
                .number(Texts.of("audit.seq"), 70, AuditLineView::seq)
                .needs(560)
                .ago(Texts.of("audit.at"), 76, AuditLineView::at, site().ticker())
                .text(Texts.of("audit.actor"), 140, model::actor)
                .text(Texts.of("audit.action"), 216, AuditLineView::action, "cell-mono")
                .text(Texts.of("audit.target"), 160, line -> model.named(line.target()))
                .growing()
                .text(Texts.of("audit.reason"), 220, line -> line.reason() == null ? "" : line.reason(), "cell-muted")
                .needs(760);
    }

    @Override
    protected StateView.Empty empty() {
        return new StateView.Empty("fth-file-text", Texts.of("audit.empty"), Texts.of("audit.empty-detail"));
    }

    @Override
    protected List<Node> actions() {
        ComboBox<Kind> kind =
                Fields.combo("audit-kind", Texts.of("audit.kind"), value -> Texts.word("audit.kinds", value));
        kind.getItems().setAll(Kind.values());
        kind.valueProperty().bindBidirectional(model.kindProperty());
        kind.setMinWidth(120);
        Button only = Labels.button("", "fth-x", () -> model.targetProperty().set(null), "chip-button");
        model.targetProperty().subscribe(target -> {
            Labels.visible(only, target != null);
            only.setText(target == null ? "" : Texts.of("audit.only", model.named(target)));
        });
        Button older = Labels.button(Texts.of("audit.older"), null, model::older);
        older.visibleProperty().bind(model.moreProperty());
        older.managedProperty().bind(model.moreProperty());
        Button verify = Labels.button(Texts.of("audit.verify"), "fth-shield", model::verify);
        verify.setId("audit-verify");
        MenuButton export = new MenuButton(Texts.of("audit.export"), Labels.icon("fth-download"));
        export.getStyleClass().add("word-button");
        export.setMinWidth(Region.USE_PREF_SIZE);
        export.getItems()
                .addAll(
                        exportAs(Texts.of("audit.export-csv"), "csv"),
                        exportAs(Texts.of("audit.export-jsonl"), "jsonl"));
        return List.of(proof, only, kind, older, verify, export);
    }

    private MenuItem exportAs(String words, String format) {
        MenuItem item = new MenuItem(words);
        item.setOnAction(_ -> model.export(format));
        return item;
    }

    @Override
    protected Region detail(AuditLineView line) {
        List<Fact> facts = List.of(
                Fact.at(Texts.of("audit.at"), line.at()),
                Fact.of(Texts.of("audit.actor"), model.actor(line)),
                Fact.id("", line.actor()),
                Fact.of(Texts.of("audit.target"), model.named(line.target())),
                Fact.id("", line.target()),
                Fact.of(Texts.of("audit.reason"), line.reason()),
                Fact.of(Texts.of("audit.ip"), line.ip()),
                Fact.id(Texts.of("audit.trace"), line.traceId()),
                Fact.id(Texts.of("audit.hash"), line.hash()));
        SidePane pane = new SidePane(
                        site(), "audit-pane", line.action(), () -> model.rows().closeDetail())
                .under(Labels.styled(Texts.of("audit.line", line.seq()), "muted"))
                .facts(facts);
        List<JsonChange> changes = JsonChange.between(line.before(), line.after());
        if (!changes.isEmpty()) {
            pane.section(Texts.of("audit.changes"));
            changes.forEach(change -> pane.add(change(change)));
        }
        List<Button> more = new ArrayList<>();
        more.add(Labels.button(
                Texts.of("audit.only-this"),
                "fth-filter",
                () -> model.targetProperty().set(line.target())));
        if (line.target().startsWith("agent:") && line.target().length() == 18) {
            AgentId agent = new AgentId(line.target().substring(6));
            more.add(Labels.button(
                    Texts.of("audit.to-agent"), "fth-cpu", () -> site().hands().go(new Destination.Agent(agent))));
        }
        return pane.actions(more.toArray(Button[]::new)).node();
    }

    private static Node change(JsonChange change) {
        VBox box = new VBox(2);
        box.getStyleClass().add("change-box");
        if (!change.field().isEmpty()) {
            box.getChildren().add(Labels.styled(change.field(), "fact-name"));
        }
        if (!change.isChange()) {
            box.getChildren().add(Labels.wrapped(change.after(), "mono"));
            return box;
        }
        if (!change.before().isEmpty()) {
            box.getChildren().add(side("fth-minus", change.before(), "before"));
        }
        if (!change.after().isEmpty()) {
            box.getChildren().add(side("fth-plus", change.after(), "after"));
        }
        return box;
    }

    private static Node side(String icon, String text, String style) {
        HBox row = new HBox(6, Labels.icon(icon), Labels.wrapped(text, "mono"));
        row.setAlignment(Pos.TOP_LEFT);
        row.getStyleClass().add(style);
        return row;
    }

    private void showProof(@Nullable AuditCheck check) {
        switch (model.check().phaseProperty().get()) {
            case IDLE -> Labels.visible(proof, false);
            case LOADING -> proof("audit.verifying", "chip-outline");
            case FORBIDDEN, FAILED -> {
                var trouble = model.check().troubleProperty().get();
                proof.setText(trouble == null ? "" : trouble.what());
                proof.getStyleClass().setAll("label", "chip", "chip-danger");
                Labels.visible(proof, true);
            }
            case READY -> {
                if (check != null && check.intact()) {
                    proof("audit.intact", "chip-good", check.lines());
                } else if (check != null) {
                    proof(
                            "audit.broken",
                            "chip-danger",
                            check.firstBroken() == null ? 0 : check.firstBroken(),
                            check.finding() == null ? "" : Texts.word("audit.finding", check.finding()));
                }
                if (check != null) {
                    proof.setTooltip(Labels.tip(Texts.of("audit.head", check.headHash())));
                }
            }
        }
    }

    private void proof(String key, String style, Object... values) {
        proof.setText(Texts.of(key, values));
        proof.getStyleClass().setAll("label", "chip", style);
        Labels.visible(proof, true);
    }

    @Override
    protected String saidInThePast() {
        return "";
    }

    @Override
    protected List<Node> fields() {
        return List.of();
    }

    @Override
    protected Subscription listen() {
        return model.attach();
    }
}
