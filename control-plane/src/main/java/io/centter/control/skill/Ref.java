package io.centter.control.skill;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How a path or a body names a skill or a publisher: by its id or by its slug.
public record Ref(@Nullable UUID id, String slug) {
    static Ref of(String text) {
        return new Ref(id(text), text);
    }

    // Slugs that look like ids cannot be taken, so a text is never both.
    private static @Nullable UUID id(String text) {
        try {
            return text.length() == 36 ? UUID.fromString(text) : null;
        } catch (IllegalArgumentException _) {
            return null;
        }
    }
}
