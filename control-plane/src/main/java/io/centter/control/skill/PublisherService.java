package io.centter.control.skill;

import io.centter.control.audit.Actor;
import io.centter.control.audit.AuditEntry;
import io.centter.control.ground.Ground;
import io.centter.control.http.Call;
import io.centter.control.http.Caller;
import io.centter.control.http.Paging;
import io.centter.control.network.Rights;
import io.centter.control.refusal.Refused;
import io.centter.model.api.MemberRole;
import io.centter.model.api.Page;
import io.centter.model.identity.NetworkId;
import io.centter.model.identity.Slug;
import io.centter.model.skill.CreatePublisher;
import io.centter.model.skill.PublisherView;
import io.centter.model.skill.UpdatePublisher;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The rules of publishers: who makes one owns it, and nobody else publishes under its name.
public final class PublisherService {
    private final Ground ground;
    private final SkillNews news;

    public PublisherService(Ground ground) {
        this.ground = ground;
        this.news = new SkillNews(ground);
    }

    PublisherView create(Call<CreatePublisher> call) {
        Slug slug = call.body().slugOrSuggested();
        return ground.transactions()
                .write(handle -> ground.idempotency()
                        .once(
                                handle,
                                call.idempotencyKey(),
                                PublisherView.class,
                                view -> view,
                                () -> insert(handle, call, slug)));
    }

    Page<PublisherView> list(Call<?> call) {
        boolean mine = call.query("mine").map(PublisherService::yes).orElse(false);
        if (mine && !(call.caller() instanceof Caller.UserCaller)) {
            throw Refused.Unauthenticated.missing("unauthenticated", "mine=true needs a session; sign in first.");
        }
        Paging paging =
                ground.cursors().paging("publishers:" + (mine ? call.user().user() : ""), call, 50, 200);
        String after = paging.after("");
        List<PublisherRow> found = ground.transactions()
                .read(handle -> mine
                        ? PublisherSql.of(handle).owned(call.user().user(), after, paging.wanted())
                        : PublisherSql.of(handle).list(after, paging.wanted()));
        return paging.page(found, row -> row.slug().value()).map(PublisherRow::view);
    }

    PublisherView get(String ref) {
        return ground.transactions()
                .read(handle -> PublisherSql.of(handle).find(Ref.of(ref)))
                .orElseThrow(Refused.NotFound::new)
                .view();
    }

    /// A new name is one that nobody vouched for, and where it may be taken for another's, the publisher's public
    /// skills
    /// go into quarantine.
    PublisherView update(Call<UpdatePublisher> call) {
        PublisherView view = ground.transactions().write(handle -> update(handle, call));
        news.tell();
        return view;
    }

    private PublisherView update(Handle handle, Call<UpdatePublisher> call) {
        UpdatePublisher update = call.body();
        PublisherSql sql = PublisherSql.of(handle);
        UUID id = sql.find(Ref.of(call.path("publisher")))
                .orElseThrow(Refused.NotFound::new)
                .id();
        sql.lockNames();
        PublisherRow before = requireOwn(sql.lock(id).orElseThrow(Refused.NotFound::new), call.user());
        call.ifMatch().require(before.version());
        String name = Objects.requireNonNullElse(update.name(), before.name());
        boolean renamed = !name.equals(before.name());
        Instant now = ground.now();
        NetworkId network =
                update.networkId() == null ? before.networkId() : ownNetwork(handle, call.user(), update.networkId());
        String website = update.website() == null ? before.website() : blankless(update.website());
        sql.update(new PublisherSql.Change(
                id,
                name,
                website,
                network,
                LookAlikes.skeletons(before.slug(), name),
                renamed ? now : before.namedAt(),
                before.verified() && !renamed,
                now));
        PublisherRow after = sql.find(Ref.of(id.toString())).orElseThrow();
        if (renamed) {
            LookAlikes.publisher(handle, after)
                    .ifPresent(why -> SkillSql.of(handle)
                            .quarantineAll(id, why, now)
                            .forEach(skill -> news.quarantined(handle, skill)));
        }
        ground.audit()
                .write(
                        handle,
                        AuditEntry.ofUser(Actor.of(call.caller()), "publisher.update", "publisher:" + id)
                                .change(told(before), told(after)));
        return sql.find(Ref.of(id.toString())).orElseThrow().view();
    }

    /// The publisher, where this person owns it.
    static PublisherRow requireOwn(PublisherRow publisher, Caller.UserCaller caller) {
        if (!publisher.ownerId().equals(caller.user())) {
            throw notOwner(publisher.name());
        }
        return publisher;
    }

    static Refused notOwner(String publisher) {
        return new Refused.Forbidden(
                "not-owner", "Only the owner of the publisher '" + publisher + "' may do this, and that is not you.");
    }

    private PublisherView insert(Handle handle, Call<CreatePublisher> call, Slug slug) {
        CreatePublisher create = call.body();
        PublisherSql sql = PublisherSql.of(handle);
        NetworkId network = create.networkId() == null ? null : ownNetwork(handle, call.user(), create.networkId());
        UUID id = ground.ids().uuid();
        int inserted = sql.insert(new PublisherSql.NewPublisher(
                id,
                network,
                slug,
                create.name(),
                blankless(create.website()),
                call.user().user(),
                LookAlikes.skeletons(slug, create.name()),
                ground.now()));
        if (inserted == 0) {
            throw new Refused.Conflict("slug-taken", "The slug '" + slug + "' is taken; choose another.");
        }
        PublisherRow made = sql.find(Ref.of(id.toString())).orElseThrow();
        ground.audit()
                .write(
                        handle,
                        AuditEntry.ofUser(Actor.of(call.caller()), "publisher.create", "publisher:" + id)
                                .change(null, told(made)));
        return made.view();
    }

    /// Who lets the publisher speak for a network must be an admin of it.
    private static NetworkId ownNetwork(Handle handle, Caller.UserCaller caller, NetworkId network) {
        try {
            Rights.require(handle, caller, network, MemberRole.ADMIN);
            return network;
        } catch (Refused.NotFound _) {
            throw Refused.Invalid.field(
                    "no-such-network", "/network_id", "There is no network " + network + " that you are a member of.");
        }
    }

    private static @Nullable String blankless(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    private static boolean yes(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw Refused.Invalid.field("invalid-value", "mine", "mine is true or false.");
        };
    }

    private static Map<String, @Nullable Object> told(PublisherRow publisher) {
        Map<String, @Nullable Object> told = new HashMap<>();
        told.put("slug", publisher.slug());
        told.put("name", publisher.name());
        told.put("website", publisher.website());
        told.put("network_id", publisher.networkId());
        return told;
    }
}
