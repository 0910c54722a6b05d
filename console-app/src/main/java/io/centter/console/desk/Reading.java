package io.centter.console.desk;

import io.centter.console.fx.Background;
import java.util.concurrent.Callable;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// Something that is read from the control plane: what came last, whether more is under way, and what is wrong. What is
/// there stays while it is read anew, and also when that fails. JavaFX thread only.
public final class Reading<T> {
    /// What there is to show.
    public enum Phase {
        /// Nobody has asked yet.
        IDLE,
        LOADING,
        READY,
        FORBIDDEN,
        /// Nothing ever came.
        FAILED
    }

    private final Background background;
    private final ReadOnlyObjectWrapper<@Nullable T> value = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Phase> phase = new ReadOnlyObjectWrapper<>(Phase.IDLE);
    private final ReadOnlyObjectWrapper<@Nullable Trouble> trouble = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private @Nullable Callable<T> source;
    private long asked;

    public Reading(Background background) {
        this.background = background;
    }

    public ReadOnlyObjectProperty<@Nullable T> valueProperty() {
        return value.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Phase> phaseProperty() {
        return phase.getReadOnlyProperty();
    }

    /// Why the last reading failed; what is shown may then be old.
    public ReadOnlyObjectProperty<@Nullable Trouble> troubleProperty() {
        return trouble.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    public @Nullable T get() {
        return value.get();
    }

    /// Asks something else: what was there is forgotten.
    public void read(Callable<T> question) {
        source = question;
        value.set(null);
        trouble.set(null);
        phase.set(Phase.LOADING);
        reload();
    }

    /// Asks in other words for what is there: it stays until the answer comes.
    public void renew(Callable<T> question) {
        source = question;
        reload();
    }

    /// Asks the same again, where something was asked.
    public void reload() {
        Callable<T> question = source;
        if (question == null) {
            return;
        }
        long mine = ++asked;
        busy.set(true);
        background.run(
                question,
                answer -> {
                    if (mine == asked) {
                        trouble.set(null);
                        value.set(answer);
                        phase.set(Phase.READY);
                        rest(mine);
                    }
                },
                e -> {
                    if (mine == asked) {
                        failed(Trouble.of(e));
                        rest(mine);
                    }
                });
    }

    /// What came another way is shown in the place of what was read; a reading that is under way still replaces it.
    public void take(T known) {
        value.set(known);
    }

    /// Nothing is asked any more.
    public void clear() {
        asked++;
        source = null;
        busy.set(false);
        value.set(null);
        trouble.set(null);
        phase.set(Phase.IDLE);
    }

    /// Unless who heard of the answer has asked again.
    private void rest(long mine) {
        if (mine == asked) {
            busy.set(false);
        }
    }

    private void failed(Trouble why) {
        trouble.set(why);
        if (why.kind() == Trouble.Kind.FORBIDDEN) {
            value.set(null);
            phase.set(Phase.FORBIDDEN);
        } else if (value.get() == null) {
            phase.set(Phase.FAILED);
        }
    }
}
