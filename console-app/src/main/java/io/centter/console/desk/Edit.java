package io.centter.console.desk;

import io.centter.console.desk.Plan.Applied;
import io.centter.console.desk.Plan.Conflict;
import io.centter.console.desk.Plan.Secret;
import io.centter.console.text.Texts;
import io.centter.console.text.Times;
import io.centter.model.event.EventData;
import java.time.Duration;
import java.util.function.Predicate;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// One change from the first letter to where it has taken effect: said, previewed, applied, heard. Nothing is painted
/// from the reply: the hub's event is waited for.
public final class Edit {
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    /// How far a change has come.
    public enum Phase {
        CLOSED,
        /// Something is still missing.
        INCOMPLETE,
        PREVIEWING,
        READY,
        APPLYING,
        /// Made; the event has not come yet.
        WAITING,
        DONE,
        /// It was not made; the form is as it was.
        TROUBLE,
        CONFLICT
    }

    /// A place where the change has taken effect, or not yet.
    public record Receipt(String text, boolean done) {}

    private final Site site;
    private final ReadOnlyObjectWrapper<Phase> phase = new ReadOnlyObjectWrapper<>(Phase.CLOSED);
    private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper missing = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<@Nullable Preview> preview = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Trouble> trouble = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Conflict> conflict = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Plan> undo = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Secret> secret = new ReadOnlyObjectWrapper<>();
    private final ObservableList<Receipt> receipts = FXCollections.observableArrayList();
    private final StringProperty confirmation = new SimpleStringProperty("");
    private final BooleanBinding mayApply;
    private @Nullable Plan plan;
    private boolean form;
    private Subscription waiting = Subscription.EMPTY;
    private long turn;

    public Edit(Site site) {
        this.site = site;
        mayApply = Bindings.createBooleanBinding(
                this::isReady, phase, preview, confirmation, site.hands().writableProperty());
    }

    public ReadOnlyObjectProperty<Phase> phaseProperty() {
        return phase.getReadOnlyProperty();
    }

    public ReadOnlyStringProperty titleProperty() {
        return title.getReadOnlyProperty();
    }

    /// What a person still has to say.
    public ReadOnlyStringProperty missingProperty() {
        return missing.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<@Nullable Preview> previewProperty() {
        return preview.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<@Nullable Trouble> troubleProperty() {
        return trouble.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<@Nullable Conflict> conflictProperty() {
        return conflict.getReadOnlyProperty();
    }

    /// What takes the last change back.
    public ReadOnlyObjectProperty<@Nullable Plan> undoProperty() {
        return undo.getReadOnlyProperty();
    }

    /// What was made by it, until this is closed; it is not shown again.
    public ReadOnlyObjectProperty<@Nullable Secret> secretProperty() {
        return secret.getReadOnlyProperty();
    }

    /// Where it has taken effect.
    public ObservableList<Receipt> receipts() {
        return receipts;
    }

    /// What a person types before something that cannot be undone.
    public StringProperty confirmationProperty() {
        return confirmation;
    }

    public BooleanBinding mayApplyBinding() {
        return mayApply;
    }

    /// Whether a person fills something in.
    public boolean hasForm() {
        return form;
    }

    public boolean isOpen() {
        return phase.get() != Phase.CLOSED;
    }

    /// A new change, of which nothing is said yet.
    public void open(String what) {
        forget();
        form = true;
        undo.set(null);
        receipts.clear();
        missing.set("");
        title.set("");
        title.set(what);
        phase.set(Phase.INCOMPLETE);
    }

    /// A change that needs no more words.
    public void open(String what, Plan whole) {
        open(what);
        form = false;
        propose(whole);
    }

    /// The form is not complete.
    public void incomplete(String what) {
        if (isEditable()) {
            forget();
            missing.set(what);
            phase.set(Phase.INCOMPLETE);
        }
    }

    /// The form is complete: what it will do is asked for, a moment after the last change of it.
    public void propose(Plan whole) {
        if (!isEditable()) {
            return;
        }
        forget();
        plan = whole;
        missing.set("");
        phase.set(Phase.PREVIEWING);
        long mine = turn;
        site.background().after(PAUSE, () -> {
            if (mine == turn) {
                ask(whole, mine);
            }
        });
    }

    /// Does it, where it may be done now.
    public void apply() {
        Plan whole = plan;
        if (whole == null || !mayApply.get()) {
            return;
        }
        phase.set(Phase.APPLYING);
        receipts.clear();
        trouble.set(null);
        long mine = ++turn;
        long start = System.nanoTime();
        boolean[] heard = new boolean[1];
        Predicate<EventData> wanted = whole.heard();
        // Before it is sent: the event may be faster than the reply.
        waiting = wanted == null
                ? Subscription.EMPTY
                : site.news().await(wanted, _ -> {
                    heard[0] = true;
                    receipts.add(new Receipt(
                            Texts.of("edit.heard", Times.latency(Duration.ofNanos(System.nanoTime() - start))), true));
                    if (phase.get() == Phase.WAITING && mine == turn) {
                        phase.set(Phase.DONE);
                    }
                });
        site.background()
                .run(
                        whole.apply(),
                        applied -> {
                            if (mine == turn) {
                                applied(whole, applied, heard[0], mine);
                            }
                        },
                        e -> {
                            if (mine == turn) {
                                failed(whole, e);
                            }
                        });
    }

    /// Opens what takes the last change back.
    public void undo() {
        Plan back = undo.get();
        if (back != null) {
            open(Texts.of("edit.undo-title", title.get()), back);
        }
    }

    public void close() {
        forget();
        undo.set(null);
        receipts.clear();
        phase.set(Phase.CLOSED);
    }

    private boolean isEditable() {
        return switch (phase.get()) {
            case INCOMPLETE, PREVIEWING, READY, TROUBLE, CONFLICT -> true;
            case CLOSED, APPLYING, WAITING, DONE -> false;
        };
    }

    private boolean isReady() {
        Preview shown = preview.get();
        if (phase.get() != Phase.READY
                || shown == null
                || !site.hands().writableProperty().get()) {
            return false;
        }
        return shown.confirm() == null
                || shown.confirm().equals(confirmation.get().strip());
    }

    private void ask(Plan whole, long mine) {
        site.background()
                .run(
                        whole.preview(),
                        found -> {
                            if (mine == turn) {
                                preview.set(found);
                                phase.set(Phase.READY);
                            }
                        },
                        e -> {
                            if (mine == turn) {
                                trouble.set(Trouble.of(e));
                                phase.set(Phase.TROUBLE);
                            }
                        });
    }

    private void applied(Plan whole, Applied outcome, boolean heard, long mine) {
        receipts.addFirst(new Receipt(Texts.of("edit.recorded", outcome.detail()), true));
        outcome.receipts().forEach(text -> receipts.add(new Receipt(text, true)));
        outcome.left().forEach(text -> receipts.add(new Receipt(text, false)));
        undo.set(outcome.undo());
        secret.set(outcome.secret());
        Following.of(
                site.background(),
                outcome.further(),
                () -> mine == turn,
                came -> came.forEach(text -> receipts.add(new Receipt(text, true))));
        if (whole.heard() == null) {
            whole.applied().run();
            phase.set(Phase.DONE);
        } else if (heard) {
            phase.set(Phase.DONE);
        } else {
            phase.set(Phase.WAITING);
            site.background().after(PATIENCE, () -> {
                if (mine == turn && phase.get() == Phase.WAITING) {
                    receipts.add(new Receipt(Texts.of("edit.unheard"), false));
                    site.news().missed();
                    phase.set(Phase.DONE);
                }
            });
        }
    }

    private void failed(Plan whole, Exception e) {
        waiting.unsubscribe();
        Trouble why = Trouble.of(e);
        trouble.set(why);
        if (why.kind() != Trouble.Kind.CONFLICT || whole.conflict() == null) {
            phase.set(Phase.TROUBLE);
            return;
        }
        long mine = turn;
        site.background()
                .run(
                        whole.conflict(),
                        both -> {
                            if (mine == turn) {
                                conflict.set(both);
                                phase.set(Phase.CONFLICT);
                            }
                        },
                        _ -> {
                            if (mine == turn) {
                                phase.set(Phase.TROUBLE);
                            }
                        });
    }

    private void forget() {
        turn++;
        plan = null;
        waiting.unsubscribe();
        waiting = Subscription.EMPTY;
        preview.set(null);
        secret.set(null);
        trouble.set(null);
        conflict.set(null);
        confirmation.set("");
    }
}
