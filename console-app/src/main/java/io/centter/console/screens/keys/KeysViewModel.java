package io.centter.console.screens.keys;

import io.centter.console.desk.Edit;
import io.centter.console.desk.Most;
import io.centter.console.desk.Plan;
import io.centter.console.desk.Plan.Applied;
import io.centter.console.desk.Preview;
import io.centter.console.desk.Preview.Kind;
import io.centter.console.desk.Preview.Line;
import io.centter.console.desk.Reading;
import io.centter.console.desk.Rows;
import io.centter.console.desk.Site;
import io.centter.console.text.Texts;
import io.centter.model.authority.AuthorityKey;
import io.centter.model.authority.RevokeToken;
import io.centter.model.authority.RevokedToken;
import io.centter.model.authority.RotateKeys;
import io.centter.model.authority.RotatedKeys;
import io.centter.model.authority.TokenStatus;
import io.centter.model.event.EventData;
import io.centter.model.identity.AgentId;
import io.centter.sdk.rest.AuthorityApi;
import java.util.List;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.util.Subscription;

/// The keys of the network's authority, their rotation, and looking at a token. A token that is looked at is not kept
/// longer
/// than it is looked at.
public final class KeysViewModel {
    private static final int PAGE = 100;

    private final Site site;
    private final AuthorityApi authority;
    private final Reading<List<AuthorityKey>> reading;
    private final Reading<TokenStatus> token;
    private final Rows<AuthorityKey> rows;
    private final Edit edit;
    private final StringProperty reason = new SimpleStringProperty("");
    private final Most most = new Most(PAGE);
    private Task task = Task.ROTATE;
    /// Only while it is looked at; never shown and never written down.
    private String looked = "";

    private enum Task {
        ROTATE,
        EMERGENCY,
        REVOKE
    }

    public KeysViewModel(Site site) {
        this.site = site;
        authority = AuthorityApi.of(site.api());
        reading = new Reading<>(site.background());
        token = new Reading<>(site.background());
        rows = new Rows<>(reading, AuthorityKey::kid, key -> key.kid() + " " + Texts.word("key", key.status()));
        edit = new Edit(site);
        reason.subscribe(_ -> propose());
    }

    public Rows<AuthorityKey> rows() {
        return rows;
    }

    /// How many keys are read.
    Most most() {
        return most;
    }

    /// What the token that was pasted is still good for.
    public Reading<TokenStatus> token() {
        return token;
    }

    public Edit edit() {
        return edit;
    }

    public StringProperty reasonProperty() {
        return reason;
    }

    public Subscription attach() {
        reading.renew(() -> most.read(cursor -> authority.keys(site.id(), cursor, PAGE)));
        return site.news()
                .listen(
                        data -> data instanceof EventData.AuthorityKeyRotated || data instanceof EventData.TokenRevoked,
                        () -> {
                            reading.reload();
                            token.reload();
                        });
    }

    public void inspect(String text) {
        looked = text.strip();
        if (text.isBlank()) {
            token.clear();
        } else {
            token.read(() -> authority.introspect(site.id(), text.strip()));
        }
    }

    /// Begins to let the next key sign.
    ///
    /// @param everything takes every key away, and ends every token
    public void rotate(boolean everything) {
        begin(everything ? Task.EMERGENCY : Task.ROTATE, everything ? "keys.emergency-title" : "keys.rotate-title");
    }

    /// Begins to end the token that is looked at, before its time.
    public void revoke() {
        if (!looked.isEmpty()) {
            begin(Task.REVOKE, "keys.revoke-title");
        }
    }

    private void begin(Task next, String title) {
        edit.close();
        task = next;
        reason.set("");
        edit.open(Texts.of(title));
        propose();
    }

    private void propose() {
        if (!edit.isOpen() || !edit.hasForm()) {
            return;
        }
        if (reason.get().isBlank()) {
            edit.incomplete(Texts.of("form.reason-missing"));
            return;
        }
        edit.propose(
                switch (task) {
                    case ROTATE -> rotation(false);
                    case EMERGENCY -> rotation(true);
                    case REVOKE -> revocation(looked);
                });
    }

    private Plan rotation(boolean everything) {
        RotateKeys request = new RotateKeys(everything, reason.get());
        return Plan.heardBy(
                data -> data instanceof EventData.AuthorityKeyRotated,
                () -> everything
                        ? Preview.destructive(
                                site.network().get().slug().value(),
                                new Line(
                                        Kind.LOSE,
                                        Texts.of("keys.emergency-preview"),
                                        Texts.of("keys.emergency-detail")))
                        : Preview.safe(
                                new Line(Kind.NOTE, Texts.of("keys.rotate-preview"), Texts.of("keys.rotate-detail"))),
                () -> {
                    RotatedKeys now = authority.rotateKeys(site.id(), request);
                    return Applied.done(Texts.of("keys.rotated", now.active().kid()));
                });
    }

    private Plan revocation(String leaked) {
        RevokeToken request = new RevokeToken(leaked, null, reason.get());
        return Plan.heardBy(
                data -> data instanceof EventData.TokenRevoked,
                () -> {
                    TokenStatus now = authority.introspect(site.id(), leaked);
                    AgentId of = now.subject();
                    return now.active() && of != null
                            ? Preview.careful(new Line(
                                    Kind.LOSE,
                                    Texts.of("keys.revoke-preview", site.name(of)),
                                    Texts.of("keys.revoke-detail")))
                            : Preview.safe(Line.note(Texts.of("keys.no-good")));
                },
                () -> {
                    RevokedToken over = authority.revoke(site.id(), request);
                    return Applied.done(Texts.of("keys.revoked", over.jti()));
                });
    }
}
