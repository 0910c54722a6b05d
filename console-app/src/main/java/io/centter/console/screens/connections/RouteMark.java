package io.centter.console.screens.connections;

import io.centter.console.text.Texts;
import io.centter.model.route.RouteTransport;
import java.util.Locale;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.Region;

/// A mark for how one is reached: shape and colour say the same, so that neither is needed.
final class RouteMark extends Region {
    private String style = "";

    RouteMark() {
        getStyleClass().add("route-mark");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    }

    RouteMark(RouteTransport transport) {
        this();
        show(transport);
    }

    void show(RouteTransport transport) {
        String next = word(transport);
        if (!next.equals(style)) {
            getStyleClass().remove(style);
            getStyleClass().add(next);
            style = next;
            setAccessibleText(Texts.word("route", transport));
        }
    }

    static String word(RouteTransport transport) {
        return transport.name().toLowerCase(Locale.ROOT);
    }
}
