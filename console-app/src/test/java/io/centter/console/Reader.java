package io.centter.console;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Control;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;

/// Reads a scene as a person does: only what is visible.
final class Reader {
    private Reader() {}

    /// All words that can be read in it, one a line.
    static String words(Node node) {
        List<String> lines = new ArrayList<>();
        for (Node one : seen(node, _ -> true)) {
            if (one instanceof Labeled labeled && labeled.getText() != null) {
                lines.add(labeled.getText());
            } else if (one instanceof TextInputControl input && input.getText() != null) {
                lines.add(input.getText());
            }
        }
        return String.join("\n", lines);
    }

    /// Everything visible in it of that kind.
    static List<Node> seen(Node node, Predicate<Node> wanted) {
        List<Node> found = new ArrayList<>();
        collect(node, wanted, found);
        return found;
    }

    /// What the name of a control is to somebody who hears it.
    static String name(Control control) {
        if (control.getAccessibleText() != null && !control.getAccessibleText().isBlank()) {
            return control.getAccessibleText();
        }
        return control instanceof Labeled labeled && labeled.getText() != null ? labeled.getText() : "";
    }

    static boolean is(Node node, String pseudoClass) {
        return node.getPseudoClassStates().contains(PseudoClass.getPseudoClass(pseudoClass));
    }

    private static void collect(Node node, Predicate<Node> wanted, List<Node> found) {
        if (!node.isVisible()) {
            return;
        }
        if (wanted.test(node)) {
            found.add(node);
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> collect(child, wanted, found));
        }
    }
}
