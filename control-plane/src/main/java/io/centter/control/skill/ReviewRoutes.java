package io.centter.control.skill;

import io.centter.control.http.Access;
import io.centter.control.http.Reply;
import io.centter.control.http.Router;
import io.centter.model.skill.ReviewSkill;
import io.centter.model.skill.ReviewView;
import io.centter.model.skill.UpdateReview;

/// Reviews of skills.
public final class ReviewRoutes {
    private final ReviewService reviews;

    public ReviewRoutes(ReviewService reviews) {
        this.reviews = reviews;
    }

    public void declare(Router router) {
        router.get("/skills/{skill}/reviews", "Lists what people say of a skill, the newest first.")
                .by(Access.everyoneKnown())
                .query("cursor", "limit")
                .givesPage(ReviewView.class)
                .handle(call -> Reply.of(reviews.list(call)));
        router.post("/skills/{skill}/reviews", "Reviews a skill that an agent of one of your networks has.")
                .by(Access.user())
                .takes(ReviewSkill.class)
                .idempotent()
                .gives(201, ReviewView.class)
                .handle(call -> versioned(reviews.create(call)));
        router.get("/skills/{skill}/reviews/mine", "Shows your review of a skill.")
                .by(Access.user())
                .gives(ReviewView.class)
                .handle(call -> versioned(reviews.own(call)));
        router.patch("/skills/{skill}/reviews/mine", "Changes your review of a skill.")
                .by(Access.user())
                .versioned()
                .takes(UpdateReview.class)
                .gives(ReviewView.class)
                .handle(call -> versioned(reviews.update(call)));
        router.delete("/skills/{skill}/reviews/mine", "Takes your review of a skill back.")
                .by(Access.user())
                .versioned()
                .handle(call -> {
                    reviews.delete(call);
                    return Reply.none();
                });
    }

    private static Reply<ReviewView> versioned(ReviewView view) {
        return Reply.of(view, view.version());
    }
}
