package io.centter.console.desk;

import io.centter.console.desk.Plan.Secret;
import io.centter.console.text.Texts;
import io.centter.console.theme.Labels;
import java.io.IOException;
import javafx.scene.control.Button;
import javafx.scene.control.TextArea;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// A secret that is shown this once: to be copied, or kept in a file that only its owner may read.
final class SecretBox {
    private static final int MOST_LINES = 9;

    private SecretBox() {}

    static VBox of(Site site, Secret secret) {
        TextArea text = new TextArea(secret.text());
        text.setId("edit-secret");
        text.setEditable(false);
        text.setWrapText(true);
        text.setAccessibleText(secret.name());
        text.setPrefRowCount(Math.clamp(secret.text().length() / 44 + 1L, 2, MOST_LINES));
        text.getStyleClass().addAll("mono-input", "json");
        Button copy = Labels.button(
                Texts.of("secret.copy"), "fth-copy", () -> site.hands().copySecret(secret.name(), secret.text()));
        copy.setId("edit-secret-copy");
        Button save = Labels.button(Texts.of("secret.save"), "fth-download", () -> save(site, secret));
        save.setId("edit-secret-save");
        VBox box = new VBox(
                8,
                Labels.styled(secret.name(), "section-title"),
                Labels.wrapped(Texts.of("secret.once"), "banner", "banner-warning"),
                text,
                new HBox(8, copy, save));
        box.setId("edit-secret-box");
        return box;
    }

    private static void save(Site site, Secret secret) {
        site.hands().saveAs(secret.file()).ifPresent(file -> {
            try {
                Keep.secret(file, secret.text());
                site.hands().say(Texts.of("file.kept", file));
            } catch (IOException e) {
                site.hands().say(Texts.of("file.failed", file, String.valueOf(e.getMessage())));
            }
        });
    }
}
