package io.centter.console.screens.agents;

import io.centter.console.desk.Marks;
import io.centter.console.desk.Site;
import io.centter.console.fleet.AgentRow;
import io.centter.console.screens.agent.ActMenu;
import io.centter.console.screens.agent.AgentActs;
import io.centter.console.text.Texts;
import io.centter.console.theme.Labels;
import java.util.function.IntSupplier;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/// How many agents are marked, and what can be done with them; not there while none is.
final class MarksBar {
    private final HBox root = new HBox();

    /// @param shown how many agents the filter leaves
    MarksBar(Site site, Marks<AgentRow> marks, AgentActs acts, IntSupplier shown) {
        Label count = Labels.styled("", "marks-count");
        count.setId("agents-marked");
        count.setMinWidth(Region.USE_PREF_SIZE);
        Button all = Labels.button("", null, marks::toggleAll, "link-button");
        all.setId("agents-mark-all");
        Button none = Labels.button(Texts.of("marks.clear"), "fth-x", marks::clear, "link-button");
        none.setId("agents-mark-none");
        root.setId("agents-marks");
        root.getStyleClass().add("marks-bar");
        root.setAlignment(Pos.CENTER_LEFT);
        root.getChildren()
                .addAll(count, ActMenu.of("agents-acts", site, acts, marks::meant, true), Labels.spring(), all, none);
        marks.countProperty().subscribe(number -> {
            int marked = number.intValue();
            Labels.visible(root, marked > 0);
            count.setText(Texts.of("marks.count", marked));
            all.setText(Texts.of("marks.all", shown.getAsInt()));
            Labels.visible(all, marked < shown.getAsInt());
        });
    }

    Region node() {
        return root;
    }
}
