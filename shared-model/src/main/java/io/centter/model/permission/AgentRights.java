package io.centter.model.permission;

import io.centter.model.identity.AgentId;
import io.centter.model.role.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// All of one agent that its rights follow from.
///
/// @param role what the broker takes it for; scopes come from the teams
/// @param lock null where it is not shut out
/// @param reportedSkills by their slugs, as its heartbeats say
public record AgentRights(
        AgentId id,
        String name,
        Role role,
        @Nullable Lock lock,
        List<Assignment> teams,
        List<ManualPermission> manual,
        List<InstalledSkill> skills,
        Set<String> reportedSkills) {
    public AgentRights {
        teams = List.copyOf(teams);
        manual = List.copyOf(manual);
        skills = List.copyOf(skills);
        reportedSkills = Set.copyOf(reportedSkills);
    }

    public boolean lockedAt(Instant now) {
        return lock != null && lock.holdsAt(now);
    }

    /// A skill it has, installed or reported.
    public Optional<SkillOffer> offer(String skill) {
        for (InstalledSkill one : skills) {
            if (one.offer().slug().equals(skill)) {
                return Optional.of(one.offer());
            }
        }
        return reportedSkills.contains(skill) ? Optional.of(new SkillOffer(skill, Map.of())) : Optional.empty();
    }

    /// Every skill it has.
    public List<SkillOffer> offers() {
        List<SkillOffer> offers = new ArrayList<>();
        skills.forEach(one -> offers.add(one.offer()));
        reportedSkills.stream()
                .filter(slug ->
                        skills.stream().noneMatch(one -> one.offer().slug().equals(slug)))
                .sorted()
                .forEach(slug -> offers.add(new SkillOffer(slug, Map.of())));
        return offers;
    }

    AgentRights as(Role other) {
        return new AgentRights(id, name, other, lock, teams, manual, skills, reportedSkills);
    }

    AgentRights withTeams(List<Assignment> others) {
        return new AgentRights(id, name, role, lock, others, manual, skills, reportedSkills);
    }

    AgentRights withManual(List<ManualPermission> others) {
        return new AgentRights(id, name, role, lock, teams, others, skills, reportedSkills);
    }

    AgentRights withSkills(List<InstalledSkill> others) {
        return new AgentRights(id, name, role, lock, teams, manual, others, reportedSkills);
    }
}
