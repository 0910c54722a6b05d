package io.centter.console;

import io.centter.console.desk.Destination;
import io.centter.console.desk.Hands;
import io.centter.console.shell.ConnectionViewModel;
import io.centter.model.identity.NetworkId;
import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.stage.FileChooser;

/// What the screens of one network reach of the console around them.
final class Reach implements Hands {
    private final Console console;
    private final ConnectionViewModel link;
    private final ReadOnlyBooleanProperty writable;

    Reach(Console console, ConnectionViewModel link, ReadOnlyBooleanProperty writable) {
        this.console = console;
        this.link = link;
        this.writable = writable;
    }

    @Override
    public void copy(String text) {
        console.copy(text);
    }

    @Override
    public void say(String text) {
        console.frame().ifPresent(frame -> frame.toasts().say(text));
    }

    @Override
    public void go(Destination destination) {
        console.go(destination);
    }

    @Override
    public void look(NetworkId network) {
        console.chooseNetwork(network);
    }

    @Override
    public Optional<Path> saveAs(String name) {
        FileChooser chooser = new FileChooser();
        chooser.setInitialFileName(name);
        File file = chooser.showSaveDialog(console.node().getScene().getWindow());
        return Optional.ofNullable(file).map(File::toPath);
    }

    @Override
    public ReadOnlyBooleanProperty staleProperty() {
        return link.staleProperty();
    }

    @Override
    public ReadOnlyBooleanProperty writableProperty() {
        return writable;
    }

    @Override
    public void allowChanges() {
        console.allowChanges(true);
    }

    @Override
    public Optional<String> environment() {
        return console.environment();
    }
}
