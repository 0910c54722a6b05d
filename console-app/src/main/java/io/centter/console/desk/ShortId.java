package io.centter.console.desk;

import io.centter.console.text.Texts;
import io.centter.console.theme.Labels;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/// As much of an id as people compare; all of it is on hover, and a button copies it.
public final class ShortId extends HBox {
    /// Ids of agents and networks are as short as that.
    private static final int SHORT = 12;

    private static final int SOME = 8;
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern KIND = Pattern.compile("[a-z-]*[a-z](?::|-(?=[0-9a-f]{8}-))");

    private final Label shown = Labels.styled("", "mono");
    private final Button copy;
    private String whole = "";
    private int most = SHORT;

    public ShortId(Consumer<String> copy) {
        this.copy = Labels.iconButton("fth-copy", Texts.of("action.copy-id"), () -> copy.accept(whole));
        this.copy.getStyleClass().add("copy-button");
        shown.setMinWidth(Region.USE_PREF_SIZE);
        getStyleClass().add("short-id");
        setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(shown, this.copy);
    }

    public ShortId(Site site, String id) {
        this(site.hands()::copy);
        show(id);
    }

    public void show(String id) {
        if (!id.equals(whole)) {
            whole = id;
            shown.setText(brief(id, most));
            shown.setTooltip(shown.getText().equals(id) ? null : Labels.tip(id));
        }
    }

    public String whole() {
        return whole;
    }

    /// In a table there is less room, and the row is what is walked to.
    public ShortId inCell() {
        most = SOME;
        copy.setFocusTraversable(false);
        return this;
    }

    /// A UUID begins with the time, so that those of one minute begin alike: of it the end is shown, of others the
    /// beginning. What it is an id of, such as `permission:` or `user-`, stays.
    ///
    /// @param most so many characters are shown whole
    static String brief(String id, int most) {
        Matcher kind = KIND.matcher(id);
        int from = kind.lookingAt() ? kind.end() : 0;
        if (id.length() - from <= most) {
            return id;
        }
        return UUID.matcher(id).region(from, id.length()).matches()
                ? id.substring(0, from) + "…" + id.substring(id.length() - SOME)
                : id.substring(0, from + SOME) + "…";
    }
}
