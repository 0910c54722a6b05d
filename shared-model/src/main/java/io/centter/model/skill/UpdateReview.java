package io.centter.model.skill;

import org.jspecify.annotations.Nullable;

/// What of a review may change; what is absent stays.
public record UpdateReview(
        @Nullable Integer rating, @Nullable String body) {
    public UpdateReview {
        if (rating != null) {
            rating = ReviewSkill.requireRating(rating);
        }
        if (body != null) {
            body = Prose.of("body", body, 4000);
        }
    }
}
