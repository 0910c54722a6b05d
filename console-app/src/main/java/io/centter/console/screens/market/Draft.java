package io.centter.console.screens.market;

import io.centter.console.desk.Site;
import io.centter.console.text.Texts;
import io.centter.model.identity.InvalidValue;
import io.centter.model.permission.Scope;
import io.centter.model.skill.CapabilitiesText;
import io.centter.model.skill.CapabilitiesText.Finding;
import io.centter.model.skill.PublishVersion;
import io.centter.model.skill.SemVer;
import io.centter.model.skill.Sha256;
import io.centter.model.wire.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// A version that is about to be published, as far as it is written.
final class Draft {
    private final StringProperty version = new SimpleStringProperty("");
    private final StringProperty changelog = new SimpleStringProperty("");
    private final StringProperty capabilities = new SimpleStringProperty("");
    private final StringProperty scopes = new SimpleStringProperty("");
    private final StringProperty digest = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<List<Finding>> findings = new ReadOnlyObjectWrapper<>(List.of());
    private final Site site;
    private @Nullable Long size;

    Draft(Site site) {
        this.site = site;
        capabilities.subscribe(text -> findings.set(
                text.isBlank() ? List.of() : CapabilitiesText.of(text).findings()));
    }

    /// What a package file is to a version.
    record Parcel(Sha256 digest, long size) {
        /// Reads the whole file; blocks.
        static Parcel of(Path file) throws IOException {
            long size = Files.size(file);
            if (size > PublishVersion.MAX_SIZE) {
                throw new IOException(Texts.of("publish.too-large", file.getFileName()));
            }
            try (InputStream in = Files.newInputStream(file)) {
                MessageDigest sha = MessageDigest.getInstance("SHA-256");
                new DigestInputStream(in, sha).transferTo(OutputStream.nullOutputStream());
                return new Parcel(new Sha256(HexFormat.of().formatHex(sha.digest())), size);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    StringProperty versionProperty() {
        return version;
    }

    StringProperty changelogProperty() {
        return changelog;
    }

    /// The text of `capabilities.yaml`; empty for none.
    StringProperty capabilitiesProperty() {
        return capabilities;
    }

    /// What the skill wants, with spaces between.
    StringProperty scopesProperty() {
        return scopes;
    }

    /// Of the package; typed, or read from a file.
    StringProperty digestProperty() {
        return digest;
    }

    /// What is wrong with the capabilities, by the rules of the control plane.
    ReadOnlyObjectProperty<List<Finding>> findingsProperty() {
        return findings.getReadOnlyProperty();
    }

    /// Takes the text of a file, wherever it came from.
    void readCapabilities(Path file) {
        read(() -> Files.readString(file), capabilities::set);
    }

    /// Takes what is said of the package in this file: the package itself stays where it is.
    void readPackage(Path file) {
        read(() -> Parcel.of(file), parcel -> {
            size = parcel.size();
            digest.set(parcel.digest().value());
        });
    }

    private <T> void read(Callable<T> file, Consumer<T> taken) {
        site.background()
                .run(
                        file,
                        taken,
                        e -> site.hands().say(Texts.of("publish.unreadable", Objects.toString(e.getMessage(), ""))));
    }

    void clear(String next) {
        version.set(next);
        changelog.set("");
        capabilities.set("");
        scopes.set("");
        digest.set("");
        size = null;
    }

    Subscription onChange(Runnable changed) {
        return Subscription.combine(
                version.subscribe(_ -> changed.run()),
                changelog.subscribe(_ -> changed.run()),
                capabilities.subscribe(_ -> changed.run()),
                scopes.subscribe(_ -> changed.run()),
                digest.subscribe(_ -> changed.run()));
    }

    /// What would be sent.
    ///
    /// @throws InvalidValue where something is missing or wrong, with a sentence for the person
    PublishVersion toPublish() {
        if (!findings.get().isEmpty()) {
            throw new InvalidValue(
                    "capabilities_yaml", findings.get().getFirst().toString());
        }
        if (digest.get().isBlank()) {
            throw new InvalidValue("digest", Texts.of("publish.no-package"));
        }
        return new PublishVersion(
                new SemVer(version.get().strip()),
                new Sha256(digest.get().strip()),
                size,
                changelog.get(),
                Wire.strict().createObjectNode(),
                null,
                capabilities.get().isBlank() ? null : capabilities.get(),
                Arrays.stream(scopes.get().strip().split("[\\s,]+", 0))
                        .filter(word -> !word.isEmpty())
                        .map(Scope::parse)
                        .toList(),
                // A key that signs does not lie in a console.
                null);
    }
}
