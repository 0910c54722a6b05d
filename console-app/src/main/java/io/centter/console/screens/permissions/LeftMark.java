package io.centter.console.screens.permissions;

import io.centter.console.text.Texts;
import io.centter.console.theme.Labels;
import io.centter.model.permission.Effect;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.HBox;

/// How much of a scope is held: a shape and a word.
final class LeftMark {
    private LeftMark() {}

    static Node chip(ScopeRow row) {
        HBox box = new HBox(6, Labels.icon(icon(row), "left-icon"), Labels.styled(word(row)));
        box.getStyleClass().addAll("left-mark", style(row));
        box.setAlignment(Pos.CENTER_LEFT);
        return box;
    }

    static String word(ScopeRow row) {
        return row.effect() == Effect.REVOKE ? Texts.of("permissions.taken") : Texts.word("left", row.left());
    }

    private static String icon(ScopeRow row) {
        if (row.effect() == Effect.REVOKE) {
            return "fth-slash";
        }
        return switch (row.left()) {
            case ALL -> "fth-check-circle";
            case PART -> "fth-pie-chart";
            case NOTHING -> "fth-circle";
        };
    }

    private static String style(ScopeRow row) {
        if (row.effect() == Effect.REVOKE) {
            return "left-taken";
        }
        return switch (row.left()) {
            case ALL -> "left-all";
            case PART -> "left-part";
            case NOTHING -> "left-nothing";
        };
    }
}
