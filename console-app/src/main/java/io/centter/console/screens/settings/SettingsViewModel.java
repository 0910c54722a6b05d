package io.centter.console.screens.settings;

import io.centter.console.desk.Site;
import io.centter.console.session.Preferences;
import io.centter.console.text.Texts;
import io.centter.model.api.NetworkView;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/// What a person can choose, and what is chosen. Everything is applied and kept at once; there is nothing to save.
public final class SettingsViewModel {
    /// One of a few, with its words; a null value is the choice of none.
    public record Choice(@Nullable String value, String words) {}

    private final Site site;
    private final Household household;
    private final ReadOnlyStringWrapper store = new ReadOnlyStringWrapper(Texts.of("state.loading"));

    public SettingsViewModel(Site site, Household household) {
        this.site = site;
        this.household = household;
    }

    public Preferences liked() {
        return household.preferences();
    }

    public void prefer(UnaryOperator<Preferences> change) {
        household.prefer(change);
    }

    public List<Choice> themes() {
        return List.of(
                new Choice("dark", Texts.of("settings.theme-dark")),
                new Choice("light", Texts.of("settings.theme-light")),
                new Choice("system", Texts.of("settings.theme-system")));
    }

    public List<Choice> languages() {
        List<Choice> all = new ArrayList<>();
        all.add(new Choice(null, Texts.of("settings.language-system")));
        Texts.languages().forEach(tag -> all.add(new Choice(tag, Texts.of("language." + tag))));
        return List.copyOf(all);
    }

    public List<Choice> homes() {
        List<Choice> all = new ArrayList<>();
        all.add(new Choice(null, Texts.of("settings.home-last")));
        for (NetworkView network : household.networks()) {
            all.add(new Choice(network.id().toString(), network.name()));
        }
        return List.copyOf(all);
    }

    public @Nullable String home() {
        return household.home().orElse(null);
    }

    public void home(@Nullable String network) {
        household.home(Optional.ofNullable(network));
    }

    public String settingsFile() {
        return place(household.settingsFile());
    }

    public String pictures() {
        return place(household.pictures());
    }

    /// Where sessions are kept; it is looked for behind.
    public ReadOnlyStringProperty storeProperty() {
        return store.getReadOnlyProperty();
    }

    public void attach() {
        site.background()
                .run(
                        household::secretStore,
                        kind -> store.set(
                                kind.map(it -> Texts.of("store." + it)).orElse(Texts.of("settings.not-kept"))),
                        _ -> store.set(Texts.of("settings.not-kept")));
    }

    void copy(String text) {
        site.hands().copy(text);
    }

    private static String place(Optional<Path> path) {
        return path.map(Path::toString).orElse(Texts.of("settings.not-kept"));
    }
}
