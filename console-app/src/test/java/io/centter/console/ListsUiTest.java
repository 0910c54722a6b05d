package io.centter.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.centter.console.desk.Destination;
import io.centter.console.desk.Listed;
import io.centter.console.desk.Listing;
import io.centter.console.fleet.AgentRow;
import io.centter.console.fx.Screen;
import io.centter.console.theme.Theme;
import io.centter.model.api.CreateAgent;
import io.centter.model.role.Role;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import javafx.event.ActionEvent;
import javafx.geometry.Orientation;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.TextField;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// What can be done with every list, at the real control plane.
@ExtendWith(ApplicationExtension.class)
class ListsUiTest {
    private Stage stage;
    private Person linda;

    @Start
    void show(Stage shown) {
        Theme.loadFonts();
        stage = shown;
    }

    @BeforeEach
    void arrive(FxRobot robot) {
        linda = new Person(robot, stage);
        for (String name : List.of("Sol", "Nova", "Atlas")) {
            linda.api.createAgent(
                    linda.network.id(),
                    new CreateAgent(name, null, name.equals("Sol") ? Role.DEVELOPER : Role.ANALYST, null, null));
        }
        linda.sitDown(true);
        linda.until(() -> linda.workspace().rows().size() == 3);
    }

    @AfterEach
    void leave() {
        linda.close();
    }

    @Test
    void viewIsKeptUnderANameAndThePaletteFindsIt(FxRobot robot) {
        Listing agents = linda.workspace().screen().listing().orElseThrow();
        robot.interact(() -> {
            agents.filterTextProperty().set("role:analyst");
            agents.hide(Set.of("version"));
            agents.order(new Listing.Order("name", true));
        });
        robot.interact(
                () -> robot.lookup("#agents-list").queryAs(MenuButton.class).show());
        linda.untilSeen("#agents-view-name");
        robot.interact(() -> {
            TextField name = robot.lookup("#agents-view-name").queryAs(TextField.class);
            name.setText("The analysts");
            name.fireEvent(new ActionEvent());
        });
        robot.interact(() -> {
            linda.workspace().agents().clearFilter();
            agents.hide(Set.of());
            agents.order(null);
        });
        assertThat(names()).containsExactly("Atlas", "Nova", "Sol");

        linda.go("The analysts");
        linda.until(() -> names().equals(List.of("Nova", "Atlas")));
        assertThat(agents.hidden()).containsExactly("version");
        assertThat(agents.filterTextProperty().get()).isEqualTo("role:analyst");
    }

    @Test
    void noTableIsScrolledSidewaysHoweverNarrowTheWindowIs(FxRobot robot) {
        for (double width : new double[] {970, 760}) {
            robot.interact(() -> stage.setWidth(width));
            for (Screen screen : linda.workspace().screens().all()) {
                robot.interact(() -> linda.console().go(new Destination.Place(screen.id())));
                robot.interact(() -> stage.getScene().getRoot().layout());
                assertThat(Reader.seen(
                                stage.getScene().getRoot(),
                                node -> node instanceof ScrollBar bar
                                        && bar.getOrientation() == Orientation.HORIZONTAL
                                        && bar.getParent() instanceof VirtualFlow<?>))
                        .describedAs("%s at %s", screen.id(), width)
                        .isEmpty();
            }
        }
    }

    @Test
    void marksNameWhomABulkActionMeansAndAnotherFilterTakesThemAway(FxRobot robot) {
        robot.interact(() -> robot.lookup("#agents-table").query().requestFocus());
        linda.press(KeyCode.CONTROL, KeyCode.A);
        linda.until(() -> linda.words("#agents-marked").equals("3 agents marked"));
        robot.interact(() -> robot.lookup("#agents-acts").queryAs(MenuButton.class).getItems().stream()
                .filter(item -> "agents-acts-lock".equals(item.getId()))
                .findFirst()
                .orElseThrow()
                .fire());
        linda.typeInto("#edit-reason", "the incident");
        linda.untilSeen(".effect-lose");
        assertThat(linda.words(".effect-lose .label"))
                .contains("Sol")
                .contains("Nova")
                .contains("Atlas");
        linda.apply();
        assertThat(linda.api.allAgents(linda.network.id())).allMatch(agent -> agent.locked() != null);
        robot.interact(
                () -> robot.lookup("#edit-cancel").queryAs(ButtonBase.class).fire());
        robot.interact(() -> linda.workspace().agents().filterTextProperty().set("sol"));
        assertThat(linda.workspace().agents().marks().countProperty().get()).isZero();
        await().atMost(Duration.ofSeconds(10)).until(() -> !linda.sees("#agents-marks"));
    }

    @Test
    void everyListGivesAwayWhatItShows(FxRobot robot) {
        int lists = 0;
        for (var screen : linda.workspace().screens().all()) {
            if (screen instanceof Listed listed) {
                robot.interact(() -> {
                    var listing = listed.listing();
                    listing.ifPresent(list -> assertThat(list.sheet().columns())
                            .as(screen.id())
                            .hasSizeGreaterThan(1)
                            .doesNotContain(""));
                });
                lists++;
            }
        }
        assertThat(lists).isGreaterThan(15);
        linda.go("Roles");
        linda.untilSeen("#roles-table .table-row-cell:filled");
        robot.interact(() -> assertThat(
                        ((Listed) linda.workspace().screens().named("roles").orElseThrow())
                                .listing()
                                .orElseThrow()
                                .sheet()
                                .csv())
                .contains("Developer"));
    }

    private List<String> names() {
        return linda.workspace().agents().items().stream()
                .map(AgentRow::get)
                .map(agent -> agent.name())
                .toList();
    }
}
