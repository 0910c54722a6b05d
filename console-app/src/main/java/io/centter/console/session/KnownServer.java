package io.centter.console.session;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A control plane that a person has signed in at.
///
/// @param address as it is connected to; one address is one server
/// @param name what the person calls it; empty for its host
/// @param environment `production`, `staging` or `development`, for its colour; null for none
/// @param lastUsed when somebody last signed in there from here
/// @param network the one last looked at
/// @param views how lists were looked at that a person has kept, sorted by name
/// @param home the one to begin with, whatever was looked at last
@JsonIgnoreProperties(ignoreUnknown = true)
public record KnownServer(
        String address,
        String name,
        @Nullable String email,
        @Nullable String environment,
        @Nullable Instant lastUsed,
        @Nullable String network,
        @Nullable String home,
        List<SavedView> views) {
    public KnownServer {
        views = views == null ? List.of() : List.copyOf(views);
        name = name == null ? "" : name.strip();
    }

    public static KnownServer at(String address) {
        return new KnownServer(address, "", null, null, null, null, null, List.of());
    }

    /// What it is called on the screen.
    public String title() {
        return name.isEmpty() ? host() : name;
    }

    /// Host, and port where it says one.
    public String host() {
        try {
            String authority = URI.create(address).getAuthority();
            return authority == null ? address : authority;
        } catch (IllegalArgumentException _) {
            return address;
        }
    }

    public KnownServer usedBy(String who, Instant when) {
        return new KnownServer(address, name, who, environment, when, network, home, views);
    }

    public KnownServer called(String newName, @Nullable String newEnvironment) {
        return new KnownServer(address, newName, email, newEnvironment, lastUsed, network, home, views);
    }

    public KnownServer lookingAt(String newNetwork) {
        return new KnownServer(address, name, email, environment, lastUsed, newNetwork, home, views);
    }

    public KnownServer beginningWith(@Nullable String newHome) {
        return new KnownServer(address, name, email, environment, lastUsed, network, newHome, views);
    }

    public KnownServer keeping(SavedView view) {
        List<SavedView> others = new ArrayList<>(views);
        others.removeIf(view::isNamedAs);
        others.add(view);
        others.sort(Comparator.comparing(SavedView::name, String.CASE_INSENSITIVE_ORDER));
        return with(others);
    }

    public KnownServer without(SavedView view) {
        return with(views.stream().filter(one -> !view.isNamedAs(one)).toList());
    }

    private KnownServer with(List<SavedView> others) {
        return new KnownServer(address, name, email, environment, lastUsed, network, home, others);
    }
}
