package io.centter.control.skill;

import io.centter.control.presence.AgentSight;
import io.centter.control.presence.PresenceBoard;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.permission.Scope;
import io.centter.model.skill.AgentSkill;
import io.centter.model.skill.AgentSkills;
import io.centter.model.skill.ReportedSkill;
import io.centter.model.skill.SemVer;
import io.centter.model.skill.SkillDrift;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What an agent's heartbeats say of its skills, to be held against what is recorded. A skill that came with the agent
/// needs no install, so only custom ones drift.
///
/// @param heardAt null where the agent was never heard; what it has is not known then
record SkillReports(@Nullable Instant heardAt, List<String> builtin, List<String> custom, List<String> tools) {
    static SkillReports of(PresenceBoard board, NetworkId network, AgentId agent) {
        return board.sights(network)
                .find(agent)
                .map(SkillReports::of)
                .orElse(new SkillReports(null, List.of(), List.of(), List.of()));
    }

    private static SkillReports of(AgentSight sight) {
        return new SkillReports(sight.lastHeartbeatAt(), sight.builtinSkills(), sight.customSkills(), sight.tools());
    }

    /// All that are reported, each once.
    List<String> names() {
        return Stream.concat(builtin.stream(), custom.stream()).distinct().toList();
    }

    AgentSkills beside(AgentId agent, List<InstallSql.Installed> installed, List<InstallSql.Known> known) {
        Set<String> slugs = installed.stream().map(one -> one.slug().value()).collect(Collectors.toSet());
        Map<String, UUID> ids = new HashMap<>();
        known.forEach(one -> ids.put(one.slug(), one.id()));
        installed.forEach(one -> ids.put(one.slug().value(), one.skillId()));
        List<ReportedSkill> reported = new ArrayList<>();
        builtin.stream()
                .distinct()
                .sorted()
                .forEach(name -> reported.add(new ReportedSkill(
                        name, ReportedSkill.Origin.BUILTIN, ids.get(name), slugs.contains(name), null)));
        custom.stream()
                .distinct()
                .sorted()
                .forEach(name -> reported.add(new ReportedSkill(
                        name,
                        ReportedSkill.Origin.CUSTOM,
                        ids.get(name),
                        slugs.contains(name),
                        slugs.contains(name) ? null : SkillDrift.NOT_INSTALLED)));
        return new AgentSkills(
                agent, heardAt, installed.stream().map(this::view).toList(), reported, tools);
    }

    AgentSkill view(InstallSql.Installed row) {
        boolean reported = names().contains(row.slug().value());
        String latest = row.latest();
        return new AgentSkill(
                row.skillId(),
                row.slug(),
                row.name(),
                row.status(),
                new SemVer(row.version()),
                latest == null ? null : new SemVer(latest),
                row.yanked(),
                row.yankReason(),
                row.grantedScopes().stream().map(Scope::parse).toList(),
                row.installedBy(),
                row.installedAt(),
                reported,
                reported || heardAt == null ? null : SkillDrift.NOT_REPORTED);
    }
}
