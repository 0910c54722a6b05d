package io.centter.model.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.text.Normalizer;
import java.util.Locale;

/// The short name of a network or an agent, unique where it lives; one DNS label.
public record Slug(@JsonValue String value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Slug {
        Names.requireSlug(value);
    }

    /// The slug that a display name suggests: `Ops Team 2` gives `ops-team-2`. Refused where nothing usable is left.
    public static Slug suggestedBy(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        String slug =
                plain.replaceAll("\\p{M}+", "").replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
        return new Slug(slug.length() > 63 ? slug.substring(0, 63).replaceAll("-+$", "") : slug);
    }

    @Override
    public String toString() {
        return value;
    }
}
