package io.centter.console.session;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What a person's console keeps between starts. Never a password, never a token.
///
/// @param server the address of the one last used
/// @param servers all that are known, in the order in which they came
/// @param writable ids of the networks in which a person has allowed changes
/// @param environments by network id, what a person has marked it as: `production`, `staging`, `development`
@JsonIgnoreProperties(ignoreUnknown = true)
public record Settings(
        @Nullable String server,
        List<KnownServer> servers,
        Preferences preferences,
        @Nullable WindowPlace window,
        Map<String, String> environments,
        Set<String> writable) {
    /// Where the window was.
    public record WindowPlace(double x, double y, double width, double height, boolean maximized) {}

    public static final Settings FIRST = new Settings(null, List.of(), Preferences.FIRST, null, Map.of(), Set.of());

    public Settings {
        servers = servers == null ? List.of() : List.copyOf(servers);
        preferences = preferences == null ? Preferences.FIRST : preferences;
        environments = environments == null ? Map.of() : Map.copyOf(environments);
        writable = writable == null ? Set.of() : Set.copyOf(writable);
    }

    public Optional<KnownServer> known(String address) {
        return servers.stream().filter(one -> one.address().equals(address)).findFirst();
    }

    /// The one last used.
    public Optional<KnownServer> last() {
        return Optional.ofNullable(server).flatMap(this::known);
    }

    /// With the server of this address changed; one that was not known is added.
    public Settings withKnown(String address, UnaryOperator<KnownServer> change) {
        List<KnownServer> all = new ArrayList<>(servers);
        int at = all.indexOf(known(address).orElse(null));
        if (at < 0) {
            all.add(change.apply(KnownServer.at(address)));
        } else {
            all.set(at, change.apply(all.get(at)));
        }
        return new Settings(server, all, preferences, window, environments, writable);
    }

    public Settings without(String address) {
        List<KnownServer> left =
                servers.stream().filter(one -> !one.address().equals(address)).toList();
        return new Settings(address.equals(server) ? null : server, left, preferences, window, environments, writable);
    }

    public Settings withLast(String address) {
        return new Settings(address, servers, preferences, window, environments, writable);
    }

    public Settings withPreferences(UnaryOperator<Preferences> change) {
        return new Settings(server, servers, change.apply(preferences), window, environments, writable);
    }

    public Settings withWindow(WindowPlace place) {
        return new Settings(server, servers, preferences, place, environments, writable);
    }

    /// With changes allowed in this network, or no longer.
    public Settings withWritable(String networkId, boolean allowed) {
        Set<String> open = new LinkedHashSet<>(writable);
        if (allowed) {
            open.add(networkId);
        } else {
            open.remove(networkId);
        }
        return new Settings(server, servers, preferences, window, environments, open);
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
        return new Settings(server, servers, preferences, window, marks, writable);
    }
}
