package io.centter.control.skill;

import io.centter.control.audit.Actor;
import io.centter.control.audit.AuditEntry;
import io.centter.control.ground.Ground;
import io.centter.control.http.Call;
import io.centter.control.http.Paging;
import io.centter.control.refusal.Refused;
import io.centter.model.api.Page;
import io.centter.model.identity.NetworkId;
import io.centter.model.skill.ReviewSkill;
import io.centter.model.skill.ReviewView;
import io.centter.model.skill.UpdateReview;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The rules of reviews: one a person, of what a network of that person has, and never of the own skill.
public final class ReviewService {
    private static final UUID LAST = new UUID(-1, -1);

    private final Ground ground;
    private final Shelf shelf;

    public ReviewService(Ground ground, Curators curators) {
        this.ground = ground;
        this.shelf = new Shelf(curators);
    }

    Page<ReviewView> list(Call<?> call) {
        return ground.transactions().read(handle -> {
            SkillRow skill = shelf.visible(handle, call);
            Paging paging = ground.cursors().paging("reviews:" + skill.id(), call, 50, 200);
            UUID before = paging.after(LAST);
            List<ReviewView> found = ReviewSql.of(handle).list(skill.id(), before, paging.wanted());
            return paging.page(found, row -> row.id().toString());
        });
    }

    ReviewView create(Call<ReviewSkill> call) {
        return ground.transactions()
                .write(handle -> ground.idempotency()
                        .once(
                                handle,
                                call.idempotencyKey(),
                                ReviewView.class,
                                view -> view,
                                () -> insert(handle, call)));
    }

    ReviewView own(Call<?> call) {
        return ground.transactions()
                .read(handle -> own(handle, call, shelf.visible(handle, call).id()));
    }

    ReviewView update(Call<UpdateReview> call) {
        UpdateReview update = call.body();
        return ground.transactions().write(handle -> {
            ReviewView before = locked(handle, call);
            ReviewSql.of(handle)
                    .update(
                            before.skillId(),
                            call.user().user(),
                            Objects.requireNonNullElse(update.rating(), before.rating()),
                            Objects.requireNonNullElse(update.body(), before.body()),
                            ground.now());
            ReviewView after = own(handle, call, before.skillId());
            audit(handle, call, "skill.review-update", before, after);
            return after;
        });
    }

    void delete(Call<?> call) {
        ground.transactions().write(handle -> {
            ReviewView before = locked(handle, call);
            ReviewSql.of(handle).delete(before.skillId(), call.user().user());
            audit(handle, call, "skill.review-delete", before, null);
            return true;
        });
    }

    private ReviewView insert(Handle handle, Call<ReviewSkill> call) {
        SkillRow skill = shelf.visible(handle, call);
        if (skill.ownerId().equals(call.user().user())) {
            throw new Refused.Forbidden("own-skill", "This is your own skill; others review it.");
        }
        SkillSql.of(handle).lock(skill.id());
        NetworkId network = ReviewSql.of(handle)
                .installedIn(skill.id(), call.user().user())
                .orElseThrow(() -> new Refused.Forbidden(
                        "not-installed", "Only who has the skill on an agent of an own network can review it."));
        ReviewSkill review = call.body();
        int inserted = ReviewSql.of(handle)
                .insert(new ReviewSql.NewReview(
                        ground.ids().uuid(),
                        skill.id(),
                        network,
                        call.user().user(),
                        review.rating(),
                        Objects.requireNonNullElse(review.body(), ""),
                        ground.now()));
        if (inserted == 0) {
            throw new Refused.Conflict(
                    "already-reviewed", "You have reviewed this skill; PATCH /reviews/mine changes what you said.");
        }
        ReviewView made = own(handle, call, skill.id());
        audit(handle, call, "skill.review", null, made);
        return made;
    }

    private ReviewView locked(Handle handle, Call<?> call) {
        SkillRow skill = shelf.visible(handle, call);
        SkillSql.of(handle).lock(skill.id());
        ReviewView before = own(handle, call, skill.id());
        call.ifMatch().require(before.version());
        return before;
    }

    private static ReviewView own(Handle handle, Call<?> call, UUID skill) {
        return ReviewSql.of(handle).own(skill, call.user().user()).orElseThrow(Refused.NotFound::new);
    }

    private void audit(
            Handle handle, Call<?> call, String action, @Nullable ReviewView before, @Nullable ReviewView after) {
        UUID skill = Objects.requireNonNull(before == null ? after : before).skillId();
        ground.audit()
                .write(
                        handle,
                        AuditEntry.ofUser(Actor.of(call.caller()), action, "skill:" + skill)
                                .change(told(before), told(after)));
    }

    private static @Nullable Map<String, Object> told(@Nullable ReviewView review) {
        return review == null ? null : Map.of("rating", review.rating(), "body", review.body());
    }
}
