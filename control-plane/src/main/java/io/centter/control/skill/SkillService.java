package io.centter.control.skill;

import io.centter.control.audit.Actor;
import io.centter.control.audit.AuditEntry;
import io.centter.control.ground.Ground;
import io.centter.control.http.Call;
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
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The rules of skills.
public final class SkillService {
    private final Ground ground;
    private final Curators curators;
    private final Shelf shelf;
    private final SkillNews news;

    public SkillService(Ground ground, Curators curators) {
        this.ground = ground;
        this.curators = curators;
        this.shelf = new Shelf(curators);
        this.news = new SkillNews(ground);
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
                .read(handle -> SkillSql.of(handle)
                        .list(
                                search.place(),
                                search.query(curators.is(handle, call.caller()), paging.after(), paging.wanted())));
        return paging.pageBy(
                        found,
                        row -> List.of(String.valueOf(row.place()), row.id().toString()))
                .map(SkillRow::view);
    }

    SkillView get(Call<?> call) {
        return ground.transactions().read(handle -> shelf.visible(handle, call)).view();
    }

    /// A name that is new, or newly seen by everyone, is looked at; quarantine ends by nothing that the owner does.
    SkillView update(Call<UpdateSkill> call) {
        SkillRow updated = ground.transactions().write(handle -> update(handle, call));
        news.tell();
        return updated.view();
    }

    private SkillRow update(Handle handle, Call<UpdateSkill> call) {
        UpdateSkill update = call.body();
        SkillSql sql = SkillSql.of(handle);
        PublisherSql.of(handle).lockNames();
        SkillRow before = shelf.requireOwn(handle, call, call.user());
        call.ifMatch().require(before.version());
        PublisherRow publisher = PublisherSql.of(handle)
                .find(Ref.of(before.publisherId().toString()))
                .orElseThrow();
        String name = Objects.requireNonNullElse(update.name(), before.name());
        String category = update.category() == null ? before.category() : update.category();
        SkillVisibility visibility = Objects.requireNonNullElse(update.visibility(), before.visibility());
        requireNetwork(publisher, visibility);
        requireFree(before, update.status());
        Optional<String> doubt = doubt(handle, before, publisher, name, visibility);
        sql.update(new SkillSql.Change(
                before.id(),
                name,
                Objects.requireNonNullElse(update.summary(), before.summary()),
                category == null || category.isEmpty() ? null : category,
                visibility,
                Objects.requireNonNullElse(update.status(), before.status()),
                LookAlikes.skeletons(before.slug(), name),
                ground.now()));
        doubt.ifPresent(why -> {
            sql.quarantine(before.id(), why, ground.now());
            news.quarantined(handle, before.id());
        });
        SkillRow after = sql.byId(before.id()).orElseThrow();
        ground.audit()
                .write(
                        handle,
                        AuditEntry.ofUser(Actor.of(call.caller()), "skill.update", "skill:" + before.id())
                                .change(told(before), told(after)));
        return after;
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
        Optional<String> doubt = visibility == SkillVisibility.PUBLIC
                ? LookAlikes.skill(handle, publisher, slug, create.name())
                : Optional.empty();
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
                        create.statusOrDefault(),
                        LookAlikes.skeletons(slug, create.name()),
                        ground.now()));
        if (inserted == 0) {
            throw new Refused.Conflict("slug-taken", "The slug '" + slug + "' is taken; choose another.");
        }
        doubt.ifPresent(why -> SkillSql.of(handle).quarantine(id, why, ground.now()));
        SkillRow made = SkillSql.of(handle).byId(id).orElseThrow();
        ground.audit()
                .write(
                        handle,
                        AuditEntry.ofUser(Actor.of(call.caller()), "skill.create", "skill:" + id)
                                .change(null, told(made)));
        return made.view();
    }

    private static void requireFree(SkillRow before, @Nullable SkillStatus wanted) {
        if (before.status() == SkillStatus.QUARANTINED && wanted != null) {
            throw new Refused.Conflict(
                    "skill-quarantined",
                    "The skill is in quarantine. The curators of this server look at it; you cannot take it out.");
        }
    }

    private static Optional<String> doubt(
            Handle handle, SkillRow before, PublisherRow publisher, String name, SkillVisibility visibility) {
        boolean newlySeen = visibility == SkillVisibility.PUBLIC
                && (before.visibility() != SkillVisibility.PUBLIC || !name.equals(before.name()));
        return newlySeen && before.status() != SkillStatus.QUARANTINED
                ? LookAlikes.skill(handle, publisher, before.slug(), name)
                : Optional.empty();
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
