package io.centter.console.screens.settings;

import io.centter.console.desk.DeskScreen;
import io.centter.console.desk.Fields;
import io.centter.console.desk.Site;
import io.centter.console.screens.settings.SettingsViewModel.Choice;
import io.centter.console.session.Preferences;
import io.centter.console.text.Texts;
import io.centter.console.theme.KeySheet;
import io.centter.console.theme.Labels;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Settings: each is applied as it is chosen.
public final class SettingsScreen extends DeskScreen {
    private final SettingsViewModel model;
    private final VBox page = new VBox();

    public SettingsScreen(Site site, SettingsViewModel model) {
        super(site, "settings", "fth-settings");
        this.model = model;
    }

    @Override
    protected void build() {
        ScrollPane scroll = new ScrollPane(page);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("pane-scroll");
        page.getStyleClass().add("settings");
        body(scroll);
    }

    @Override
    protected void attach() {
        // Anew each time: networks come and go, and the theme has a key of its own.
        page.getChildren()
                .setAll(
                        section("settings.look", look()),
                        section("settings.start", start()),
                        section("settings.kept", kept()),
                        section("keys.title", KeySheet.grid()));
        model.attach();
    }

    @Override
    protected String saidInThePast() {
        return "";
    }

    @Override
    protected boolean closeSide() {
        return false;
    }

    private static Node section(String title, Node content) {
        VBox section = new VBox(Labels.styled(Texts.of(title), "settings-title"), content);
        section.getStyleClass().add("settings-section");
        return section;
    }

    private Node look() {
        Preferences liked = model.liked();
        return rows(
                row(
                        "settings.theme",
                        toggles(
                                "settings-theme",
                                model.themes(),
                                liked.theme(),
                                theme -> model.prefer(now -> now.withTheme(Objects.requireNonNull(theme))))),
                row(
                        "settings.language",
                        combo(
                                "settings-language",
                                Texts.of("settings.language"),
                                model.languages(),
                                liked.language(),
                                tag -> model.prefer(now -> now.withLanguage(tag)))),
                row(
                        "settings.density",
                        check(
                                "settings-dense",
                                "settings.dense",
                                liked.dense(),
                                low -> model.prefer(now -> now.withDense(low)))),
                row(
                        "settings.times",
                        check(
                                "settings-exact",
                                "settings.exact",
                                liked.exactTimes(),
                                exact -> model.prefer(now -> now.withExactTimes(exact)))));
    }

    private Node start() {
        return rows(
                row(
                        "settings.home",
                        combo("settings-home", Texts.of("settings.home"), model.homes(), model.home(), model::home)),
                row(
                        "settings.notifications",
                        check(
                                "settings-notifications",
                                "settings.notify",
                                model.liked().notifications(),
                                wanted -> model.prefer(now -> now.withNotifications(wanted)))));
    }

    private Node kept() {
        Label store = Labels.wrapped("");
        store.textProperty().bind(model.storeProperty());
        return rows(
                row("settings.file", place(model.settingsFile())),
                row("settings.sessions", store),
                row("settings.pictures", place(model.pictures())),
                row(
                        "settings.version",
                        Labels.styled(Texts.of(
                                "settings.versions",
                                Runtime.version().feature(),
                                System.getProperty("javafx.version", "?")))));
    }

    private Node place(String path) {
        if (path.equals(Texts.of("settings.not-kept"))) {
            return Labels.styled(path);
        }
        HBox box = new HBox(
                4,
                Labels.styled(path, "mono"),
                Labels.iconButton("fth-copy", Texts.of("action.copy"), () -> model.copy(path)));
        box.setAlignment(Pos.CENTER_LEFT);
        return box;
    }

    private record Row(Label name, Node value) {}

    private static Row row(String key, Node value) {
        Label name = Labels.styled(Texts.of(key), "fact-name");
        name.setMinWidth(Region.USE_PREF_SIZE);
        return new Row(name, value);
    }

    private static Node rows(Row... rows) {
        GridPane grid = new GridPane();
        grid.getStyleClass().addAll("facts", "settings-rows");
        for (int at = 0; at < rows.length; at++) {
            grid.addRow(at, rows[at].name(), rows[at].value());
        }
        return grid;
    }

    private static Node toggles(
            String id, List<Choice> choices, @Nullable String chosen, Consumer<@Nullable String> choose) {
        ToggleGroup group = new ToggleGroup();
        HBox box = new HBox(4);
        for (Choice choice : choices) {
            ToggleButton button = new ToggleButton(choice.words());
            button.setId(id + "-" + choice.value());
            button.setToggleGroup(group);
            button.setSelected(Objects.equals(choice.value(), chosen));
            button.setOnAction(_ -> {
                // One of them is always chosen.
                button.setSelected(true);
                choose.accept(choice.value());
            });
            box.getChildren().add(button);
        }
        return box;
    }

    private static Node combo(
            String id, String name, List<Choice> choices, @Nullable String chosen, Consumer<@Nullable String> choose) {
        ComboBox<Choice> box = Fields.combo(id, name, Choice::words);
        box.setMaxWidth(260);
        box.setPrefWidth(260);
        box.getItems().setAll(choices);
        choices.stream()
                .filter(choice -> Objects.equals(choice.value(), chosen))
                .findFirst()
                .or(() -> choices.stream().findFirst())
                .ifPresent(box::setValue);
        box.setOnAction(_ -> choose.accept(box.getValue().value()));
        return box;
    }

    private static Node check(String id, String key, boolean on, Consumer<Boolean> choose) {
        CheckBox box = new CheckBox(Texts.of(key));
        box.setId(id);
        box.setSelected(on);
        box.setOnAction(_ -> choose.accept(box.isSelected()));
        return box;
    }
}
