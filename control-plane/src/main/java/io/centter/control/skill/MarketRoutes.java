package io.centter.control.skill;

import io.centter.control.http.Access;
import io.centter.control.http.Reply;
import io.centter.control.http.Router;
import io.centter.model.skill.CreatePublisher;
import io.centter.model.skill.CreateSkill;
import io.centter.model.skill.PublishVersion;
import io.centter.model.skill.PublisherView;
import io.centter.model.skill.SkillSort;
import io.centter.model.skill.SkillStatus;
import io.centter.model.skill.SkillVersionView;
import io.centter.model.skill.SkillView;
import io.centter.model.skill.UpdatePublisher;
import io.centter.model.skill.UpdateSkill;
import io.centter.model.skill.YankVersion;

/// Publishers, skills and versions. A `{skill}` or a `{publisher}` is a slug or an id.
public final class MarketRoutes {
    private final PublisherService publishers;
    private final SkillService skills;
    private final VersionService versions;

    public MarketRoutes(PublisherService publishers, SkillService skills, VersionService versions) {
        this.publishers = publishers;
        this.skills = skills;
        this.versions = versions;
    }

    public void declare(Router router) {
        declarePublishers(router);
        declareSkills(router);
        declareVersions(router);
    }

    private void declarePublishers(Router router) {
        router.get("/publishers", "Lists publishers; mine=true those that you own.")
                .by(Access.everyoneKnown())
                .query("cursor", "limit")
                .query("mine", Boolean.class)
                .givesPage(PublisherView.class)
                .handle(call -> Reply.of(publishers.list(call)));
        router.post("/publishers", "Creates a publisher that you own.")
                .by(Access.user())
                .takes(CreatePublisher.class)
                .idempotent()
                .gives(201, PublisherView.class)
                .handle(call -> {
                    PublisherView made = publishers.create(call);
                    return versioned(made).with("Location", "/api/v1/publishers/" + made.slug());
                });
        router.get("/publishers/{publisher}", "Shows a publisher.")
                .by(Access.everyoneKnown())
                .gives(PublisherView.class)
                .handle(call -> versioned(publishers.get(call.path("publisher"))));
        router.patch("/publishers/{publisher}", "Changes a publisher that you own.")
                .by(Access.user())
                .versioned()
                .takes(UpdatePublisher.class)
                .gives(PublisherView.class)
                .handle(call -> versioned(publishers.update(call)));
    }

    private void declareSkills(Router router) {
        router.get(
                        "/skills",
                        "Searches the marketplace; who signs in also finds what is private to the own networks, and a"
                                + " curator with status=quarantined what is in quarantine.")
                .by(Access.everyoneKnown())
                .query("q", "category", "publisher", "cursor", "limit")
                .query("sort", SkillSort.class)
                .query("status", SkillStatus.class)
                .givesPage(SkillView.class)
                .handle(call -> Reply.of(skills.list(call)));
        router.post(
                        "/skills",
                        "Creates a skill; 202 where its name may be taken for another's and it waits in quarantine.")
                .by(Access.user())
                .takes(CreateSkill.class)
                .idempotent()
                .gives(201, SkillView.class)
                .orGives(202)
                .handle(call -> {
                    SkillView made = skills.create(call);
                    Reply<SkillView> reply = versioned(made).with("Location", "/api/v1/skills/" + made.slug());
                    return made.status() == SkillStatus.QUARANTINED ? reply.withStatus(202) : reply;
                });
        router.get("/skills/{skill}", "Shows a skill.")
                .by(Access.everyoneKnown())
                .gives(SkillView.class)
                .handle(call -> versioned(skills.get(call)));
        router.patch("/skills/{skill}", "Changes a skill of a publisher that you own.")
                .by(Access.user())
                .versioned()
                .takes(UpdateSkill.class)
                .gives(SkillView.class)
                .handle(call -> versioned(skills.update(call)));
    }

    private void declareVersions(Router router) {
        router.get(
                        "/skills/{skill}/versions",
                        "Lists the versions of a skill, the highest first, yanked ones included.")
                .by(Access.everyoneKnown())
                .query("cursor", "limit")
                .givesPage(SkillVersionView.class)
                .handle(call -> Reply.of(versions.list(call)));
        router.post("/skills/{skill}/versions", "Publishes a version; once published it never changes.")
                .by(Access.user())
                .takes(PublishVersion.class)
                .idempotent()
                .gives(201, SkillVersionView.class)
                .handle(call -> Reply.of(versions.publish(call)));
        router.get("/skills/{skill}/versions/{version}", "Shows a version with its manifest and commands.")
                .by(Access.everyoneKnown())
                .gives(SkillVersionView.class)
                .handle(call -> Reply.of(versions.get(call)));
        router.post(
                        "/skills/{skill}/versions/{version}/yank",
                        "Takes a version back: it is not newly installed any more, and stays where it is.")
                .by(Access.user())
                .takes(YankVersion.class)
                .gives(SkillVersionView.class)
                .handle(call -> Reply.of(versions.yank(call)));
    }

    private static Reply<SkillView> versioned(SkillView view) {
        return Reply.of(view, view.version());
    }

    private static Reply<PublisherView> versioned(PublisherView view) {
        return Reply.of(view, view.version());
    }
}
