package io.centter.console.screens.market;

import io.centter.console.desk.Plan;
import io.centter.console.desk.Plan.Applied;
import io.centter.console.desk.Preview;
import io.centter.console.desk.Preview.Kind;
import io.centter.console.desk.Preview.Line;
import io.centter.console.desk.Preview.Weight;
import io.centter.console.desk.Rights;
import io.centter.console.desk.Site;
import io.centter.console.text.Texts;
import io.centter.model.event.EventData;
import io.centter.model.identity.AgentId;
import io.centter.model.permission.PermissionChange;
import io.centter.model.permission.Scope;
import io.centter.model.skill.AgentSkill;
import io.centter.model.skill.CapabilitiesText;
import io.centter.model.skill.ChangeInstall;
import io.centter.model.skill.InstallSkill;
import io.centter.model.skill.PublishVersion;
import io.centter.model.skill.ReviewSkill;
import io.centter.model.skill.ReviewView;
import io.centter.model.skill.SemVer;
import io.centter.model.skill.SkillCommand;
import io.centter.model.skill.SkillStatus;
import io.centter.model.skill.SkillView;
import io.centter.model.skill.UpdateReview;
import io.centter.sdk.rest.AgentSkillsApi;
import io.centter.sdk.rest.MarketApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The changes that can be made in the marketplace. It belongs to no network: only what happens on agents is told of.
final class MarketPlans {
    private final Site site;
    private final MarketApi market;
    private final AgentSkillsApi installs;
    private final Runnable changed;

    /// @param changed called after what nobody is told of
    MarketPlans(Site site, Runnable changed) {
        this.site = site;
        this.market = MarketApi.of(site.api());
        this.installs = AgentSkillsApi.of(site.api());
        this.changed = changed;
    }

    /// An agent gets this version, whatever it has now.
    ///
    /// @param has what the agent has of the skill; null for nothing
    Plan giving(SkillView skill, AgentId who, SemVer version, @Nullable AgentSkill has) {
        String slug = skill.slug().value();
        return Plan.heardBy(
                data -> data instanceof EventData.SkillInstalled installed
                        && installed.agent().equals(who)
                        && installed.skillId().equals(skill.id()),
                () -> {
                    Preview rights = Rights.preview(site, new PermissionChange.Install(who, slug, version.value()));
                    List<Line> lines = new ArrayList<>();
                    if (has != null) {
                        boolean up = version.isHigherThan(has.version());
                        lines.add(Line.note(Texts.of(
                                up ? "market.upgrade-note" : "market.rollback-note",
                                site.name(who),
                                has.version(),
                                version)));
                    }
                    lines.addAll(rights.lines());
                    if (has == null) {
                        lines.add(Line.note(Texts.of("market.install-note", site.name(who), skill.name())));
                    }
                    return new Preview(lines, rights.weight(), null);
                },
                () -> give(skill, who, version, has));
    }

    private Applied give(SkillView skill, AgentId who, SemVer version, @Nullable AgentSkill has) {
        String slug = skill.slug().value();
        if (has == null) {
            AgentSkill made = installs.install(who, new InstallSkill(slug, version, null));
            return Applied.done(Texts.of("market.installed", made.version())).undoneBy(removal(skill, who));
        }
        // The preview has shown what these scopes change.
        List<Scope> seen = market.version(slug, version).scopes();
        AgentSkill now = installs.change(who, skill.id(), new ChangeInstall(version, seen));
        return Applied.done(Texts.of("market.installed", now.version()))
                .undoneBy(giving(skill, who, has.version(), now));
    }

    private Plan removal(SkillView skill, AgentId who) {
        return Plan.heardBy(
                data -> data instanceof EventData.SkillUninstalled gone
                        && gone.agent().equals(who)
                        && gone.skillId().equals(skill.id()),
                () -> Rights.preview(
                        site, new PermissionChange.Uninstall(who, skill.slug().value())),
                () -> {
                    installs.uninstall(who, skill.id());
                    return Applied.done(Texts.of("market.uninstalled"));
                });
    }

    Plan yanking(SkillView skill, SemVer version, String why) {
        return Plan.unheard(
                changed,
                () -> Preview.destructive(
                        version.value(),
                        new Line(
                                Kind.LOSE,
                                Texts.of("market.yank-preview", skill.name(), version),
                                Texts.of("market.yank-detail"))),
                () -> {
                    market.yank(skill.id(), version, why);
                    return Applied.done(Texts.of("market.yanked"));
                });
    }

    Plan publishing(SkillView skill, PublishVersion draft) {
        return Plan.unheard(changed, () -> new Preview(publishes(skill, draft), Weight.CAREFUL, null), () -> {
            SemVer made = market.publish(skill.id(), draft).version();
            return Applied.done(Texts.of("publish.published", made));
        });
    }

    private static List<Line> publishes(SkillView skill, PublishVersion draft) {
        List<Line> lines = new ArrayList<>();
        lines.add(new Line(
                Kind.GAIN, Texts.of("publish.preview", skill.name(), draft.version()), Texts.of("publish.for-ever")));
        if (draft.capabilitiesYaml() != null) {
            String commands = CapabilitiesText.of(draft.capabilitiesYaml()).capabilities().stream()
                    .flatMap(all -> all.commands().stream())
                    .map(SkillCommand::name)
                    .collect(Collectors.joining(", "));
            lines.add(new Line(Kind.NOTE, Texts.of("publish.commands"), commands));
        }
        List<Scope> wanted = Objects.requireNonNullElse(draft.scopes(), List.of());
        if (!wanted.isEmpty()) {
            lines.add(new Line(
                    Kind.WARNING,
                    Texts.of("publish.wants"),
                    wanted.stream().map(Scope::toString).collect(Collectors.joining("\n"))));
        }
        return lines;
    }

    Plan reviewing(SkillView skill, @Nullable ReviewView own, int stars, String body) {
        return Plan.unheard(
                changed,
                () -> Preview.safe(
                        Line.note(Texts.of(own == null ? "review.preview" : "review.change-preview", skill.name()))),
                () -> {
                    if (own == null) {
                        market.review(skill.id(), new ReviewSkill(stars, body));
                    } else {
                        market.changeReview(skill.id(), own.version(), new UpdateReview(stars, body));
                    }
                    return Applied.done(Texts.of("review.written"));
                });
    }

    /// @param hide into quarantine, or out of it
    Plan curating(SkillView skill, boolean hide, String why) {
        return Plan.unheard(
                changed,
                () -> hide
                        ? Preview.careful(new Line(
                                Kind.LOSE, Texts.of("curate.preview", skill.name()), Texts.of("curate.detail")))
                        : Preview.safe(new Line(Kind.GAIN, Texts.of("curate.release-preview", skill.name()), "")),
                () -> {
                    SkillStatus now =
                            (hide ? market.quarantine(skill.id(), why) : market.release(skill.id(), why)).status();
                    return Applied.done(Texts.word("skill.status", now));
                });
    }
}
