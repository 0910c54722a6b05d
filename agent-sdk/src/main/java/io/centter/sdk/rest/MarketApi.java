package io.centter.sdk.rest;

import io.centter.model.api.Because;
import io.centter.model.api.Page;
import io.centter.model.identity.Slug;
import io.centter.model.skill.AddPublisherKey;
import io.centter.model.skill.CreatePublisher;
import io.centter.model.skill.CreateSkill;
import io.centter.model.skill.PublishVersion;
import io.centter.model.skill.PublisherKeyView;
import io.centter.model.skill.PublisherView;
import io.centter.model.skill.ReviewSkill;
import io.centter.model.skill.ReviewView;
import io.centter.model.skill.SemVer;
import io.centter.model.skill.Sha256;
import io.centter.model.skill.SkillSort;
import io.centter.model.skill.SkillStatus;
import io.centter.model.skill.SkillVersionView;
import io.centter.model.skill.SkillView;
import io.centter.model.skill.UpdatePublisher;
import io.centter.model.skill.UpdateReview;
import io.centter.model.skill.UpdateSkill;
import io.centter.model.skill.YankVersion;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The part of the API that deals with the marketplace: publishers, skills, versions, reviews. It fails as [CentterApi]
/// does.
public final class MarketApi {
    private final CentterApi api;

    private MarketApi(CentterApi api) {
        this.api = api;
    }

    /// Over the same connections, as the same caller.
    public static MarketApi of(CentterApi api) {
        return new MarketApi(api);
    }

    public Page<PublisherView> publishers(boolean mine, @Nullable String cursor, int limit) {
        Call call = Call.get(CentterApi.PREFIX + "/publishers")
                .query("mine", mine ? true : null)
                .query("cursor", cursor)
                .query("limit", limit);
        return api.page(call, PublisherView.class);
    }

    public List<PublisherView> allPublishers(boolean mine) {
        return CentterApi.all(cursor -> publishers(mine, cursor, CentterApi.PAGE));
    }

    public PublisherView createPublisher(CreatePublisher publisher) {
        return api.ask(
                Call.post(CentterApi.PREFIX + "/publishers")
                        .body(publisher)
                        .idempotent(api.ids.uuid().toString()),
                PublisherView.class);
    }

    public PublisherView updatePublisher(UUID publisher, long version, UpdatePublisher update) {
        return api.ask(
                Call.patch(CentterApi.PREFIX + "/publishers/" + publisher, version)
                        .body(update),
                PublisherView.class);
    }

    /// The keys that a publisher signs with, and after them those that it signed with.
    ///
    /// @param publisher its slug, which is also part of what is signed
    public List<PublisherKeyView> keys(Slug publisher) {
        return api.page(Call.get(keysOf(publisher)), PublisherKeyView.class).items();
    }

    /// Adds a key; a further one is vouched for by [PublisherSigner#vouchedFor].
    public PublisherKeyView addKey(Slug publisher, AddPublisherKey key) {
        return api.ask(Call.post(keysOf(publisher)).body(key), PublisherKeyView.class);
    }

    public PublisherKeyView retireKey(Slug publisher, Sha256 key, String reason) {
        return api.ask(
                Call.post(keysOf(publisher) + "/" + key + "/retire").body(new Because(reason)), PublisherKeyView.class);
    }

    /// Searches the marketplace.
    ///
    /// @param publisher its slug or its id; null for those of all
    public Page<SkillView> skills(
            @Nullable String q,
            @Nullable SkillSort sort,
            @Nullable String publisher,
            @Nullable String cursor,
            int limit) {
        Call call = Call.get(CentterApi.PREFIX + "/skills")
                .query("q", q)
                .query("sort", CentterApi.wireName(sort))
                .query("publisher", publisher)
                .query("cursor", cursor)
                .query("limit", limit);
        return api.page(call, SkillView.class);
    }

    /// What is in quarantine: for a curator all of it, for anybody else the own. The newest first.
    public Page<SkillView> quarantined(@Nullable String cursor, int limit) {
        Call call = Call.get(CentterApi.PREFIX + "/skills")
                .query("status", CentterApi.wireName(SkillStatus.QUARANTINED))
                .query("sort", CentterApi.wireName(SkillSort.NEWEST))
                .query("cursor", cursor)
                .query("limit", limit);
        return api.page(call, SkillView.class);
    }

    /// For curators: nobody else sees the skill any more, and it is not newly installed.
    public SkillView quarantine(UUID skill, String reason) {
        return api.ask(Call.post(path(skill.toString()) + "/quarantine").body(new Because(reason)), SkillView.class);
    }

    /// For curators.
    public SkillView release(UUID skill, String reason) {
        return api.ask(Call.post(path(skill.toString()) + "/release").body(new Because(reason)), SkillView.class);
    }

    /// For curators: vouches for a publisher, or no more.
    public PublisherView vouch(UUID publisher, boolean verified, String reason) {
        return api.ask(
                Call.post(CentterApi.PREFIX + "/publishers/" + publisher + (verified ? "/verify" : "/unverify"))
                        .body(new Because(reason)),
                PublisherView.class);
    }

    /// Shows one skill.
    ///
    /// @param skill its slug or its id
    public SkillView skill(String skill) {
        return api.ask(Call.get(path(skill)), SkillView.class);
    }

    public SkillView createSkill(CreateSkill skill) {
        return api.ask(
                Call.post(CentterApi.PREFIX + "/skills")
                        .body(skill)
                        .idempotent(api.ids.uuid().toString()),
                SkillView.class);
    }

    public SkillView updateSkill(UUID skill, long version, UpdateSkill update) {
        return api.ask(Call.patch(path(skill.toString()), version).body(update), SkillView.class);
    }

    /// The highest first, yanked ones included.
    public List<SkillVersionView> allVersions(String skill) {
        return CentterApi.all(cursor -> api.page(
                Call.get(path(skill) + "/versions").query("cursor", cursor).query("limit", CentterApi.PAGE),
                SkillVersionView.class));
    }

    /// With its manifest and commands.
    public SkillVersionView version(String skill, SemVer version) {
        return api.ask(Call.get(path(skill) + "/versions/" + version), SkillVersionView.class);
    }

    /// Signed by [PublisherSigner#signed], where the publisher has a key.
    public SkillVersionView publish(UUID skill, PublishVersion version) {
        return api.ask(
                Call.post(path(skill.toString()) + "/versions")
                        .body(version)
                        .idempotent(api.ids.uuid().toString()),
                SkillVersionView.class);
    }

    public SkillVersionView yank(UUID skill, SemVer version, String reason) {
        return api.ask(
                Call.post(path(skill.toString()) + "/versions/" + version + "/yank")
                        .body(new YankVersion(reason)),
                SkillVersionView.class);
    }

    /// The newest first.
    public Page<ReviewView> reviews(String skill, @Nullable String cursor, int limit) {
        Call call = Call.get(path(skill) + "/reviews").query("cursor", cursor).query("limit", limit);
        return api.page(call, ReviewView.class);
    }

    public ReviewView review(UUID skill, ReviewSkill review) {
        return api.ask(
                Call.post(path(skill.toString()) + "/reviews")
                        .body(review)
                        .idempotent(api.ids.uuid().toString()),
                ReviewView.class);
    }

    /// One's own; 404 where one has written none.
    public ReviewView myReview(UUID skill) {
        return api.ask(Call.get(mine(skill)), ReviewView.class);
    }

    public ReviewView changeReview(UUID skill, long version, UpdateReview update) {
        return api.ask(Call.patch(mine(skill), version).body(update), ReviewView.class);
    }

    public void takeReviewBack(UUID skill, long version) {
        api.tell(Call.delete(mine(skill), version));
    }

    private static String mine(UUID skill) {
        return path(skill.toString()) + "/reviews/mine";
    }

    private static String keysOf(Slug publisher) {
        return CentterApi.PREFIX + "/publishers/" + publisher + "/keys";
    }

    private static String path(String skill) {
        return CentterApi.PREFIX + "/skills/" + skill;
    }
}
