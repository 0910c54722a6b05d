package io.centter.console.screens.signin;

import io.centter.console.fx.Background;
import io.centter.console.session.KnownServer;
import io.centter.console.session.ServerMemory;
import io.centter.console.session.SettingsFile;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// The control planes a person has signed in at: chosen, renamed, marked, forgotten.
public final class ServersViewModel {
    private static final Comparator<KnownServer> LATEST_FIRST = Comparator.comparing(
            (KnownServer server) -> server.lastUsed() == null ? Instant.MIN : server.lastUsed(),
            Comparator.reverseOrder());

    private final SettingsFile settings;
    private final ServerMemory memory;
    private final Background background;
    private final InstantSource clock;
    private final Consumer<String> open;
    private final ObservableList<KnownServer> servers = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<@Nullable KnownServer> edited = new ReadOnlyObjectWrapper<>();
    private final StringProperty name = new SimpleStringProperty("");
    private final ObjectProperty<@Nullable String> environment = new SimpleObjectProperty<>();

    /// @param open called with the address of what a person chooses
    public ServersViewModel(
            SettingsFile settings,
            ServerMemory memory,
            Background background,
            InstantSource clock,
            Consumer<String> open) {
        this.settings = settings;
        this.memory = memory;
        this.background = background;
        this.clock = clock;
        this.open = open;
        renew();
    }

    /// The one last used first.
    public ObservableList<KnownServer> servers() {
        return servers;
    }

    /// The one that is being renamed.
    ReadOnlyObjectProperty<@Nullable KnownServer> editedProperty() {
        return edited.getReadOnlyProperty();
    }

    public StringProperty nameProperty() {
        return name;
    }

    /// `production`, `staging`, `development`, or null.
    public ObjectProperty<@Nullable String> environmentProperty() {
        return environment;
    }

    Instant now() {
        return clock.instant();
    }

    public void choose(KnownServer server) {
        open.accept(server.address());
    }

    public void edit(KnownServer server) {
        name.set(server.title());
        environment.set(server.environment());
        edited.set(server);
    }

    public void save() {
        KnownServer server = edited.get();
        if (server != null) {
            settings.change(
                    now -> now.withKnown(server.address(), known -> known.called(name.get(), environment.get())));
            stop();
        }
    }

    public void stop() {
        edited.set(null);
        renew();
    }

    /// With its session and its picture.
    public void remove(KnownServer server) {
        settings.change(now -> now.without(server.address()));
        background.run(() -> memory.forget(server.address()));
        stop();
    }

    /// Reads the list anew.
    public void renew() {
        servers.setAll(settings.get().servers().stream().sorted(LATEST_FIRST).toList());
    }
}
