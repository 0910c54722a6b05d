package io.centter.console.screens.agent;

import io.centter.console.desk.Reading;
import io.centter.console.desk.Site;
import io.centter.console.desk.StateView;
import io.centter.console.text.Texts;
import java.util.List;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// One part of what is known of an agent, or why it is not there. What is shown stays while it is read anew.
final class FacetPane {
    private FacetPane() {}

    /// @param id of what says why there is nothing
    /// @param render what there is, from top to bottom
    static <T> Node of(Site site, String id, Reading<T> reading, Function<T, List<Node>> render) {
        VBox content = new VBox();
        content.getStyleClass().add("facet");
        Node state = StateView.of(site, id, reading, new StateView.Empty("fth-circle", Texts.of("state.loading"), ""));
        reading.valueProperty().subscribe(value -> {
            if (value == null) {
                content.getChildren().clear();
            } else {
                content.getChildren().setAll(render.apply(value));
            }
        });
        StackPane pane = new StackPane(content, state);
        pane.getStyleClass().add("facet-pane");
        return pane;
    }
}
