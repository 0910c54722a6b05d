package io.centter.control.skill;

import io.centter.control.audit.Actor;
import io.centter.control.audit.AuditEntry;
import io.centter.control.ground.Ground;
import io.centter.control.http.Call;
import io.centter.control.refusal.Refused;
import io.centter.model.api.Because;
import io.centter.model.skill.PublisherView;
import io.centter.model.skill.SkillStatus;
import io.centter.model.skill.SkillView;
import java.util.Map;

/// What curators decide: which skill is in quarantine, and for which publisher this server vouches.
public final class CurationService {
    private final Ground ground;
    private final Curators curators;
    private final Shelf shelf;
    private final SkillNews news;

    public CurationService(Ground ground, Curators curators) {
        this.ground = ground;
        this.curators = curators;
        this.shelf = new Shelf(curators);
        this.news = new SkillNews(ground);
    }

    /// A skill that is there already stays, with this reason.
    SkillView quarantine(Call<Because> call) {
        String reason = call.body().reason();
        SkillRow skill = ground.transactions().write(handle -> {
            SkillSql sql = SkillSql.of(handle);
            SkillRow before = shelf.requireCurated(handle, call);
            sql.quarantine(before.id(), reason, ground.now());
            ground.audit()
                    .write(
                            handle,
                            AuditEntry.ofUser(Actor.of(call.caller()), "skill.quarantine", "skill:" + before.id())
                                    .change(Map.of("status", before.status()), Map.of("slug", before.slug()))
                                    .because(reason));
            news.quarantined(handle, before.id());
            return sql.byId(before.id()).orElseThrow();
        });
        news.tell();
        return skill.view();
    }

    /// What was a draft, published or withdrawn is so again.
    SkillView release(Call<Because> call) {
        String reason = call.body().reason();
        SkillRow skill = ground.transactions().write(handle -> {
            SkillSql sql = SkillSql.of(handle);
            SkillRow before = shelf.requireCurated(handle, call);
            if (before.status() != SkillStatus.QUARANTINED) {
                throw new Refused.Conflict(
                        "not-quarantined", "The skill '" + before.slug() + "' is not in quarantine; nothing was done.");
            }
            sql.release(before.id(), ground.now());
            SkillRow after = sql.byId(before.id()).orElseThrow();
            ground.audit()
                    .write(
                            handle,
                            AuditEntry.ofUser(Actor.of(call.caller()), "skill.release", "skill:" + before.id())
                                    .change(
                                            Map.of("quarantine", String.valueOf(before.quarantineReason())),
                                            Map.of("status", after.status(), "slug", after.slug()))
                                    .because(reason));
            news.released(handle, after, reason);
            return after;
        });
        news.tell();
        return skill.view();
    }

    /// A publisher that is vouched for is shown as verified, and its names are not held against those of others. It is
    /// over when the publisher takes another name.
    PublisherView vouch(Call<Because> call, boolean verified) {
        return ground.transactions().write(handle -> {
            PublisherSql sql = PublisherSql.of(handle);
            PublisherRow seen = sql.find(Ref.of(call.path("publisher"))).orElseThrow(Refused.NotFound::new);
            curators.require(handle, call.caller());
            PublisherRow before = sql.lock(seen.id()).orElseThrow(Refused.NotFound::new);
            if (before.verified() != verified) {
                sql.vouch(before.id(), verified, ground.now());
                ground.audit()
                        .write(
                                handle,
                                AuditEntry.ofUser(
                                                Actor.of(call.caller()),
                                                verified ? "publisher.verify" : "publisher.unverify",
                                                "publisher:" + before.id())
                                        .change(null, Map.of("slug", before.slug()))
                                        .because(call.body().reason()));
            }
            return sql.find(Ref.of(before.id().toString())).orElseThrow().view();
        });
    }
}
