package io.centter.console.shell;

import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;

/// The keys that hold everywhere. Letters and signs are keys only while nobody types.
final class FrameKeys {
    private static final KeyCombination PALETTE = new KeyCodeCombination(KeyCode.K, KeyCombination.SHORTCUT_DOWN);
    private static final KeyCombination RECONNECT = new KeyCodeCombination(KeyCode.R, KeyCombination.SHORTCUT_DOWN);
    private static final KeyCombination THEME =
            new KeyCodeCombination(KeyCode.L, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN);

    private static final KeyCombination PREVIOUS = new KeyCodeCombination(KeyCode.LEFT, KeyCombination.ALT_DOWN);
    private static final KeyCombination NEXT = new KeyCodeCombination(KeyCode.RIGHT, KeyCombination.ALT_DOWN);

    private final Frame frame;
    private final FrameActions actions;

    FrameKeys(Frame frame, FrameActions actions) {
        this.frame = frame;
        this.actions = actions;
    }

    void listen(Region root) {
        root.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        root.addEventFilter(KeyEvent.KEY_TYPED, this::typed);
        root.addEventFilter(MouseEvent.MOUSE_PRESSED, event -> {
            if (event.getButton() == MouseButton.BACK) {
                frame.previous();
            } else if (event.getButton() == MouseButton.FORWARD) {
                frame.next();
            }
        });
    }

    private void pressed(KeyEvent event) {
        if (PALETTE.match(event)) {
            frame.showPalette();
        } else if (RECONNECT.match(event)) {
            actions.reconnect();
        } else if (THEME.match(event)) {
            actions.nextTheme();
        } else if (PREVIOUS.match(event)) {
            frame.previous();
        } else if (NEXT.match(event)) {
            frame.next();
        } else if (event.getCode() == KeyCode.ESCAPE) {
            frame.back();
        } else {
            return;
        }
        event.consume();
    }

    /// By character, not by key: '/' and '?' are elsewhere on every keyboard.
    private void typed(KeyEvent event) {
        if (event.getTarget() instanceof TextInputControl) {
            return;
        }
        switch (event.getCharacter()) {
            case "/" -> frame.find();
            case "?" -> frame.showSheet();
            case "n" -> actions.backToNow();
            default -> {
                if (!frame.typed(event.getCharacter())) {
                    return;
                }
            }
        }
        event.consume();
    }
}
