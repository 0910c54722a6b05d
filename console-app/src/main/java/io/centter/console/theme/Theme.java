package io.centter.console.theme;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.scene.Scene;
import javafx.scene.text.Font;

/// Dark, light, or as the system is.
public enum Theme {
    DARK,
    LIGHT,
    SYSTEM;

    private static final List<String> FONTS =
            List.of("IBMPlexSans_400Regular.ttf", "IBMPlexSans_600SemiBold.ttf", "IBMPlexMono_400Regular.ttf");

    private static final ReadOnlyBooleanWrapper IS_DARK = new ReadOnlyBooleanWrapper(true);

    /// Dark where the name is not known.
    public static Theme named(String name) {
        for (Theme theme : values()) {
            if (theme.key().equalsIgnoreCase(name)) {
                return theme;
            }
        }
        return DARK;
    }

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// For the whole application.
    public void apply() {
        boolean dark =
                this == DARK || (this == SYSTEM && Platform.getPreferences().getColorScheme() == ColorScheme.DARK);
        Application.setUserAgentStylesheet(
                dark ? new PrimerDark().getUserAgentStylesheet() : new PrimerLight().getUserAgentStylesheet());
        IS_DARK.set(dark);
    }

    /// Whether the theme that holds is a dark one.
    public static ReadOnlyBooleanProperty darkProperty() {
        return IS_DARK.getReadOnlyProperty();
    }

    /// Gives a scene the console's own styles.
    public static void dress(Scene scene) {
        scene.getStylesheets().add(resource("console.css"));
    }

    /// Before the first scene.
    public static void loadFonts() {
        for (String file : FONTS) {
            try (InputStream in = Theme.class.getResourceAsStream("fonts/" + file)) {
                Font.loadFont(in, 13);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static String resource(String name) {
        return Objects.requireNonNull(Theme.class.getResource(name), name).toExternalForm();
    }
}
