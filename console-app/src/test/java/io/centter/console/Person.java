package io.centter.console;

import static org.awaitility.Awaitility.await;

import io.centter.console.desk.SampleSite;
import io.centter.console.session.SettingsFile;
import io.centter.console.theme.Png;
import io.centter.console.theme.Theme;
import io.centter.model.api.CreateNetwork;
import io.centter.model.api.NetworkView;
import io.centter.model.api.Register;
import io.centter.sdk.rest.CentterApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.testfx.api.FxRobot;

/// A person at a console that is signed in at the real control plane: what the hands do is counted.
final class Person implements AutoCloseable {
    private static final Path TABLE = Path.of("target", "tasks.md");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    final FxRobot robot;
    final CentterApi api;
    final NetworkView network;
    final String email = "linda-" + UUID.randomUUID() + "@example.com";
    private final Stage stage;
    private final String token;
    private final Console console = new Console(SettingsFile.forgetful(), InstantSource.system());
    private long began;
    private int clicks;
    private int keys;

    Person(FxRobot robot, Stage stage) {
        this.robot = robot;
        this.stage = stage;
        CentterApi anonymous = CentterApi.at(SampleSite.plane().http());
        token = anonymous
                .register(new Register(email, "correct-horse-battery", "Linda"))
                .token();
        api = anonymous.signedIn(token);
        network = api.createNetwork(new CreateNetwork("Acme Corp", null));
    }

    /// A cold screen: a console that was just started and shows the agents. The clock runs from here.
    void sitDown(boolean changesAllowed) {
        robot.interact(() -> {
            Theme.DARK.apply();
            Scene scene = new Scene(console.node(), 970, 800);
            Theme.dress(scene);
            stage.setScene(scene);
            stage.show();
            console.signIn().serverProperty().set(SampleSite.plane().http().toString());
            console.signIn().signInByToken(token);
        });
        until(() -> console.workspace().map(Workspace::isLive).orElse(false)
                && console.workspace().orElseThrow().fleet().loadedProperty().get());
        robot.interact(() -> console.allowChanges(changesAllowed));
        clicks = 0;
        keys = 0;
        began = System.nanoTime();
    }

    Console console() {
        return console;
    }

    Workspace workspace() {
        return console.workspace().orElseThrow();
    }

    void click(String query) {
        untilSeen(query);
        robot.clickOn(query);
        clicks++;
    }

    /// Where the robot's pointer cannot be put, such as below the fold of a pane.
    void fire(String button) {
        untilSeen(button);
        robot.interact(() -> robot.lookup(button).queryButton().fire());
        clicks++;
    }

    void press(KeyCode... combination) {
        robot.push(combination);
        keys++;
    }

    /// Each letter is a key.
    void type(String text) {
        robot.write(text, 0);
        keys += text.length();
    }

    void typeInto(String field, String text) {
        click(field);
        type(text);
    }

    /// From the clipboard: a click, and the keys that paste.
    void paste(String field, String text) {
        click(field);
        robot.interact(() -> {
            ClipboardContent content = new ClipboardContent();
            content.putString(text);
            Clipboard.getSystemClipboard().setContent(content);
        });
        press(KeyCode.CONTROL, KeyCode.V);
    }

    /// Opens the list and picks: two clicks.
    void choose(String box, String words) {
        untilSeen(box);
        robot.interact(() -> {
            ComboBox<?> combo = robot.lookup(box).queryComboBox();
            int at = -1;
            for (int i = 0; i < combo.getItems().size(); i++) {
                if (said(combo, i).contains(words)) {
                    at = i;
                }
            }
            if (at < 0) {
                throw new AssertionError(box + " does not offer " + words + " but " + combo.getItems());
            }
            combo.requestFocus();
            combo.getSelectionModel().select(at);
        });
        clicks += 2;
    }

    /// What the list says of an item.
    private static <T> String said(ComboBox<T> combo, int index) {
        ListCell<T> cell = combo.getCellFactory().call(new ListView<>());
        cell.updateListView(new ListView<>(combo.getItems()));
        cell.updateIndex(index);
        return String.valueOf(cell.getText());
    }

    /// Goes somewhere by the palette: the keys of the chord, the words, Enter.
    void go(String words) {
        press(KeyCode.CONTROL, KeyCode.K);
        untilSeen("#palette-field");
        type(words);
        press(KeyCode.ENTER);
    }

    boolean sees(String query) {
        return robot.lookup(query).match(Node::isVisible).tryQuery().isPresent();
    }

    void untilSeen(String query) {
        until(() -> sees(query));
    }

    void until(BooleanSupplier there) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(there::getAsBoolean);
    }

    /// Clicks, keys and milliseconds since [#sitDown].
    Effort effort() {
        return new Effort(clicks, keys, Duration.ofNanos(System.nanoTime() - began));
    }

    /// By the keys that apply, and then until the hub has told of it.
    void apply() {
        until(() -> sees("#edit-apply")
                && !robot.lookup("#edit-apply").queryButton().isDisabled());
        press(KeyCode.CONTROL, KeyCode.ENTER);
        untilSeen(".receipt-done");
        until(() -> robot.lookup("#edit-cancel").queryButton().getText().equals("Done") || !sees("#edit-apply"));
    }

    /// What is said there.
    String words(String query) {
        return String.join(
                "\n",
                robot.lookup(query).queryAllAs(Labeled.class).stream()
                        .map(Labeled::getText)
                        .toList());
    }

    /// Writes what the task took to `target/tasks.md`, from which `docs/tasks.md` is taken.
    void done(String task) throws IOException {
        Effort effort = effort();
        String line = "| %s | %d | %d | %.1f s |%n"
                .formatted(task, effort.clicks(), effort.keys(), effort.time().toMillis() / 1000.0);
        List<String> others = Files.exists(TABLE)
                ? Files.readAllLines(TABLE).stream()
                        .filter(other -> !other.startsWith("| " + task + " |"))
                        .toList()
                : List.of();
        Files.writeString(TABLE, (others.isEmpty() ? "" : String.join("\n", others) + "\n") + line);
    }

    /// What a task took.
    record Effort(int clicks, int keys, Duration time) {}

    void pictures(String name) {
        for (Theme theme : new Theme[] {Theme.LIGHT, Theme.DARK}) {
            robot.interact(theme::apply);
            robot.sleep(400);
            robot.interact(() -> {
                try {
                    Png.write(
                            stage.getScene().snapshot(null),
                            Path.of("target", "pictures", name + "-" + theme.key() + ".png"));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    @Override
    public void close() {
        robot.interact(console::close);
        // The window is the next one's too, and as wide as that wants it.
        robot.interact(stage::sizeToScene);
        api.close();
    }
}
