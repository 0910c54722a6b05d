package io.centter.console.desk;

import io.centter.console.desk.Rows.Content;
import io.centter.console.text.Texts;
import io.centter.console.theme.Labels;
import io.centter.model.api.MemberRole;
import io.centter.model.api.MemberView;
import java.util.List;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// What is said in the place of something while it is not there: loading, forbidden, failed, empty, hidden by a filter;
/// and below it, when it is there but could not be read anew.
public final class StateView {
    /// What to say where there is nothing yet.
    public record Empty(String icon, String title, String detail) {}

    private final VBox root = new VBox();
    private final Site site;
    private final Supplier<Empty> empty;
    private final Runnable again;
    private final Runnable clearFilter;
    private long shown;

    private StateView(Site site, String id, Supplier<Empty> empty, Runnable again, Runnable clearFilter) {
        this.site = site;
        this.empty = empty;
        this.again = again;
        this.clearFilter = clearFilter;
        root.setId(id + "-state");
        root.getStyleClass().add("state");
        root.setAlignment(Pos.CENTER);
        root.setPickOnBounds(false);
    }

    /// Over a table.
    public static Node of(Site site, String id, Rows<?> rows, Empty empty) {
        return of(site, id, rows, () -> empty);
    }

    /// The same where it depends on the moment what there is to say.
    public static Node of(Site site, String id, Rows<?> rows, Supplier<Empty> empty) {
        StateView view = new StateView(site, id, empty, rows::reload, rows::clearFilter);
        Runnable update = () ->
                view.show(rows.contentProperty().get(), rows.troubleProperty().get());
        rows.contentProperty().subscribe(_ -> update.run());
        rows.troubleProperty().subscribe(_ -> update.run());
        return view.root;
    }

    /// Over one thing; where nothing was asked for, the empty words say what to do.
    public static Node of(Site site, String id, Reading<?> reading, Empty empty) {
        StateView view = new StateView(site, id, () -> empty, reading::reload, () -> {});
        ReadOnlyObjectProperty<Reading.Phase> phase = reading.phaseProperty();
        Runnable update = () -> view.show(
                switch (phase.get()) {
                    case IDLE -> Content.EMPTY;
                    case LOADING -> Content.LOADING;
                    case READY -> Content.ROWS;
                    case FORBIDDEN -> Content.FORBIDDEN;
                    case FAILED -> Content.FAILED;
                },
                reading.troubleProperty().get());
        phase.subscribe(_ -> update.run());
        reading.troubleProperty().subscribe(_ -> update.run());
        return view.root;
    }

    private void show(Content content, @Nullable Trouble trouble) {
        shown++;
        root.setVisible(content != Content.ROWS || trouble != null);
        root.setAlignment(content == Content.ROWS ? Pos.BOTTOM_CENTER : Pos.CENTER);
        switch (content) {
            case ROWS -> old(trouble);
            case LOADING -> {
                ProgressIndicator progress = new ProgressIndicator();
                progress.setAccessibleText(Texts.of("state.loading"));
                progress.getStyleClass().add("state-progress");
                root.getChildren().setAll(progress, text(Texts.of("state.loading")));
            }
            case FORBIDDEN -> forbidden(trouble);
            case FAILED -> failed(trouble);
            case EMPTY -> {
                Empty words = empty.get();
                say(words.icon(), words.title(), words.detail());
            }
            case NO_MATCH -> {
                say("fth-filter", Texts.of("state.no-match"), Texts.of("state.no-match-detail"));
                root.getChildren().add(Labels.button(Texts.of("state.clear-filter"), null, clearFilter));
            }
        }
    }

    /// What is there is what came before.
    private void old(@Nullable Trouble trouble) {
        root.getChildren().clear();
        // Where nobody answers at all, the frame says so once for every screen.
        boolean said = trouble != null
                && trouble.kind() == Trouble.Kind.UNREACHABLE
                && site.hands().staleProperty().get();
        if (trouble != null && !said) {
            HBox bar = new HBox(
                    Labels.icon("fth-alert-triangle"),
                    Labels.wrapped(Texts.of("state.old", trouble.what())),
                    Labels.button(Texts.of("action.again"), null, again));
            bar.getStyleClass().addAll("banner", "banner-warning", "state-old");
            bar.setAlignment(Pos.CENTER_LEFT);
            bar.setMaxWidth(Region.USE_PREF_SIZE);
            root.getChildren().add(bar);
        }
    }

    private void forbidden(@Nullable Trouble trouble) {
        trouble("fth-lock", Texts.of("state.forbidden"), trouble);
        if (trouble == null || trouble.todo().isEmpty()) {
            return;
        }
        VBox givers = new VBox();
        givers.setAlignment(Pos.CENTER);
        // Before the trace id, where there is one.
        int at = root.getChildren().size() - (trouble.traceId() == null ? 0 : 1);
        root.getChildren().add(at, givers);
        // Asked once a person needs them; where that fails, what was said is all there is.
        long mine = shown;
        site.background()
                .run(
                        () -> site.api().allMembers(site.id()),
                        members -> {
                            if (mine == shown) {
                                givers(givers, members);
                            }
                        },
                        _ -> {});
    }

    private static void givers(VBox box, List<MemberView> members) {
        members.stream()
                .filter(member -> member.role() == MemberRole.OWNER || member.role() == MemberRole.ADMIN)
                .map(member ->
                        Texts.of("state.giver", member.name(), member.email(), Texts.word("member", member.role())))
                .forEach(words -> box.getChildren().add(Labels.styled(words, "giver")));
    }

    private void failed(@Nullable Trouble trouble) {
        boolean gone = trouble != null && trouble.kind() == Trouble.Kind.GONE;
        boolean off = trouble != null && trouble.kind() == Trouble.Kind.NOT_CONFIGURED;
        trouble(
                off ? "fth-power" : gone ? "fth-slash" : "fth-cloud-off",
                Texts.of(off ? "state.not-configured" : gone ? "state.gone" : "state.failed"),
                trouble);
        root.getChildren().add(Labels.button(Texts.of("action.again"), "fth-refresh-cw", again));
    }

    private void trouble(String icon, String title, @Nullable Trouble trouble) {
        say(icon, title, trouble == null ? "" : trouble.what());
        root.getChildren().add(text(Texts.of("trouble.nothing-changed")));
        if (trouble != null && !trouble.todo().isEmpty()) {
            root.getChildren().add(text(trouble.todo()));
        }
        if (trouble != null && trouble.traceId() != null) {
            root.getChildren().add(trace(site, trouble.traceId()));
        }
    }

    /// For whoever runs the control plane, with a button that copies it.
    static Node trace(Site site, String id) {
        HBox row = new HBox(
                4,
                Labels.styled(Texts.of("trouble.trace", id), "mono", "muted"),
                Labels.iconButton(
                        "fth-copy",
                        Texts.of("trouble.copy-trace"),
                        () -> site.hands().copy(id)));
        row.getStyleClass().add("trace-id");
        row.setAlignment(Pos.CENTER);
        row.setMaxWidth(Region.USE_PREF_SIZE);
        return row;
    }

    private void say(String icon, String title, String detail) {
        root.getChildren().setAll(Labels.icon(icon), Labels.styled(title, "state-title"));
        if (!detail.isEmpty()) {
            root.getChildren().add(text(detail));
        }
    }

    private static Label text(String text) {
        Label label = Labels.wrapped(text, "muted", "state-text");
        label.setMaxWidth(460);
        return label;
    }
}
