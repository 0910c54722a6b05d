package io.centter.control.skill;

import io.centter.control.audit.Actor;
import io.centter.control.audit.AuditEntry;
import io.centter.control.ground.Ground;
import io.centter.control.http.Call;
import io.centter.control.http.Caller;
import io.centter.control.http.Paging;
import io.centter.control.refusal.Refused;
import io.centter.model.api.Page;
import io.centter.model.identity.Slug;
import io.centter.model.skill.CreateSkill;
import io.centter.model.skill.SkillStatus;
import io.centter.model.skill.SkillView;
import io.centter.model.skill.SkillVisibility;
import io.centter.model.skill.UpdateSkill;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The rules of skills.
public final class SkillService {
    private final Ground ground;

    public SkillService(Ground ground) {
        this.ground = ground;
    }

    /// A public skill with a name that may be taken for another's comes into quarantine.
    SkillView create(Call<CreateSkill> call) {
        Slug slug = call.body().slugOrSuggested();
        return ground.transactions()
                .write(handle -> ground.idempotency()
                        .once(
                                handle,
                                call.idempotencyKey(),
                                SkillView.class,
                                view -> view,
                                () -> insert(handle, call, slug)));
    }

    Page<SkillView> list(Call<?> call) {
        SkillSearch search = SkillSearch.of(call);
        Paging paging = ground.cursors().paging(search.name(), call, 50, 200);
        List<SkillRow> found = ground.transactions()
                .read(handle ->
                        SkillSql.of(handle).list(search.place(), search.query(paging.after(), paging.wanted())));
        return paging.pageBy(
                        found,
                        row -> List.of(String.valueOf(row.place()), row.id().toString()))
                .map(SkillRow::view);
    }

    SkillView get(Call<?> call) {
        return ground.transactions().read(handle -> visible(handle, call)).view();
    }

    SkillView update(Call<UpdateSkill> call) {
        UpdateSkill update = call.body();
        return ground.transactions().write(handle -> {
            SkillSql sql = SkillSql.of(handle);
            PublisherSql.of(handle).lockNames();
            SkillRow before = requireOwn(handle, call, call.user());
            call.ifMatch().require(before.version());
            PublisherRow publisher = PublisherSql.of(handle)
                    .find(Ref.of(before.publisherId().toString()))
                    .orElseThrow();
            String name = Objects.requireNonNullElse(update.name(), before.name());
            String category = update.category() == null ? before.category() : update.category();
            SkillVisibility visibility = Objects.requireNonNullElse(update.visibility(), before.visibility());
            requireNetwork(publisher, visibility);
            sql.update(new SkillSql.Change(
                    before.id(),
                    name,
                    Objects.requireNonNullElse(update.summary(), before.summary()),
                    category == null || category.isEmpty() ? null : category,
                    visibility,
                    statusAfter(handle, before, publisher, name, visibility, update.status()),
                    LookAlikes.skeletons(before.slug(), name),
                    ground.now()));
            SkillRow after = sql.byId(before.id()).orElseThrow();
            ground.audit()
                    .write(
                            handle,
                            AuditEntry.ofUser(Actor.of(call.caller()), "skill.update", "skill:" + before.id())
                                    .change(told(before), told(after)));
            return after.view();
        });
    }

    /// The skill of the path, as far as the caller may see it.
    static SkillRow visible(Handle handle, Call<?> call) {
        return SkillSql.of(handle)
                .find(Ref.of(call.path("skill")), Viewer.of(call.caller()))
                .orElseThrow(Refused.NotFound::new);
    }

    /// The skill of the path under its lock, where this person owns it.
    static SkillRow requireOwn(Handle handle, Call<?> call, Caller.UserCaller caller) {
        SkillRow seen = visible(handle, call);
        if (!seen.ownerId().equals(caller.user())) {
            throw PublisherService.notOwner(seen.publisherName());
        }
        SkillSql sql = SkillSql.of(handle);
        sql.lock(seen.id());
        return sql.byId(seen.id()).orElseThrow(Refused.NotFound::new);
    }

    private SkillView insert(Handle handle, Call<CreateSkill> call, Slug slug) {
        CreateSkill create = call.body();
        PublisherSql publishers = PublisherSql.of(handle);
        publishers.lockNames();
        PublisherRow publisher = publishers
                .lock(create.publisherId())
                .orElseThrow(() -> Refused.Invalid.field(
                        "no-such-publisher", "/publisher_id", "There is no publisher " + create.publisherId() + "."));
        PublisherService.requireOwn(publisher, call.user());
        SkillVisibility visibility = create.visibilityOrDefault();
        requireNetwork(publisher, visibility);
        UUID id = ground.ids().uuid();
        boolean doubtful =
                visibility == SkillVisibility.PUBLIC && LookAlikes.skill(handle, publisher, slug, create.name());
        String category = create.category();
        int inserted = SkillSql.of(handle)
                .insert(new SkillSql.NewSkill(
                        id,
                        publisher.id(),
                        slug,
                        create.name(),
                        Objects.requireNonNullElse(create.summary(), ""),
                        category == null || category.isEmpty() ? null : category,
                        visibility,
                        doubtful ? SkillStatus.QUARANTINED : create.statusOrDefault(),
                        LookAlikes.skeletons(slug, create.name()),
                        ground.now()));
        if (inserted == 0) {
            throw new Refused.Conflict("slug-taken", "The slug '" + slug + "' is taken; choose another.");
        }
        SkillRow made = SkillSql.of(handle).byId(id).orElseThrow();
        ground.audit()
                .write(
                        handle,
                        AuditEntry.ofUser(Actor.of(call.caller()), "skill.create", "skill:" + id)
                                .change(null, told(made)));
        return made.view();
    }

    /// A name that is new, or newly seen by everyone, is looked at; quarantine ends by nothing that the owner does.
    private static SkillStatus statusAfter(
            Handle handle,
            SkillRow before,
            PublisherRow publisher,
            String name,
            SkillVisibility visibility,
            @Nullable SkillStatus wanted) {
        if (before.status() == SkillStatus.QUARANTINED) {
            if (wanted != null) {
                throw new Refused.Conflict(
                        "skill-quarantined",
                        "The skill is in quarantine, because its name or its publisher's may be taken for another's."
                                + " Those who run this server look at it; you cannot take it out.");
            }
            return SkillStatus.QUARANTINED;
        }
        boolean newlySeen = visibility == SkillVisibility.PUBLIC
                && (before.visibility() != SkillVisibility.PUBLIC || !name.equals(before.name()));
        if (newlySeen && LookAlikes.skill(handle, publisher, before.slug(), name)) {
            return SkillStatus.QUARANTINED;
        }
        return wanted == null ? before.status() : wanted;
    }

    private static void requireNetwork(PublisherRow publisher, SkillVisibility visibility) {
        if (visibility == SkillVisibility.PRIVATE && publisher.networkId() == null) {
            throw Refused.Invalid.field(
                    "publisher-without-network",
                    "/visibility",
                    "A private skill is seen by the publisher's network, and this publisher has none; set its"
                            + " network_id first.");
        }
    }

    private static Map<String, @Nullable Object> told(SkillRow skill) {
        Map<String, @Nullable Object> told = new HashMap<>();
        told.put("slug", skill.slug());
        told.put("name", skill.name());
        told.put("publisher", skill.publisherSlug());
        told.put("summary", skill.summary());
        told.put("category", skill.category());
        told.put("visibility", skill.visibility());
        told.put("status", skill.status());
        return told;
    }
}
