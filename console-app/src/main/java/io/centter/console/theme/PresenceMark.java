package io.centter.console.theme;

import io.centter.console.text.Texts;
import io.centter.model.presence.Presence;
import java.util.Locale;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.Region;

/// A small mark for presence: colour and shape say the same, so that neither is needed.
public final class PresenceMark extends Region {
    private String style = "";

    public PresenceMark() {
        getStyleClass().add("presence-mark");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setMouseTransparent(true);
    }

    public PresenceMark(Presence presence) {
        this();
        show(presence);
    }

    public void show(Presence presence) {
        String next = presence.name().toLowerCase(Locale.ROOT);
        if (!next.equals(style)) {
            getStyleClass().remove(style);
            getStyleClass().add(next);
            style = next;
            setAccessibleText(Texts.word("presence", presence));
        }
    }
}
