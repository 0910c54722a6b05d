package io.centter.console.screens.signin;

import io.centter.console.session.KnownServer;
import io.centter.console.text.Texts;
import io.centter.console.text.Times;
import io.centter.console.theme.Labels;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Objects;
import javafx.collections.ListChangeListener;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/// The known control planes, beside the form: one click opens one.
final class ServersView {
    private static final String NONE = "none";

    private final ServersViewModel model;
    private final VBox list = new VBox();
    private final VBox root = new VBox();

    /// @param another called where a person wants one that is not in the list
    ServersView(ServersViewModel model, Runnable another) {
        this.model = model;
        Button add = Labels.button(Texts.of("servers.add"), "fth-plus", another);
        add.setId("servers-add");
        ScrollPane scroll = new ScrollPane(list);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("pane-scroll");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        list.getStyleClass().add("servers");
        root.setId("servers");
        root.getStyleClass().addAll("signin-card", "servers-card");
        root.setMaxSize(340, Region.USE_PREF_SIZE);
        root.getChildren().addAll(Labels.styled(Texts.of("servers.title"), "pane-title"), scroll, add);
        VBox.setMargin(add, new Insets(0, 8, 0, 8));
        ListChangeListener<KnownServer> changed = _ -> show();
        model.servers().addListener(changed);
        model.editedProperty().subscribe(_ -> show());
    }

    Region node() {
        return root;
    }

    private void show() {
        list.getChildren().clear();
        for (KnownServer server : model.servers()) {
            boolean edited = server.equals(model.editedProperty().get());
            list.getChildren().add(edited ? form(server) : row(server));
        }
        Labels.visible(root, !model.servers().isEmpty());
    }

    private Node row(KnownServer server) {
        HBox title = new HBox(8, Labels.styled(server.title(), "server-name"));
        title.setAlignment(Pos.CENTER_LEFT);
        if (server.environment() != null) {
            title.getChildren()
                    .add(Labels.styled(
                            Texts.of("environment." + server.environment()),
                            "chip",
                            "environment-chip",
                            "of-" + server.environment()));
        }
        VBox words = new VBox(
                2,
                title,
                Labels.styled(
                        server.email() == null ? server.host() : server.email() + "  ·  " + server.host(),
                        "muted",
                        "small"));
        if (server.lastUsed() != null) {
            words.getChildren()
                    .add(Labels.styled(
                            Texts.of("servers.used", Times.ago(server.lastUsed(), model.now())), "muted", "small"));
        }
        Button open = new Button(null, words);
        open.getStyleClass().add("server-button");
        open.setMaxWidth(Double.MAX_VALUE);
        open.setAccessibleText(Texts.of("servers.open", server.title()));
        open.setTooltip(when(server));
        open.setOnAction(_ -> model.choose(server));
        HBox.setHgrow(open, Priority.ALWAYS);
        Button edit =
                Labels.iconButton("fth-edit-2", Texts.of("servers.edit", server.title()), () -> model.edit(server));
        edit.getStyleClass().add("server-edit");
        HBox row = new HBox(4, open, edit);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private static @Nullable Tooltip when(KnownServer server) {
        return server.lastUsed() == null ? null : Labels.tip(Times.exact(server.lastUsed(), ZoneId.systemDefault()));
    }

    private Node form(KnownServer server) {
        TextField name = new TextField();
        name.setId("server-name");
        name.setAccessibleText(Texts.of("servers.name"));
        name.setPromptText(server.host());
        name.textProperty().bindBidirectional(model.nameProperty());
        name.setOnAction(_ -> model.save());
        ComboBox<String> environment = new ComboBox<>();
        environment.setId("server-environment");
        environment.setAccessibleText(Texts.of("servers.environment"));
        environment.setMaxWidth(Double.MAX_VALUE);
        environment.getItems().setAll(Arrays.asList(NONE, "production", "staging", "development"));
        environment.setConverter(new Words());
        environment.setValue(
                Objects.requireNonNullElse(model.environmentProperty().get(), NONE));
        environment
                .valueProperty()
                .subscribe(chosen -> model.environmentProperty().set(NONE.equals(chosen) ? null : chosen));
        Button remove = Labels.button(Texts.of("servers.remove"), "fth-trash-2", () -> model.remove(server), "danger");
        remove.setId("server-remove");
        Button save = Labels.button(Texts.of("servers.save"), null, model::save, "primary");
        save.setId("server-save");
        HBox buttons =
                new HBox(8, remove, Labels.spring(), Labels.button(Texts.of("edit.cancel"), null, model::stop), save);
        buttons.setAlignment(Pos.CENTER_LEFT);
        VBox form = new VBox(
                8,
                Labels.styled(server.address(), "muted", "small"),
                name,
                environment,
                Labels.wrapped(Texts.of("servers.remove-detail"), "muted", "small"),
                buttons);
        form.getStyleClass().add("server-form");
        return form;
    }

    private static final class Words extends StringConverter<String> {
        @Override
        public String toString(@Nullable String environment) {
            return environment == null ? "" : Texts.of("environment." + environment);
        }

        @Override
        public String fromString(String words) {
            return words;
        }
    }
}
