package io.centter.console;

import io.centter.console.desk.Destination;
import io.centter.console.desk.Hands;
import io.centter.console.screens.settings.Household;
import io.centter.console.session.KnownServer;
import io.centter.console.session.Preferences;
import io.centter.console.session.SavedView;
import io.centter.console.shell.ConnectionViewModel;
import io.centter.console.text.Texts;
import io.centter.model.api.NetworkView;
import io.centter.model.identity.NetworkId;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.stage.FileChooser;

/// What the screens of one network reach of the console around them.
final class Reach implements Hands, Household {
    private final Console console;
    // Bound, which holds weakly: screens that listen here end with their network, though the visit goes on.
    private final ReadOnlyBooleanWrapper stale = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper writable = new ReadOnlyBooleanWrapper();

    Reach(Console console, ConnectionViewModel link, ReadOnlyBooleanProperty writable) {
        this.console = console;
        stale.bind(link.staleProperty());
        this.writable.bind(writable);
    }

    @Override
    public void copy(String text) {
        console.copy(text);
    }

    @Override
    public void copySecret(String name, String secret) {
        console.copy(secret, Texts.of("copied.secret", name));
    }

    @Override
    public void say(String text) {
        console.frame().ifPresent(frame -> frame.toasts().say(text));
    }

    /// Says what needs a person.
    void warn(String text) {
        console.frame().ifPresent(frame -> frame.toasts().warn(text));
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
    public Optional<Path> choose(String title) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(title);
        File file = chooser.showOpenDialog(console.node().getScene().getWindow());
        return Optional.ofNullable(file).map(File::toPath);
    }

    @Override
    public byte[] askMesh(String subject, byte[] question) throws IOException, InterruptedException {
        Workspace workspace = console.workspace().orElseThrow(() -> new IOException("No network is looked at."));
        return workspace.ask(subject, question);
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
        console.allowChanges(true);
    }

    @Override
    public List<SavedView> views() {
        return console.visit()
                .flatMap(visit -> console.servers().at(visit.who()))
                .map(KnownServer::views)
                .orElse(List.of());
    }

    @Override
    public void keepView(SavedView view) {
        console.visit().ifPresent(visit -> console.servers().change(visit.who(), server -> server.keeping(view)));
    }

    @Override
    public void forgetView(SavedView view) {
        console.visit().ifPresent(visit -> console.servers().change(visit.who(), server -> server.without(view)));
    }

    @Override
    public Preferences preferences() {
        return console.preferences();
    }

    @Override
    public void prefer(UnaryOperator<Preferences> change) {
        console.prefer(change);
    }

    @Override
    public List<NetworkView> networks() {
        return console.networks();
    }

    @Override
    public Optional<String> home() {
        return console.visit()
                .flatMap(visit -> console.servers().at(visit.who()))
                .map(KnownServer::home);
    }

    @Override
    public void home(Optional<String> network) {
        console.visit().ifPresent(visit -> console.servers().begin(visit.who(), network));
    }

    @Override
    public Optional<Path> settingsFile() {
        return console.servers().settingsFile();
    }

    @Override
    public Optional<Path> pictures() {
        return console.servers().pictures();
    }

    @Override
    public Optional<String> secretStore() {
        return console.servers().secretStore();
    }

    @Override
    public Optional<String> environment() {
        return console.environment();
    }
}
