package io.centter.console.desk;

import io.centter.console.fleet.Fleet;
import io.centter.console.fx.Background;
import io.centter.console.fx.Ticker;
import io.centter.console.session.SavedView;
import io.centter.model.api.NetworkView;
import io.centter.model.api.UserView;
import io.centter.model.identity.NetworkId;
import io.centter.model.identity.UserId;
import io.centter.sdk.rest.CentterApi;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// A site whose control plane never answers: the picture is all there is.
public final class QuietSite implements Hands {
    private final List<String> copied;
    private final List<Destination> gone;
    private final List<SavedView> views = new ArrayList<>();
    private final ReadOnlyBooleanWrapper stale = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper writable = new ReadOnlyBooleanWrapper();

    private QuietSite(List<String> copied, List<Destination> gone) {
        this.copied = copied;
        this.gone = gone;
    }

    /// Over a picture that a test makes.
    ///
    /// @param copied told what is copied
    /// @param gone told where one goes
    public static Site of(
            NetworkView network,
            Fleet fleet,
            Background background,
            Ticker ticker,
            List<String> copied,
            List<Destination> gone) {
        CentterApi api = CentterApi.at(URI.create("http://127.0.0.1:1"));
        return new Site(
                api,
                new UserView(new UserId(new UUID(1, 1)), "linda@example.com", "Linda", false, Instant.EPOCH),
                new ReadOnlyObjectWrapper<>(network).getReadOnlyProperty(),
                fleet,
                new News(),
                background,
                ticker,
                new Past(api, network.id(), fleet, background, () -> {}),
                new QuietSite(copied, gone));
    }

    @Override
    public void copy(String text) {
        copied.add(text);
    }

    @Override
    public void copySecret(String name, String secret) {
        copied.add(secret);
    }

    @Override
    public void say(String text) {}

    @Override
    public void go(Destination destination) {
        gone.add(destination);
    }

    @Override
    public void look(NetworkId network) {}

    @Override
    public Optional<Path> saveAs(String name) {
        return Optional.empty();
    }

    @Override
    public Optional<Path> choose(String title) {
        return Optional.empty();
    }

    @Override
    public byte[] askMesh(String subject, byte[] question) {
        throw new IllegalStateException("There is no mesh here.");
    }

    @Override
    public List<SavedView> views() {
        return List.copyOf(views);
    }

    @Override
    public void keepView(SavedView view) {
        views.add(view);
    }

    @Override
    public void forgetView(SavedView view) {
        views.remove(view);
    }

    @Override
    public ReadOnlyBooleanProperty staleProperty() {
        return stale.getReadOnlyProperty();
    }

    @Override
    public ReadOnlyBooleanProperty writableProperty() {
        return writable.getReadOnlyProperty();
    }

    @Override
    public void allowChanges() {
        writable.set(true);
    }

    @Override
    public Optional<String> environment() {
        return Optional.empty();
    }
}
