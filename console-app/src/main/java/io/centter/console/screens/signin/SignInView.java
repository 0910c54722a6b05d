package io.centter.console.screens.signin;

import io.centter.console.text.Texts;
import io.centter.console.theme.Labels;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/// The first screen: server, e-mail, password.
public final class SignInView {
    private final SignInViewModel model;
    private final StackPane root = new StackPane();
    private final TextField server = new TextField();
    private final TextField email = new TextField();
    private final PasswordField password = new PasswordField();

    public SignInView(SignInViewModel model, ServersViewModel servers) {
        this.model = model;
        server.setId("signin-server");
        server.setPromptText(Texts.of("signin.server-prompt"));
        server.textProperty().bindBidirectional(model.serverProperty());
        email.setId("signin-email");
        email.setPromptText(Texts.of("signin.email-prompt"));
        email.textProperty().bindBidirectional(model.emailProperty());
        password.setId("signin-password");
        password.textProperty().bindBidirectional(model.passwordProperty());
        VBox card = new VBox(
                title(),
                field("signin.server", server),
                field("signin.email", email),
                field("signin.password", password),
                stay(),
                error(),
                button());
        card.getStyleClass().add("signin-card");
        card.setMaxSize(400, Region.USE_PREF_SIZE);
        root.setId("signin");
        root.getStyleClass().add("signin");
        Region known = new ServersView(servers, this::another).node();
        HBox cards = new HBox(known, card);
        cards.getStyleClass().add("signin-cards");
        cards.setAlignment(Pos.TOP_CENTER);
        HBox.setHgrow(card, Priority.ALWAYS);
        cards.setMaxHeight(Region.USE_PREF_SIZE);
        root.getChildren().add(cards);
    }

    public Region node() {
        return root;
    }

    /// To the first field that is still empty.
    public void focus() {
        if (server.getText().isEmpty()) {
            server.requestFocus();
        } else if (email.getText().isEmpty()) {
            email.requestFocus();
        } else {
            password.requestFocus();
        }
    }

    private void another() {
        model.choose("", null);
        focus();
    }

    private Node stay() {
        CheckBox box = new CheckBox(Texts.of("signin.stay"));
        box.setId("signin-stay");
        box.setTooltip(Labels.tip(Texts.of("signin.stay-tip")));
        box.selectedProperty().bindBidirectional(model.stayProperty());
        box.disableProperty().bind(model.busyProperty());
        return box;
    }

    private static Node title() {
        FontIcon icon = Labels.icon("fth-hexagon", "signin-logo");
        VBox words = new VBox(
                Labels.styled(Texts.of("signin.title"), "signin-title"),
                Labels.styled(Texts.of("signin.subtitle"), "muted"));
        HBox title = new HBox(icon, words);
        title.getStyleClass().add("signin-head");
        title.setAlignment(Pos.CENTER_LEFT);
        return title;
    }

    private Node field(String key, TextField field) {
        Label label = Labels.styled(Texts.of(key), "field-label");
        label.setLabelFor(field);
        field.setAccessibleText(Texts.of(key));
        field.disableProperty().bind(model.busyProperty());
        field.setOnAction(_ -> model.signIn());
        VBox box = new VBox(label, field);
        box.getStyleClass().add("field");
        return box;
    }

    private Node error() {
        Label what = Labels.styled("", "error-what");
        what.setId("signin-error");
        what.setWrapText(true);
        what.textProperty().bind(model.errorProperty());
        Label todo = Labels.styled("", "error-todo");
        todo.setWrapText(true);
        todo.textProperty().bind(model.adviceProperty());
        todo.visibleProperty().bind(model.adviceProperty().isNotEmpty());
        todo.managedProperty().bind(todo.visibleProperty());
        VBox box = new VBox(what, todo);
        box.getStyleClass().addAll("banner", "banner-danger");
        box.visibleProperty().bind(model.errorProperty().isNotEmpty());
        box.managedProperty().bind(box.visibleProperty());
        return box;
    }

    private Node button() {
        Button button = new Button();
        button.setId("signin-button");
        button.getStyleClass().add("primary");
        button.setMaxWidth(Double.MAX_VALUE);
        button.textProperty()
                .bind(Bindings.when(model.busyProperty())
                        .then(Texts.of("signin.busy"))
                        .otherwise(Texts.of("signin.button")));
        ProgressIndicator progress = new ProgressIndicator();
        progress.getStyleClass().add("button-progress");
        progress.visibleProperty().bind(model.busyProperty());
        progress.managedProperty().bind(model.busyProperty());
        button.setGraphic(progress);
        button.disableProperty().bind(model.busyProperty());
        button.setOnAction(_ -> model.signIn());
        return button;
    }
}
