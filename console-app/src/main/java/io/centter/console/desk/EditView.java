package io.centter.console.desk;

import io.centter.console.desk.Edit.Phase;
import io.centter.console.desk.Edit.Receipt;
import io.centter.console.desk.Plan.Conflict;
import io.centter.console.desk.Plan.Secret;
import io.centter.console.desk.Plan.Side;
import io.centter.console.desk.Preview.Line;
import io.centter.console.desk.Preview.Weight;
import io.centter.console.text.Texts;
import io.centter.console.theme.Labels;
import java.util.Locale;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The side pane of a change: its form, what it will do, and where it has taken effect.
public final class EditView {
    private static final KeyCombination APPLY = new KeyCodeCombination(KeyCode.ENTER, KeyCombination.SHORTCUT_DOWN);

    private static final PseudoClass DANGER = PseudoClass.getPseudoClass("danger");

    private final Edit edit;
    private final Site site;
    private final VBox root = new VBox();
    private final VBox form = new VBox();
    private final VBox effects = new VBox();
    private final VBox outcome = new VBox();
    private final Label missing = Labels.wrapped("", "muted");
    private final VBox confirm = new VBox();
    private final VBox readOnly = new VBox();
    private final Button apply = Labels.button("", null, () -> {}, "primary");
    private final Button cancel = Labels.button("", null, () -> {});
    private final Button undo = Labels.button(Texts.of("edit.undo"), "fth-corner-up-left", () -> {});

    public EditView(Edit edit, Site site) {
        this.edit = edit;
        this.site = site;
        root.setId("edit-pane");
        root.getStyleClass().addAll("side-pane", "edit-pane");
        for (VBox part : new VBox[] {form, effects, outcome, confirm, readOnly}) {
            part.getStyleClass().add("edit-part");
        }
        VBox body = new VBox(form, effects, missing, outcome, confirm, readOnly);
        body.getStyleClass().add("pane-body");
        ScrollPane scroll = new ScrollPane(body);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("pane-scroll");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        root.getChildren().addAll(header(), scroll, buttons());
        root.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (APPLY.match(event)) {
                edit.apply();
                event.consume();
            }
        });
        listen();
    }

    public Region node() {
        return root;
    }

    /// Shows how far it is while it is done with many, and lets a person stop it.
    public EditView progressOf(Bulk bulk) {
        root.getChildren().add(root.getChildren().size() - 1, BulkBar.of("edit", bulk));
        return this;
    }

    /// What a person fills in for this change; nothing where there is nothing to say.
    public void form(Node... fields) {
        form.getChildren().setAll(fields);
    }

    private void listen() {
        edit.phaseProperty().subscribe(this::phase);
        edit.previewProperty().subscribe(this::preview);
        edit.missingProperty().subscribe(missing::setText);
        edit.undoProperty().subscribe(_ -> phase(edit.phaseProperty().get()));
        site.hands()
                .writableProperty()
                .subscribe(_ -> phase(edit.phaseProperty().get()));
        ListChangeListener<Receipt> came = _ -> phase(edit.phaseProperty().get());
        edit.receipts().addListener(came);
        apply.disableProperty().bind(edit.mayApplyBinding().not());
    }

    private Node header() {
        Label title = Labels.wrapped("", "pane-title");
        title.textProperty().bind(edit.titleProperty());
        HBox.setHgrow(title, Priority.ALWAYS);
        HBox row = new HBox(title, Labels.iconButton("fth-x", Texts.of("action.close"), edit::close));
        row.getStyleClass().add("pane-header-row");
        row.setAlignment(Pos.CENTER_LEFT);
        VBox header = new VBox(row);
        header.getStyleClass().add("pane-header");
        site.hands().environment().ifPresent(name -> {
            Label chip = Labels.styled(Texts.of("environment." + name), "chip", "environment-chip");
            chip.setMinWidth(Region.USE_PREF_SIZE);
            row.getChildren().add(1, chip);
        });
        return header;
    }

    private Node buttons() {
        apply.setId("edit-apply");
        apply.setOnAction(_ -> edit.apply());
        apply.setTooltip(Labels.tip(Texts.of("edit.apply-keys")));
        cancel.setId("edit-cancel");
        cancel.setOnAction(_ -> edit.close());
        undo.setId("edit-undo");
        undo.setOnAction(_ -> edit.undo());
        HBox row = new HBox(undo, Labels.spring(), cancel, apply);
        row.getStyleClass().add("edit-buttons");
        row.setAlignment(Pos.CENTER_RIGHT);
        return row;
    }

    private void phase(Phase phase) {
        boolean over = phase == Phase.DONE || phase == Phase.WAITING;
        form.setDisable(phase == Phase.APPLYING || over);
        Labels.visible(form, !over && edit.hasForm() && !form.getChildren().isEmpty());
        Labels.visible(missing, phase == Phase.INCOMPLETE && !missing.getText().isEmpty());
        Labels.visible(
                effects, phase == Phase.PREVIEWING || edit.previewProperty().get() != null);
        Labels.visible(apply, !over && phase != Phase.CONFLICT);
        Labels.visible(undo, phase == Phase.DONE && edit.undoProperty().get() != null);
        apply.setText(Texts.of(phase == Phase.APPLYING ? "edit.applying" : "edit.apply"));
        cancel.setText(Texts.of(over ? "edit.finish" : "edit.cancel"));
        if (phase == Phase.PREVIEWING) {
            ProgressIndicator progress = new ProgressIndicator();
            progress.getStyleClass().add("line-progress");
            HBox asking = new HBox(8, progress, Labels.styled(Texts.of("edit.previewing"), "muted"));
            asking.setAlignment(Pos.CENTER_LEFT);
            effects.getChildren().setAll(asking);
        }
        showOutcome(phase);
        showConfirm(phase);
        showReadOnly(over);
    }

    private void showOutcome(Phase phase) {
        outcome.getChildren().clear();
        Trouble trouble = edit.troubleProperty().get();
        Conflict conflict = edit.conflictProperty().get();
        if (phase == Phase.CONFLICT && conflict != null) {
            outcome.getChildren().setAll(conflict(conflict));
        } else if (phase == Phase.TROUBLE && trouble != null) {
            outcome.getChildren().setAll(banner(trouble));
        } else if (phase == Phase.DONE || phase == Phase.WAITING) {
            outcome.getChildren().add(Labels.styled(Texts.of("edit.effect"), "section-title"));
            edit.receipts().forEach(receipt -> outcome.getChildren().add(receipt(receipt)));
            Secret secret = edit.secretProperty().get();
            if (secret != null) {
                outcome.getChildren().addFirst(SecretBox.of(site, secret));
            }
            if (phase == Phase.WAITING) {
                outcome.getChildren().add(receipt(new Receipt(Texts.of("edit.waiting"), false)));
            }
        }
        Labels.visible(outcome, !outcome.getChildren().isEmpty());
    }

    private static Node receipt(Receipt receipt) {
        HBox row = new HBox(
                Labels.icon(
                        receipt.done() ? "fth-check-circle" : "fth-clock",
                        receipt.done() ? "receipt-done" : "receipt-open"),
                Labels.wrapped(receipt.text()));
        row.getStyleClass().add("receipt");
        row.setAlignment(Pos.TOP_LEFT);
        return row;
    }

    /// What went wrong, what was not changed, what to do.
    private Node banner(Trouble trouble) {
        VBox box = new VBox(
                Labels.wrapped(trouble.what(), "error-what"),
                Labels.wrapped(
                        Texts.of(
                                trouble.kind() == Trouble.Kind.UNREACHABLE
                                        ? "trouble.unknown-effect"
                                        : "trouble.nothing-changed"),
                        "error-todo"));
        if (!trouble.todo().isEmpty()) {
            box.getChildren().add(Labels.wrapped(trouble.todo(), "error-todo"));
        }
        if (trouble.traceId() != null) {
            box.getChildren().add(StateView.trace(site, trouble.traceId()));
        }
        box.setId("edit-trouble");
        box.getStyleClass().addAll("banner", "banner-danger");
        return box;
    }

    private Node conflict(Conflict conflict) {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("facts");
        grid.addRow(
                0,
                new Label(),
                Labels.styled(Texts.of("edit.theirs"), "fact-name"),
                Labels.styled(Texts.of("edit.yours"), "fact-name"));
        int row = 1;
        for (Side side : conflict.sides()) {
            grid.addRow(
                    row++,
                    Labels.styled(side.field(), "fact-name"),
                    Labels.wrapped(side.theirs()),
                    Labels.wrapped(side.yours()));
        }
        VBox box = new VBox(
                Labels.wrapped(Texts.of("edit.conflict"), "error-what"),
                Labels.wrapped(Texts.of("trouble.nothing-changed"), "error-todo"));
        box.getStyleClass().addAll("banner", "banner-danger");
        HBox choices = new HBox(
                8,
                Labels.button(Texts.of("edit.take-theirs"), null, edit::close),
                Labels.button(Texts.of("edit.mine-on-top"), null, conflict.again()));
        VBox both = new VBox(12, box, grid, choices);
        both.setId("edit-conflict");
        return both;
    }

    private void preview(@Nullable Preview preview) {
        if (preview == null) {
            effects.getChildren().clear();
            return;
        }
        effects.getChildren().setAll(Labels.styled(Texts.of("edit.will"), "section-title"));
        if (preview.lines().isEmpty()) {
            effects.getChildren().add(Labels.wrapped(Texts.of("edit.nothing"), "muted"));
        }
        preview.lines().forEach(line -> effects.getChildren().add(line(line)));
        apply.pseudoClassStateChanged(DANGER, preview.weight() == Weight.DESTRUCTIVE);
    }

    private static Node line(Line line) {
        String icon = switch (line.kind()) {
            case GAIN -> "fth-plus-circle";
            case LOSE -> "fth-minus-circle";
            case RECONNECT -> "fth-refresh-cw";
            case WARNING -> "fth-alert-triangle";
            case NOTE -> "fth-info";
        };
        VBox words = new VBox(Labels.wrapped(line.text()));
        if (!line.detail().isEmpty()) {
            words.getChildren().add(Labels.wrapped(line.detail(), "muted", "small"));
        }
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox row = new HBox(Labels.icon(icon), words);
        row.setAccessibleText(Texts.word("edit.kind", line.kind()) + ": " + line.text());
        row.getStyleClass().addAll("effect", "effect-" + line.kind().name().toLowerCase(Locale.ROOT));
        return row;
    }

    private void showConfirm(Phase phase) {
        Preview preview = edit.previewProperty().get();
        String word = preview == null || phase != Phase.READY ? null : preview.confirm();
        if (word == null) {
            confirm.getChildren().clear();
        } else if (confirm.getChildren().isEmpty()) {
            TextField field = new TextField();
            field.setId("edit-confirm");
            field.setAccessibleText(Texts.of("edit.confirm", word));
            field.textProperty().bindBidirectional(edit.confirmationProperty());
            confirm.getChildren().setAll(Labels.wrapped(Texts.of("edit.confirm", word)), field);
        }
        Labels.visible(confirm, word != null);
    }

    private void showReadOnly(boolean over) {
        boolean shut = !over && !site.hands().writableProperty().get();
        if (shut && site.past().isPast()) {
            readOnly.getChildren().setAll(Labels.wrapped(Texts.of("past.no-changes"), "muted"));
        } else if (shut) {
            Button allow = Labels.button(Texts.of("edit.allow"), "fth-unlock", site.hands()::allowChanges);
            allow.setId("edit-allow");
            readOnly.getChildren().setAll(Labels.wrapped(Texts.of("edit.read-only"), "muted"), allow);
        }
        Labels.visible(readOnly, shut);
    }
}
