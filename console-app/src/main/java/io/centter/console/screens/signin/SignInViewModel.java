package io.centter.console.screens.signin;

import io.centter.console.fx.Background;
import io.centter.console.session.ServerAddress;
import io.centter.console.session.SignedIn;
import io.centter.console.text.Texts;
import io.centter.model.identity.InvalidValue;
import io.centter.sdk.rest.ApiProblem;
import io.centter.sdk.rest.Unreachable;
import java.net.URI;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/// Who wants to sign in where, and what came of it.
public final class SignInViewModel {
    private final Background background;
    private final Consumer<SignedIn> done;
    private final StringProperty server = new SimpleStringProperty("");
    private final StringProperty email = new SimpleStringProperty("");
    private final StringProperty password = new SimpleStringProperty("");
    private final ReadOnlyStringWrapper error = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper advice = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final BooleanProperty stay = new SimpleBooleanProperty(true);
    private boolean keeps;

    /// @param done called on the JavaFX thread with the person's session
    public SignInViewModel(Background background, Consumer<SignedIn> done) {
        this.background = background;
        this.done = done;
    }

    public StringProperty serverProperty() {
        return server;
    }

    public StringProperty emailProperty() {
        return email;
    }

    public StringProperty passwordProperty() {
        return password;
    }

    /// Whether the person wants to be signed in at the next start too.
    public BooleanProperty stayProperty() {
        return stay;
    }

    /// Whether the session that came is to be kept.
    public boolean keeps() {
        return keeps;
    }

    /// Begins anew at this server.
    public void choose(String address, @Nullable String who) {
        server.set(address);
        email.set(who == null ? "" : who);
        password.set("");
        fail("", "");
    }

    /// What went wrong; empty while nothing has.
    public ReadOnlyStringProperty errorProperty() {
        return error.getReadOnlyProperty();
    }

    /// What a person can do about it.
    public ReadOnlyStringProperty adviceProperty() {
        return advice.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /// Says why a person is asked to sign in again.
    public void explain(String reason) {
        error.set(reason);
        advice.set("");
    }

    public void signIn() {
        String typedEmail = email.get().strip();
        String typedPassword = password.get();
        if (typedEmail.isEmpty() || typedPassword.isEmpty()) {
            fail(Texts.of("signin.incomplete"), "");
            return;
        }
        keeps = stay.get();
        begin(address -> SignedIn.byPassword(address, typedEmail, typedPassword));
    }

    /// With a session begun elsewhere, which is not kept.
    public void signInByToken(String token) {
        keeps = false;
        begin(address -> SignedIn.byToken(address, token));
    }

    /// With the session that was kept here.
    public void goOn(String token) {
        keeps = true;
        begin(address -> SignedIn.byToken(address, token));
    }

    private interface Way {
        SignedIn at(URI address);
    }

    private void begin(Way way) {
        if (busy.get()) {
            return;
        }
        URI address;
        try {
            address = ServerAddress.parse(server.get());
        } catch (IllegalArgumentException e) {
            fail(String.valueOf(e.getMessage()), "");
            return;
        }
        busy.set(true);
        error.set("");
        advice.set("");
        background.run(() -> way.at(address), this::succeeded, this::failed);
    }

    private void succeeded(SignedIn session) {
        busy.set(false);
        password.set("");
        done.accept(session);
    }

    private void failed(Exception e) {
        busy.set(false);
        switch (e) {
            case ApiProblem problem
            when problem.status() == 401 && password.get().isEmpty() -> fail(Texts.of("signin.expired"), "");
            case ApiProblem problem
            when problem.status() == 401 -> fail(Texts.of("signin.refused"), Texts.of("signin.refused-advice"));
            case ApiProblem problem
            when problem.status() == 429 ->
                fail(
                        String.valueOf(problem.getMessage()),
                        problem.retryAfter()
                                .map(wait -> Texts.of("signin.wait", wait.toSeconds()))
                                .orElse(""));
            case ApiProblem problem ->
                fail(
                        String.valueOf(problem.getMessage()),
                        problem.traceId()
                                .map(id -> Texts.of("signin.trace", id))
                                .orElse(""));
            case Unreachable unreachable ->
                fail(String.valueOf(unreachable.getMessage()), Texts.of("signin.unreachable-advice"));
            case InvalidValue invalid -> fail(String.valueOf(invalid.getMessage()), "");
            default -> fail(Texts.of("signin.failed", String.valueOf(e.getMessage())), "");
        }
    }

    private void fail(String what, String todo) {
        error.set(what);
        advice.set(todo);
    }
}
