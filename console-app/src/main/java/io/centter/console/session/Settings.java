package io.centter.console.session;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a person's console keeps between starts. Never a password, never a token.
///
/// @param theme `dark`, `light` or `system`
/// @param network the one last looked at
/// @param writable ids of the networks in which a person has allowed changes
/// @param environments by network id, what a person has marked it as: `production`, `staging`, `development`
@JsonIgnoreProperties(ignoreUnknown = true)
public record Settings(
        @Nullable String server,
        @Nullable String email,
        String theme,
        @Nullable String network,
        @Nullable WindowPlace window,
        Map<String, String> environments,
        Set<String> writable) {
    /// Where the window was.
    public record WindowPlace(double x, double y, double width, double height, boolean maximized) {}

    public static final Settings FIRST = new Settings(null, null, "dark", null, null, Map.of(), Set.of());

    public Settings {
        theme = theme == null ? "dark" : theme;
        environments = environments == null ? Map.of() : Map.copyOf(environments);
        writable = writable == null ? Set.of() : Set.copyOf(writable);
    }

    public Settings withServer(String newServer, String newEmail) {
        return new Settings(newServer, newEmail, theme, network, window, environments, writable);
    }

    public Settings withTheme(String newTheme) {
        return new Settings(server, email, newTheme, network, window, environments, writable);
    }

    public Settings withNetwork(String newNetwork) {
        return new Settings(server, email, theme, newNetwork, window, environments, writable);
    }

    public Settings withWindow(WindowPlace place) {
        return new Settings(server, email, theme, network, place, environments, writable);
    }

    /// With changes allowed in this network, or no longer.
    public Settings withWritable(String networkId, boolean allowed) {
        Set<String> open = new LinkedHashSet<>(writable);
        if (allowed) {
            open.add(networkId);
        } else {
            open.remove(networkId);
        }
        return new Settings(server, email, theme, network, window, environments, open);
    }

    /// With this mark on a network.
    ///
    /// @param environment null takes the mark away
    public Settings withEnvironment(String networkId, @Nullable String environment) {
        Map<String, String> marks = new LinkedHashMap<>(environments);
        if (environment == null) {
            marks.remove(networkId);
        } else {
            marks.put(networkId, environment);
        }
        return new Settings(server, email, theme, network, window, marks, writable);
    }
}
