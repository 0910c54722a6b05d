package io.centter.console.screens.permissions;

import io.centter.console.desk.Site;
import io.centter.console.screens.permissions.ScopeRow.Source;
import io.centter.console.text.Texts;
import io.centter.console.text.Times;
import io.centter.console.theme.Labels;
import io.centter.model.api.PermissionView;
import io.centter.model.permission.Effect;
import io.centter.model.permission.Scope;
import java.time.Instant;
import java.time.ZoneId;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The side pane of one scope: how much of it is held, and everything that it comes from.
final class ScopePane {
    private final PermissionsViewModel model;
    private final Site site;
    private final VBox root = new VBox();

    ScopePane(PermissionsViewModel model, Site site) {
        this.model = model;
        this.site = site;
        root.setId("scope-pane");
        root.getStyleClass().add("side-pane");
    }

    Region node() {
        return root;
    }

    void show(ScopeRow row) {
        HBox title = new HBox(
                Labels.wrapped(row.scope().toString(), "pane-title", "mono-title"),
                Labels.spring(),
                Labels.iconButton(
                        "fth-copy",
                        Texts.of("action.copy"),
                        () -> site.hands().copy(row.scope().toString())),
                Labels.iconButton(
                        "fth-x", Texts.of("action.close"), () -> model.scopes().closeDetail()));
        title.getStyleClass().add("pane-header-row");
        title.setAlignment(Pos.CENTER_LEFT);
        VBox header = new VBox(title, LeftMark.chip(row));
        header.getStyleClass().add("pane-header");
        VBox body = new VBox();
        body.getStyleClass().add("pane-body");
        body.getChildren().add(Labels.wrapped(meaning(row), "muted"));
        if (!row.cutBy().isEmpty()) {
            body.getChildren()
                    .addAll(
                            Labels.styled(Texts.of("permissions.cut-by"), "section-title"),
                            Labels.wrapped(
                                    row.cutBy().stream().map(Scope::toString).collect(Collectors.joining("\n")),
                                    "mono"));
        }
        body.getChildren().add(Labels.styled(Texts.of("permissions.comes-from"), "section-title"));
        row.sources().forEach(source -> body.getChildren().add(source(source)));
        if (row.effect() == Effect.GRANT) {
            Button revoke = Labels.button(
                    Texts.of("permissions.revoke-this"),
                    "fth-minus-circle",
                    () -> model.begin(Effect.REVOKE, row.scope().toString()));
            revoke.setId("revoke-this");
            VBox.setMargin(revoke, new javafx.geometry.Insets(16, 0, 0, 0));
            body.getChildren().add(revoke);
        }
        ScrollPane scroll = new ScrollPane(body);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("pane-scroll");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        root.getChildren().setAll(header, scroll);
    }

    private static String meaning(ScopeRow row) {
        if (row.effect() == Effect.REVOKE) {
            return Texts.of("permissions.means-revoked");
        }
        return switch (row.left()) {
            case ALL -> Texts.of("permissions.means-all");
            case PART -> Texts.of("permissions.means-part");
            case NOTHING -> Texts.of("permissions.means-nothing");
        };
    }

    private Node source(Source source) {
        PermissionView permission = source.permission();
        VBox words = new VBox(2, Labels.wrapped(source.words()));
        if (permission.reason() != null && !permission.reason().isBlank()) {
            words.getChildren().add(Labels.wrapped("“" + permission.reason() + "”", "muted"));
        }
        String when = when(source, site.ticker().now());
        if (!when.isEmpty()) {
            words.getChildren().add(Labels.wrapped(when, "muted", "small"));
        }
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox row = new HBox(8, Labels.icon(icon(source)), words);
        row.getStyleClass().add("source");
        if (source.isByHand()) {
            Button end = Labels.button(Texts.of("permissions.end"), null, () -> model.end(source));
            end.setAccessibleText(Texts.of("permissions.end") + " " + permission.scope());
            end.getStyleClass().add("source-end");
            end.setMinWidth(Region.USE_PREF_SIZE);
            row.getChildren().add(end);
        }
        return row;
    }

    private static String icon(Source source) {
        return switch (source.permission().source()) {
            case MANUAL -> "fth-edit-3";
            case TEAM -> "fth-users";
            case SKILL -> "fth-package";
        };
    }

    private static String when(Source source, Instant now) {
        PermissionView permission = source.permission();
        StringBuilder words = new StringBuilder();
        if (permission.createdAt() != null) {
            String ago = Times.ago(permission.createdAt(), now);
            words.append(
                    source.by().isEmpty()
                            ? Texts.of("time.ago", ago)
                            : Texts.of("permissions.by-ago", source.by(), ago));
        }
        if (permission.expiresAt() != null) {
            words.append(words.isEmpty() ? "" : " · ")
                    .append(Texts.of(
                            "permissions.ends-at", Times.exact(permission.expiresAt(), ZoneId.systemDefault())));
        }
        return words.toString();
    }
}
