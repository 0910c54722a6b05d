package io.centter.console.screens.keys;

import io.centter.console.desk.Fact;
import io.centter.console.desk.Fields;
import io.centter.console.desk.ListScreen;
import io.centter.console.desk.MoreBar;
import io.centter.console.desk.Reading;
import io.centter.console.desk.RowsTable;
import io.centter.console.desk.SidePane;
import io.centter.console.desk.Site;
import io.centter.console.desk.StateView;
import io.centter.console.desk.Trouble;
import io.centter.console.text.Texts;
import io.centter.console.text.Times;
import io.centter.console.theme.Labels;
import io.centter.model.authority.AuthorityKey;
import io.centter.model.authority.TokenStatus;
import io.centter.model.identity.AgentId;
import io.centter.model.permission.Scope;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.PasswordField;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// Keys and tokens.
public final class KeysScreen extends ListScreen<AuthorityKey> {
    private final KeysViewModel model;
    private final VBox verdict = new VBox(8);

    public KeysScreen(Site site, KeysViewModel model) {
        super(site, "keys", "fth-shield", model.rows(), model.edit());
        this.model = model;
        model.token().valueProperty().subscribe(_ -> showToken());
        model.token().phaseProperty().subscribe(_ -> showToken());
    }

    @Override
    protected RowsTable<AuthorityKey> table() {
        return new RowsTable<>("keys-table", title(), model.rows())
                .text(Texts.of("keys.kid"), 300, AuthorityKey::kid, "cell-mono")
                .growing()
                .text(Texts.of("keys.status"), 110, key -> Texts.word("key", key.status()))
                .text(Texts.of("keys.algorithm"), 90, AuthorityKey::algorithm, "cell-muted")
                .needs(800)
                .ago(Texts.of("keys.created"), 90, AuthorityKey::createdAt, site().ticker())
                .ago(Texts.of("keys.active-since"), 110, AuthorityKey::activatedAt, site().ticker())
                .needs(640);
    }

    @Override
    protected StateView.Empty empty() {
        return new StateView.Empty("fth-shield", Texts.of("keys.empty"), Texts.of("keys.empty-detail"));
    }

    @Override
    protected List<Node> actions() {
        Button rotate = Labels.button(Texts.of("keys.rotate"), "fth-refresh-cw", () -> model.rotate(false));
        rotate.setId("keys-rotate");
        return List.of(
                rotate, Labels.button(Texts.of("keys.emergency"), "fth-alert-octagon", () -> model.rotate(true)));
    }

    @Override
    protected Optional<Node> below() {
        return Optional.of(MoreBar.of("keys", "keys.cut", model.most(), model.rows()));
    }

    @Override
    protected Region detail(AuthorityKey key) {
        PasswordField token = new PasswordField();
        token.setId("keys-token");
        token.setPromptText(Texts.of("keys.token-prompt"));
        token.setAccessibleText(Texts.of("keys.token-prompt"));
        token.setOnAction(_ -> {
            model.inspect(token.getText());
            token.clear();
        });
        return new SidePane(
                        site(),
                        "key-pane",
                        Texts.word("key", key.status()),
                        () -> model.rows().closeDetail())
                .under(Labels.styled(key.algorithm(), "muted"))
                .facts(List.of(
                        Fact.id(Texts.of("keys.kid"), key.kid()),
                        Fact.at(Texts.of("keys.created"), key.createdAt()),
                        Fact.at(Texts.of("keys.active-since"), key.activatedAt()),
                        Fact.at(Texts.of("keys.retired"), key.retiredAt()),
                        Fact.at(Texts.of("keys.gone"), key.goneAt())))
                .add(Labels.wrapped(Texts.word("key.means", key.status()), "muted"))
                .actions(Labels.button(
                        Texts.of("keys.copy-set"),
                        "fth-copy",
                        () -> site().hands()
                                .copy(site().api().base() + "/api/v1/networks/" + site().id() + "/jwks.json")))
                .section(Texts.of("keys.inspect"))
                .add(Labels.wrapped(Texts.of("keys.inspect-detail"), "muted"), token, verdict)
                .node();
    }

    @Override
    protected List<Node> fields() {
        return model.edit().hasForm()
                ? List.of(Fields.text(
                        "edit-reason", Texts.of("form.reason"), Texts.of("form.reason-prompt"), model.reasonProperty()))
                : List.of();
    }

    @Override
    protected Subscription listen() {
        return model.attach();
    }

    private void showToken() {
        verdict.getChildren().clear();
        TokenStatus status = model.token().get();
        Trouble trouble = model.token().troubleProperty().get();
        if (status == null) {
            if (model.token().phaseProperty().get() != Reading.Phase.IDLE) {
                verdict.getChildren()
                        .add(Labels.wrapped(trouble == null ? Texts.of("state.loading") : trouble.what(), "muted"));
            }
            return;
        }
        verdict.getChildren()
                .add(Labels.styled(
                        Texts.of(status.active() ? "keys.good" : "keys.no-good"),
                        "chip",
                        status.active() ? "chip-good" : "chip-danger"));
        if (status.active()) {
            List<Scope> scopes = status.scopes();
            AgentId subject = status.subject();
            Long end = status.expiresAt();
            verdict.getChildren()
                    .addAll(
                            Labels.wrapped(Texts.of("keys.token-of", subject == null ? "?" : site().name(subject))),
                            Labels.wrapped(
                                    scopes == null
                                            ? ""
                                            : scopes.stream()
                                                    .map(Scope::toString)
                                                    .collect(Collectors.joining("\n")),
                                    "mono"),
                            Labels.wrapped(
                                    end == null
                                            ? ""
                                            : Texts.of("permissions.ends-at", exact(Instant.ofEpochSecond(end))),
                                    "muted"),
                            revoke());
        }
    }

    private Button revoke() {
        Button button = Labels.button(Texts.of("keys.revoke"), "fth-slash", model::revoke, "danger");
        button.setId("keys-revoke");
        return button;
    }

    private static String exact(@Nullable Instant at) {
        return at == null ? "" : Times.exact(at, ZoneId.systemDefault());
    }
}
