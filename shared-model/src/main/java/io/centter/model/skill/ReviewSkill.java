package io.centter.model.skill;

import io.centter.model.identity.InvalidValue;
import org.jspecify.annotations.Nullable;

/// What a person says of a skill.
///
/// @param rating from 1 to 5
public record ReviewSkill(int rating, @Nullable String body) {
    public ReviewSkill {
        rating = requireRating(rating);
        body = Prose.of("body", body, 4000);
    }

    static int requireRating(int rating) {
        if (rating < 1 || rating > 5) {
            throw new InvalidValue("rating", "rating is a whole number from 1 to 5.");
        }
        return rating;
    }
}
