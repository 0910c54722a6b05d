package io.centter.control.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Raw settings as `section.key` → text, each with the place it came from. Sections read them and so declare which keys
/// exist; [#check] then refuses what nobody read.
public final class Settings {
    /// The file that is read when nothing names another.
    public static final Path DEFAULT_FILE = Path.of("/etc/centter/centter.yaml");

    private static final String PREFIX = "CENTTER_";
    /// Read by the launcher scripts and the console, not by the server.
    private static final Set<String> LAUNCHER = Set.of(
            "CENTTER_CONFIG_DIR",
            "CENTTER_CONFIG_FILE",
            "CENTTER_HOME",
            "CENTTER_JAVA_HOME",
            "CENTTER_JAVA_OPTS",
            "CENTTER_CACHE");
    /// Variables whose name does not follow from the key.
    private static final Map<String, String> ALIASES = Map.of("CENTTER_NATS_SERVER", "embedded.nats_server");

    private record Entry(String value, String origin) {}

    private final Map<String, Entry> entries;
    private final Set<String> known = new TreeSet<>();
    private final Set<String> mistakes = new LinkedHashSet<>();

    private Settings(Map<String, Entry> entries) {
        this.entries = entries;
    }

    /// The environment over the file that it names (or the default one, where that exists).
    public static Settings of(Map<String, String> environment) {
        Map<String, Entry> entries = new HashMap<>();
        String named = environment.get("CENTTER_CONFIG_FILE");
        if (named != null) {
            readFile(Path.of(named), entries);
        } else if (Files.exists(DEFAULT_FILE)) {
            readFile(DEFAULT_FILE, entries);
        }
        environment.forEach((name, value) -> {
            if (name.startsWith(PREFIX) && !LAUNCHER.contains(name)) {
                String key = ALIASES.getOrDefault(
                        name,
                        name.substring(PREFIX.length()).toLowerCase(Locale.ROOT).replaceFirst("_", "."));
                entries.put(key, new Entry(value, name));
            }
        });
        return new Settings(entries);
    }

    /// Settings that a program gives, as `section.key` → text.
    public static Settings given(Map<String, String> values) {
        Map<String, Entry> entries = new HashMap<>();
        values.forEach((key, value) -> entries.put(key, new Entry(value, key)));
        return new Settings(entries);
    }

    /// These settings with one of them different.
    public Settings with(String key, String value) {
        Map<String, Entry> changed = new HashMap<>(entries);
        changed.put(key, new Entry(value, key));
        return new Settings(changed);
    }

    /// These settings with others where they say nothing.
    public Settings over(Map<String, String> below) {
        Map<String, Entry> merged = new HashMap<>();
        below.forEach((key, value) -> merged.put(key, new Entry(value, key)));
        merged.putAll(entries);
        return new Settings(merged);
    }

    public boolean has(String key) {
        return entries.containsKey(key) || entries.containsKey(key + "_file");
    }

    Section section(String name) {
        return new Section(this, name);
    }

    void know(String key) {
        known.add(key);
    }

    @Nullable
    String value(String key) {
        Entry entry = entries.get(key);
        return entry == null ? null : entry.value();
    }

    void mistake(String key, String sentence) {
        Entry entry = entries.get(key);
        String where = entry == null ? key : entry.origin();
        mistakes.add(where + ": " + sentence);
    }

    /// Refuses unknown keys and everything that was noted while reading.
    void check() {
        for (Map.Entry<String, Entry> entry : new java.util.TreeMap<>(entries).entrySet()) {
            if (!known.contains(entry.getKey())) {
                mistakes.add(entry.getValue().origin() + ": there is no such setting; did you mean "
                        + nearest(entry.getKey(), entry.getValue().origin()) + "?");
            }
        }
        if (!mistakes.isEmpty()) {
            throw new ConfigRefused(List.copyOf(mistakes));
        }
    }

    private String nearest(String key, String origin) {
        String best = known.stream()
                .min(Comparator.comparingInt(candidate -> distance(key, candidate)))
                .orElse(key);
        return origin.startsWith(PREFIX) ? PREFIX + best.replace('.', '_').toUpperCase(Locale.ROOT) : best;
    }

    /// Levenshtein.
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? diagonal : diagonal + 1;
                row[j] = Math.min(change, Math.min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }
        return row[b.length()];
    }

    private static void readFile(Path file, Map<String, Entry> entries) {
        try {
            Object root = new Load(
                            LoadSettings.builder().setLabel(file.toString()).build())
                    .loadFromString(Files.readString(file));
            if (root != null) {
                flatten(file, "", root, entries);
            }
        } catch (IOException e) {
            throw new ConfigRefused(List.of(file + ": cannot be read (" + e + ")."));
        } catch (YamlEngineException e) {
            throw new ConfigRefused(List.of(file + ": is not YAML. " + e.getMessage()));
        }
    }

    private static void flatten(Path file, String key, @Nullable Object node, Map<String, Entry> entries) {
        switch (node) {
            case null -> entries.put(key, new Entry("", file + ": " + key));
            case Map<?, ?> map ->
                map.forEach(
                        (name, value) -> flatten(file, key.isEmpty() ? "" + name : key + "." + name, value, entries));
            case List<?> list ->
                entries.put(
                        key,
                        new Entry(
                                String.join(
                                        ",", list.stream().map(String::valueOf).toList()),
                                file + ": " + key));
            default -> entries.put(key, new Entry(node.toString(), file + ": " + key));
        }
    }
}
