package io.centter.console.screens.connections;

import io.centter.console.screens.connections.RadialLayout.Spot;
import io.centter.console.screens.connections.RadialLayout.Style;
import io.centter.console.text.Texts;
import io.centter.console.theme.PresenceMark;
import io.centter.model.presence.Presence;
import io.centter.model.route.RouteTransport;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Line;
import javafx.scene.text.Text;
import javafx.scene.transform.Rotate;

/// One spoke as it is drawn: line, mark and name. The nodes stay as long as the spoke does.
final class SpokeNode {
    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");
    private static final PseudoClass AWAY = PseudoClass.getPseudoClass("away");
    private static final PseudoClass CHANGED = PseudoClass.getPseudoClass("changed");
    private static final PseudoClass SMALL = PseudoClass.getPseudoClass("small");
    private static final int LEVEL_LETTERS = 15;
    private static final int TURNED_LETTERS = 12;

    private final Line edge = new Line();
    private final StackPane dot = new StackPane();
    private final RouteMark mark = new RouteMark();
    private final PresenceMark presence = new PresenceMark();
    private final Text label = new Text();
    private final Rotate turn = new Rotate();
    private Spoke spoke;
    private Spot spot = new Spot(0, 0, 0);
    private Style style = Style.BELOW;
    private String edgeStyle = "";

    SpokeNode(Spoke first) {
        spoke = first;
        edge.getStyleClass().add("edge");
        label.getStyleClass().add("spoke-label");
        label.setTextOrigin(VPos.CENTER);
        label.getTransforms().add(turn);
        label.setManaged(false);
        label.layoutBoundsProperty().map(Bounds::getWidth).subscribe(_ -> align());
        edge.setManaged(false);
        dot.setManaged(false);
        dot.getStyleClass().add("spoke");
        dot.setAccessibleRole(AccessibleRole.BUTTON);
        dot.setId("peer-" + first.key());
        dot.getChildren().setAll(mark, presence);
        mark.setMouseTransparent(true);
    }

    Line edge() {
        return edge;
    }

    StackPane dot() {
        return dot;
    }

    Text label() {
        return label;
    }

    Spoke spoke() {
        return spoke;
    }

    /// @param from where its line begins: the middle, or the agent that relays
    void show(Spoke next, Spot spot, Spot from, Style style) {
        spoke = next;
        mark.show(next.transport());
        boolean small = style == Style.ALONG;
        dot.pseudoClassStateChanged(SMALL, small);
        double half = small ? 8 : 12;
        dot.resizeRelocate(spot.x() - half, spot.y() - half, 2 * half, 2 * half);
        edge.setStartX(from.x());
        edge.setStartY(from.y());
        edge.setEndX(spot.x());
        edge.setEndY(spot.y());
        styleEdge(next.transport());
        String name = name(next);
        dot.setAccessibleText(spoken(next, name));
        boolean away = next instanceof Spoke.One one && one.peer().presence() != Presence.ONLINE;
        dot.pseudoClassStateChanged(AWAY, away);
        dot.pseudoClassStateChanged(
                CHANGED, next instanceof Spoke.One one && one.peer().fate() != Peer.Fate.SAME);
        presence.setVisible(away && !small);
        if (next instanceof Spoke.One one) {
            presence.show(one.peer().presence());
        }
        this.spot = spot;
        this.style = style;
        String shown = next instanceof Spoke.Many ? name : shortened(name, small ? TURNED_LETTERS : LEVEL_LETTERS);
        if (!shown.equals(label.getText())) {
            label.setText(shown);
        }
        label.setLayoutX(spot.x());
        label.setLayoutY(spot.y());
        align();
    }

    void select(boolean selected) {
        dot.pseudoClassStateChanged(SELECTED, selected);
        label.pseudoClassStateChanged(SELECTED, selected);
    }

    private void styleEdge(RouteTransport transport) {
        String next = RouteMark.word(transport);
        if (!next.equals(edgeStyle)) {
            edge.getStyleClass().remove(edgeStyle);
            edge.getStyleClass().add(next);
            edgeStyle = next;
        }
    }

    /// Once it is known how wide the words are, which is when they have their font.
    private void align() {
        double width = label.getLayoutBounds().getWidth();
        if (style == Style.BELOW) {
            turn.setAngle(0);
            label.setX(-width / 2);
            // Away from the middle, so that its own line does not cross it.
            label.setY(spot.y() < -1e-9 ? -22 : 22);
        } else {
            boolean left = Math.cos(spot.angle()) < -1e-9;
            turn.setAngle(Math.toDegrees(spot.angle()) + (left ? 180 : 0));
            label.setX(left ? -12 - width : 12);
            label.setY(0);
        }
    }

    static String name(Spoke spoke) {
        return switch (spoke) {
            case Spoke.One one -> one.peer().name();
            case Spoke.Many many ->
                many.transport() == RouteTransport.NONE
                        ? Texts.of("connections.many-blocked", many.agents())
                        : Texts.of("connections.many", many.agents(), Texts.word("route", many.transport()));
        };
    }

    /// Names of a fleet often differ at their end only.
    private static String shortened(String name, int most) {
        if (name.length() <= most) {
            return name;
        }
        int tail = (most - 1) / 2;
        return name.substring(0, most - 1 - tail) + "…" + name.substring(name.length() - tail);
    }

    private static String spoken(Spoke spoke, String name) {
        return switch (spoke) {
            case Spoke.One one ->
                Texts.of(
                        "connections.spoken",
                        name,
                        Texts.word("route", spoke.transport()),
                        Texts.word("presence", one.peer().presence()));
            case Spoke.Many _ -> name;
        };
    }
}
