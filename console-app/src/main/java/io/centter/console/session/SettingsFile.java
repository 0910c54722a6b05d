package io.centter.console.session;

import io.centter.model.wire.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The kept settings: one small JSON file. A file that cannot be read or written costs only comfort, so it is said in
/// the log and the console goes on.
public final class SettingsFile {
    private static final Logger LOG = LoggerFactory.getLogger(SettingsFile.class);

    private final @Nullable Path file;
    private Settings settings;

    public SettingsFile(Path file) {
        this.file = file;
        this.settings = read(file);
    }

    private SettingsFile() {
        this.file = null;
        this.settings = Settings.FIRST;
    }

    /// Keeps nothing.
    public static SettingsFile forgetful() {
        return new SettingsFile();
    }

    /// `CENTTER_CONFIG_DIR`, else the place the system has for settings.
    public static Path standardPlace(Map<String, String> environment, String home) {
        String own = environment.get("CENTTER_CONFIG_DIR");
        if (own != null && !own.isBlank()) {
            return Path.of(own, "console.json");
        }
        String roaming = environment.get("APPDATA");
        if (roaming != null && !roaming.isBlank()) {
            return Path.of(roaming, "centter", "console.json");
        }
        String xdg = environment.get("XDG_CONFIG_HOME");
        Path base = xdg == null || xdg.isBlank() ? Path.of(home, ".config") : Path.of(xdg);
        return base.resolve("centter").resolve("console.json");
    }

    /// The file; empty where nothing is kept.
    public Optional<Path> place() {
        return Optional.ofNullable(file);
    }

    public synchronized Settings get() {
        return settings;
    }

    public synchronized void change(UnaryOperator<Settings> change) {
        Settings next = change.apply(settings);
        if (!next.equals(settings)) {
            settings = next;
            write();
        }
    }

    private static Settings read(Path file) {
        try {
            return Files.exists(file) ? Wire.tolerant().readValue(file.toFile(), Settings.class) : Settings.FIRST;
        } catch (IOException e) {
            LOG.warn("settings not readable file={} cause={}", file, e.getMessage());
            return Settings.FIRST;
        }
    }

    /// Beside the file and then in its place: a crash leaves the old one or the new one.
    private void write() {
        if (file == null) {
            return;
        }
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path next = file.resolveSibling(file.getFileName() + ".new");
            Wire.strict().writerWithDefaultPrettyPrinter().writeValue(next.toFile(), settings);
            Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            LOG.warn("settings not kept file={} cause={}", file, e.getMessage());
        }
    }
}
