package io.centter.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.centter.console.desk.Destination;
import io.centter.console.fx.Screen;
import io.centter.console.shell.PaletteViewModel;
import io.centter.console.text.Texts;
import io.centter.console.theme.Theme;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.ResourceBundle;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.SnapshotParameters;
import javafx.scene.control.Cell;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// Every screen without a mouse, and by ear: each control has a name, Tab comes to each and shows where it is, `/`
/// filters, Enter opens, Esc goes back.
@ExtendWith(ApplicationExtension.class)
class KeyboardTest {
    private Stage stage;
    private Person linda;

    @Start
    void show(Stage shown) {
        Theme.loadFonts();
        stage = shown;
    }

    @BeforeEach
    void sitDown(FxRobot robot) {
        linda = new Person(robot, stage);
        FullNetwork.fill(linda.api, linda.network.id());
        linda.sitDown(true);
        linda.until(() -> linda.workspace().rows().size() == 3);
    }

    @AfterEach
    void close() {
        linda.close();
    }

    @Test
    void everyControlHasANameAndTabComesToEachAndShowsIt() {
        List<String> wrong = new ArrayList<>();
        for (Screen screen : linda.workspace().screens().all()) {
            go(screen);
            openFirst();
            linda.robot.interact(() -> controls(screen).stream()
                    .filter(control -> Reader.name(control).isBlank())
                    .forEach(control -> wrong.add(screen.id() + ": no name: " + control)));
            walk(screen, wrong);
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void slashFiltersEnterOpensAndEscapeGoesBackOnEveryListScreen() {
        int lists = 0;
        for (Screen screen : linda.workspace().screens().all()) {
            go(screen);
            String filter = "#" + screen.id() + "-filter";
            if (!linda.sees(filter)) {
                continue;
            }
            lists++;
            focusScreen(screen);
            linda.robot.write('/');
            linda.until(() -> linda.robot.lookup(filter).query().isFocused());
            assertThat(((TextInputControl) linda.robot.lookup(filter).query()).getText())
                    .as(screen.id())
                    .isEmpty();
            linda.robot.write("zz", 0);
            linda.press(KeyCode.ESCAPE);
            linda.until(() -> ((TextInputControl) linda.robot.lookup(filter).query())
                    .getText()
                    .isEmpty());
            if (openFirst()) {
                assertThat(linda.sees(".side-pane")).as(screen.id() + " opens").isTrue();
                linda.press(KeyCode.ESCAPE);
                linda.until(() -> !linda.sees(".side-pane"));
            }
        }
        assertThat(lists).isGreaterThanOrEqualTo(18);
    }

    @Test
    void paletteFindsScreensAgentsNetworksAndActionsAndAnIdInWhateverIsPasted() {
        for (Screen screen : linda.workspace().screens().all()) {
            assertThat(found(screen.title())).as(screen.id()).isEqualTo(screen.title());
        }
        String sol = linda.workspace().rows().stream()
                .filter(row -> row.get().name().equals("Sol"))
                .findFirst()
                .orElseThrow()
                .id()
                .value();
        assertThat(found("Sol")).isEqualTo("Sol");
        assertThat(found(sol)).isEqualTo("Sol");
        assertThat(found("refused: mesh.agent." + sol + ".inbox of a sender")).isEqualTo("Sol");
        assertThat(found("Acme")).isEqualTo("Acme Corp");
        assertThat(found("reconnect")).isEqualTo(Texts.of("action.reconnect"));
        assertThat(found("no such thing anywhere")).isEmpty();
    }

    @Test
    void sheetListsEveryKeyAndEscapeClosesIt() {
        go(linda.workspace().screens().named("teams").orElseThrow());
        focusScreen(linda.workspace().screens().named("teams").orElseThrow());
        linda.robot.write('?');
        linda.untilSeen("#shortcut-sheet");
        String words = Reader.words(linda.robot.lookup("#shortcut-sheet").query());
        ResourceBundle texts = ResourceBundle.getBundle("io.centter.console.text.console");
        assertThat(texts.keySet().stream().filter(key -> key.startsWith("keys.") && key.endsWith(".what")))
                .hasSizeGreaterThan(10)
                .allSatisfy(key -> assertThat(words).contains(texts.getString(key)));
        linda.press(KeyCode.ESCAPE);
        linda.until(() -> !linda.sees("#shortcut-sheet"));
    }

    /// What Enter would do for these words; empty where nothing is found.
    private String found(String words) {
        PaletteViewModel palette = linda.console().palette();
        palette.open();
        palette.textProperty().set(words);
        return palette.found().isEmpty() ? "" : palette.found().getFirst().title();
    }

    private void go(Screen screen) {
        linda.robot.interact(() -> linda.console().go(new Destination.Place(screen.id())));
        linda.until(linda.console()::isIdle);
    }

    private void focusScreen(Screen screen) {
        linda.robot.interact(() -> reachable(screen).getLast().requestFocus());
        linda.robot.interact(() -> {
            if (stage.getScene().getFocusOwner() instanceof TextInputControl) {
                screen.node().lookupAll(".rows-table").stream().findFirst().ifPresent(Node::requestFocus);
            }
        });
    }

    /// True where the screen is a table that has a row with details.
    private boolean openFirst() {
        boolean[] selected = new boolean[1];
        linda.robot.interact(() -> stage.getScene().getRoot().lookupAll(".rows-table").stream()
                .filter(node -> node.isVisible()
                        && node instanceof TableView<?> table
                        && !table.getItems().isEmpty())
                .findFirst()
                .ifPresent(node -> {
                    node.requestFocus();
                    ((TableView<?>) node).getSelectionModel().select(0);
                    selected[0] = true;
                }));
        if (selected[0]) {
            linda.press(KeyCode.ENTER);
            linda.until(linda.console()::isIdle);
        }
        return selected[0] && linda.sees(".side-pane");
    }

    /// Tabs through a screen once.
    private void walk(Screen screen, List<String> wrong) {
        List<Control> wanted = new ArrayList<>();
        linda.robot.interact(() -> {
            wanted.addAll(reachable(screen));
            if (!wanted.isEmpty()) {
                wanted.getFirst().requestFocus();
            }
        });
        // What is focused otherwise than by a key is not marked.
        linda.robot.push(KeyCode.SHIFT, KeyCode.TAB);
        linda.robot.push(KeyCode.TAB);
        Set<Node> reached = new LinkedHashSet<>();
        for (int steps = 0; steps < wanted.size() + 8 && !reached.containsAll(wanted); steps++) {
            Node[] here = new Node[1];
            WritableImage[] with = new WritableImage[1];
            linda.robot.interact(() -> {
                here[0] = stage.getScene().getFocusOwner();
                with[0] = picture(here[0]);
            });
            reached.add(here[0]);
            linda.robot.push(KeyCode.TAB);
            linda.robot.interact(() -> {
                if (wanted.contains(here[0]) && same(with[0], picture(here[0]))) {
                    wrong.add(screen.id() + ": focus is not to be seen on " + here[0]);
                }
            });
        }
        wanted.stream()
                .filter(control -> !reached.contains(control) && !isOfOneOf(reached, control))
                .forEach(control -> wrong.add(screen.id() + ": Tab does not come to " + control));
    }

    /// Arrows move inside a group, Tab to the group.
    private static boolean isOfOneOf(Set<Node> reached, Control control) {
        return control instanceof ToggleButton button
                && button.getToggleGroup() != null
                && button.getToggleGroup().getToggles().stream().anyMatch(reached::contains);
    }

    private static WritableImage picture(Node node) {
        return node.snapshot(new SnapshotParameters(), null);
    }

    private static boolean same(WritableImage one, WritableImage other) {
        if (one.getWidth() != other.getWidth() || one.getHeight() != other.getHeight()) {
            return false;
        }
        for (int y = 0; y < one.getHeight(); y++) {
            for (int x = 0; x < one.getWidth(); x++) {
                if (one.getPixelReader().getArgb(x, y) != other.getPixelReader().getArgb(x, y)) {
                    return false;
                }
            }
        }
        return true;
    }

    /// What a person can do something with; cells belong to their table.
    private static List<Control> controls(Screen screen) {
        return Reader.seen(
                        screen.node(),
                        node -> node instanceof Control
                                && !(node instanceof Label)
                                && !(node instanceof ScrollBar)
                                && node.isFocusTraversable()
                                && !isInACell(node)
                                && !isPartOfAControl(node))
                .stream()
                .map(Control.class::cast)
                .toList();
    }

    private static List<Control> reachable(Screen screen) {
        return controls(screen).stream()
                .filter(control -> !control.isDisabled())
                .toList();
    }

    private static boolean isInACell(Node node) {
        for (Node up = node; up != null; up = up.getParent()) {
            if (up instanceof Cell<?>) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPartOfAControl(Node node) {
        return node.getParent() instanceof Control parent && parent.isFocusTraversable();
    }
}
