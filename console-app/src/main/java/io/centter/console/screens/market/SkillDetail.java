package io.centter.console.screens.market;

import io.centter.model.api.Page;
import io.centter.model.identity.AgentId;
import io.centter.model.skill.PublisherKeyView;
import io.centter.model.skill.ReviewView;
import io.centter.model.skill.SemVer;
import io.centter.model.skill.SkillVersionView;
import io.centter.model.skill.SkillView;
import io.centter.sdk.rest.AgentSkillsApi;
import io.centter.sdk.rest.ApiProblem;
import io.centter.sdk.rest.CentterApi;
import io.centter.sdk.rest.MarketApi;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All of one skill.
///
/// @param newest with its commands; null while nothing can be installed
/// @param own what the person has written; null for nothing
/// @param mine whether the person publishes it
/// @param keys that its publisher signs or signed with
/// @param holders empty also where there are too many agents to ask
record SkillDetail(
        List<SkillVersionView> versions,
        @Nullable SkillVersionView newest,
        Page<ReviewView> reviews,
        @Nullable ReviewView own,
        boolean mine,
        List<PublisherKeyView> keys,
        List<Holder> holders) {
    private static final int REVIEWS = 20;

    /// An agent of this network that has the skill.
    record Holder(AgentId agent, SemVer version) {}

    /// Blocks.
    ///
    /// @param asked the agents that may have it
    static SkillDetail read(CentterApi api, SkillView skill, List<AgentId> asked) {
        MarketApi market = MarketApi.of(api);
        String slug = skill.slug().value();
        // The list may be older than what was published since.
        SemVer newest = market.skill(slug).latestVersion();
        List<Holder> holders = new ArrayList<>();
        for (AgentId one : asked) {
            AgentSkillsApi.of(api).skills(one).installed().stream()
                    .filter(has -> has.skillId().equals(skill.id()))
                    .forEach(has -> holders.add(new Holder(one, has.version())));
        }
        return new SkillDetail(
                market.allVersions(slug),
                newest == null ? null : market.version(slug, newest),
                market.reviews(slug, null, REVIEWS),
                own(market, skill),
                market.allPublishers(true).stream()
                        .anyMatch(one -> one.id().equals(skill.publisher().id())),
                market.keys(skill.publisher().slug()),
                holders);
    }

    /// Who signed it; verified where it is the newest, of which all is known.
    Signing signing(SkillView skill, SkillVersionView version) {
        SkillVersionView whole = newest;
        return Signing.of(skill, whole != null && whole.version().equals(version.version()) ? whole : version, keys);
    }

    /// Versions that can be put onto an agent, the highest first.
    List<SemVer> installable() {
        return versions.stream()
                .filter(one -> !one.yanked())
                .map(SkillVersionView::version)
                .toList();
    }

    /// Whether the publisher signs what it publishes from now on.
    boolean signs() {
        return keys.stream().anyMatch(key -> key.retiredAt() == null);
    }

    private static @Nullable ReviewView own(MarketApi market, SkillView skill) {
        try {
            return market.myReview(skill.id());
        } catch (ApiProblem e) {
            if (e.status() == 404) {
                return null;
            }
            throw e;
        }
    }
}
