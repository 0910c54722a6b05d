package io.centter.console.desk;

import io.centter.console.session.SavedView;
import io.centter.model.identity.NetworkId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;

/// What a screen can ask of the console around it.
public interface Hands {
    /// Copies and says so.
    void copy(String text);

    /// Copies without showing it, and says that it did.
    ///
    /// @param name what it is
    void copySecret(String name, String secret);

    /// Says something that goes away by itself.
    void say(String text);

    void go(Destination destination);

    /// Looks at another network.
    void look(NetworkId network);

    /// Asks a person where to keep a file of this name; empty where the person would rather not.
    Optional<Path> saveAs(String name);

    /// Asks a person for a file that is there; empty where the person would rather not.
    Optional<Path> choose(String title);

    /// Asks on the mesh, as this console may: the registry and nobody else. Blocks.
    byte[] askMesh(String subject, byte[] question) throws IOException, InterruptedException;

    /// Whether what is shown may no longer be so.
    ReadOnlyBooleanProperty staleProperty();

    /// Whether a person has allowed changes in this network.
    ReadOnlyBooleanProperty writableProperty();

    void allowChanges();

    /// How lists were looked at that a person has kept, at this server.
    List<SavedView> views();

    /// Keeps it in the place of the one of the same list and name.
    void keepView(SavedView view);

    void forgetView(SavedView view);

    /// What a person has marked this network as: `production`, `staging`, `development`.
    Optional<String> environment();
}
