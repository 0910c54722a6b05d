package io.centter.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.centter.console.fleet.AgentRow;
import io.centter.console.fleet.SampleFleet;
import io.centter.console.live.FleetChange;
import io.centter.console.theme.Theme;
import io.centter.model.heartbeat.HeartbeatStatus;
import io.centter.model.presence.Presence;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// The agents screen in its frame under keys and mouse, over a picture the test makes.
@ExtendWith(ApplicationExtension.class)
class AgentsUiTest {
    private Stagecraft console;

    @Start
    void show(Stage stage) {
        Theme.loadFonts();
        Theme.DARK.apply();
        console = new Stagecraft();
        console.connected();
        console.apply(new SampleFleet(42, console.clock.instant()).snapshot(3000));
        Scene scene = new Scene(console.frame.node(), 970, 800);
        Theme.dress(scene);
        stage.setScene(scene);
        stage.show();
    }

    @BeforeEach
    void focusTheTable(FxRobot robot) {
        robot.interact(() -> table(robot).requestFocus());
    }

    @Test
    void slashFiltersAndEscapeClears(FxRobot robot) {
        robot.type(KeyCode.SLASH);
        assertThat(field(robot, "#agents-filter").isFocused()).isTrue();
        robot.write("presence:offline");
        assertThat(table(robot).getItems())
                .isNotEmpty()
                .hasSizeLessThan(3000)
                .allMatch(row -> row.get().presence() == Presence.OFFLINE);
        robot.push(KeyCode.ESCAPE);
        assertThat(table(robot).getItems()).hasSize(3000);
    }

    @Test
    void enterOpensDetailsAndEscapeClosesThem(FxRobot robot) {
        robot.interact(() -> table(robot).getSelectionModel().select(4));
        robot.push(KeyCode.ENTER);
        Node pane = robot.lookup("#agent-pane").query();
        String name = table(robot).getSelectionModel().getSelectedItem().get().name();
        await().until(() ->
                robot.from(pane).lookup("#presence-changes .change").queryAll().size() == 6);
        assertThat(robot.from(pane).lookup(".pane-title").queryAs(Label.class).getText())
                .isEqualTo(name);

        robot.push(KeyCode.ESCAPE);
        assertThat(robot.lookup("#agent-pane").tryQuery()).isEmpty();
        assertThat(table(robot).isFocused()).isTrue();
    }

    @Test
    void changeOfAVisibleAgentIsPaintedInItsRow(FxRobot robot) {
        AgentRow first = table(robot).getItems().getFirst();
        robot.interact(() -> console.apply(
                SampleFleet.moved(first.id(), console.clock.instant(), Presence.ONLINE, HeartbeatStatus.BUSY)));

        assertThat(rowTexts(robot, 0)).contains("Online", first.get().name(), "Busy", "3");
    }

    @Test
    void selectionAndScrollSurviveUpdates(FxRobot robot) {
        robot.interact(() -> {
            table(robot).scrollTo(500);
            table(robot).getSelectionModel().select(505);
        });
        WaitForAsyncUtils.waitForFxEvents();
        AgentRow chosen = table(robot).getSelectionModel().getSelectedItem();
        int top = topRow(robot);
        for (int batch = 0; batch < 20; batch++) {
            robot.interact(() -> {
                SampleFleet sample = new SampleFleet(System.nanoTime(), console.clock.instant());
                for (int i = 0; i < 50; i++) {
                    console.apply(sample.change(3000, console.clock.instant()));
                }
                console.agents.tick(false);
            });
        }
        robot.interact(() -> {
            console.apply(new FleetChange.Removed(
                    console.clock.instant(), table(robot).getItems().getLast().id()));
            console.agents.tick(false);
        });

        assertThat(table(robot).getItems()).hasSize(2999);
        assertThat(table(robot).getSelectionModel().getSelectedItem()).isSameAs(chosen);
        assertThat(topRow(robot)).isEqualTo(top);
    }

    @Test
    void selectionFollowsTheAgentWhenTheOrderChanges(FxRobot robot) {
        robot.interact(() -> table(robot).getSelectionModel().select(3));
        AgentRow chosen = table(robot).getSelectionModel().getSelectedItem();
        robot.clickOn("#column-id");
        robot.clickOn("#column-id");

        assertThat(table(robot).getSelectionModel().getSelectedItem()).isSameAs(chosen);
        assertThat(table(robot).getSelectionModel().getSelectedIndices()).hasSize(1);
    }

    @Test
    void paletteFindsAnAgentAndOpensIt(FxRobot robot) {
        robot.push(KeyCode.CONTROL, KeyCode.K);
        robot.write("vega 9");
        ListView<?> list = robot.lookup("#palette-list").queryListView();
        assertThat(list.getItems()).isNotEmpty();
        robot.push(KeyCode.ENTER);

        assertThat(robot.lookup("#palette-list").tryQuery()).isEmpty();
        assertThat(robot.lookup("#agent-pane .pane-title").queryAs(Label.class).getText())
                .startsWith("Vega 9");
    }

    @Test
    void questionMarkShowsTheShortcutsAndEscapeHidesThem(FxRobot robot) {
        robot.interact(() -> table(robot)
                .fireEvent(new KeyEvent(KeyEvent.KEY_TYPED, "?", "?", KeyCode.UNDEFINED, true, false, false, false)));
        assertThat(robot.lookup("#shortcut-sheet").tryQuery()).isPresent();
        robot.push(KeyCode.ESCAPE);
        assertThat(robot.lookup("#shortcut-sheet").tryQuery()).isEmpty();
    }

    @Test
    void counterFiltersByItsPresence(FxRobot robot) {
        robot.clickOn("#count-degraded");
        assertThat(table(robot).getItems()).allMatch(row -> row.get().presence() == Presence.DEGRADED);
        assertThat(robot.lookup("#agents-total").queryAs(Label.class).getText()).contains("of 3,000");
        robot.clickOn("#count-degraded");
        assertThat(table(robot).getItems()).hasSize(3000);
    }

    @Test
    void disconnectedTableIsGreyedAndNeverBlank(FxRobot robot) {
        robot.interact(console::disconnected);
        WaitForAsyncUtils.waitForFxEvents();

        assertThat(robot.lookup("#notice").queryAs(Label.class).getText())
                .contains("broker has been away")
                .contains("You see the picture of")
                .contains("Next attempt in");
        assertThat(robot.lookup("#data-age").queryAs(Label.class).getText()).isEqualTo("43 s old");
        assertThat(table(robot).getItems()).hasSize(3000);
        assertThat(visibleCell(robot).getOpacity()).isLessThan(0.9);

        robot.interact(console::connected);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(visibleCell(robot).getOpacity()).isEqualTo(1);
        assertThat(robot.lookup("#data-age").queryAs(Label.class).getText()).isEqualTo("live");
    }

    @Test
    void idIsCopiedWhole(FxRobot robot) {
        AgentRow first = table(robot).getItems().getFirst();
        robot.moveTo(robot.lookup(".short-id .mono").queryAll().iterator().next());
        robot.clickOn(
                robot.lookup(".rows-table .copy-button").queryAll().stream()
                        .filter(button -> ((TableCell<?, ?>) button.getParent().getParent()).getIndex() == 0)
                        .findFirst()
                        .orElseThrow(),
                MouseButton.PRIMARY);
        assertThat(console.copied).containsExactly(first.id().value());
    }

    private static TableView<AgentRow> table(FxRobot robot) {
        return robot.lookup("#agents-table").queryTableView();
    }

    private static TextField field(FxRobot robot, String query) {
        return robot.lookup(query).queryAs(TextField.class);
    }

    private static Node visibleCell(FxRobot robot) {
        return robot.lookup(".table-cell").queryAll().stream()
                .filter(node -> node instanceof Labeled cell && cell.getText() != null)
                .findFirst()
                .orElseThrow();
    }

    private static int topRow(FxRobot robot) {
        AtomicReference<Integer> top = new AtomicReference<>(-1);
        robot.interact(() -> {
            var flow = (VirtualFlow<?>) table(robot).lookup(".virtual-flow");
            top.set(flow.getFirstVisibleCell().getIndex());
        });
        return top.get();
    }

    private static List<String> rowTexts(FxRobot robot, int row) {
        return robot.lookup(".table-cell").queryAll().stream()
                .map(node -> (TableCell<?, ?>) node)
                .filter(cell -> cell.getIndex() == row)
                .map(cell -> cell.getText() != null
                        ? cell.getText()
                        : cell.getGraphic() instanceof Label label ? label.getText() : "")
                .toList();
    }
}
