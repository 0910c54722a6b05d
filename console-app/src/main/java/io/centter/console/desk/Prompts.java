package io.centter.console.desk;

import io.centter.console.text.Texts;
import javafx.scene.control.TextField;
import javafx.scene.text.Text;

/// Prompts of fields that become narrow: what does not fit is said in fewer words, not cut off.
public final class Prompts {
    /// What the icon, the padding and the caret take.
    private static final double AROUND = 50;

    private Prompts() {}

    /// Shows as much of it as there is room for, now and whenever the field is another width.
    public static void fit(TextField field, String prompt) {
        field.setPromptText(prompt);
        field.widthProperty().subscribe(width -> {
            if (width.doubleValue() > 0) {
                field.setPromptText(fitting(field, prompt, width.doubleValue() - AROUND));
            }
        });
    }

    private static String fitting(TextField field, String prompt, double room) {
        Text text = new Text(prompt);
        text.setFont(field.getFont());
        if (text.getLayoutBounds().getWidth() <= room) {
            return prompt;
        }
        return Texts.of("filter.short");
    }
}
