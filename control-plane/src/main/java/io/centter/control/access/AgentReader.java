package io.centter.control.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.InvalidValue;
import io.centter.model.identity.NetworkId;
import io.centter.model.permission.AgentRights;
import io.centter.model.permission.Assignment;
import io.centter.model.permission.InstalledSkill;
import io.centter.model.permission.Lock;
import io.centter.model.permission.ManualPermission;
import io.centter.model.permission.Risk;
import io.centter.model.permission.Scope;
import io.centter.model.permission.SkillOffer;
import io.centter.model.wire.Wire;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts the rows of agents together. Values that many agents share are kept once.
final class AgentReader {
    private static final Logger LOG = LoggerFactory.getLogger(AgentReader.class);

    private final Map<String, Optional<Scope>> scopes = new ConcurrentHashMap<>();
    private final Map<String, Map<String, Risk>> commands = new ConcurrentHashMap<>();

    /// Agents of one network.
    ///
    /// @param ids which; null for all
    List<AgentAccess> read(Handle handle, NetworkId network, String @Nullable [] ids) {
        AccessSql sql = AccessSql.of(handle);
        Map<AgentId, List<Assignment>> places = new HashMap<>();
        for (AccessSql.PlaceRow row : ids == null ? sql.places(network) : sql.places(network, ids)) {
            places.computeIfAbsent(row.agentId(), _ -> new ArrayList<>(1))
                    .add(new Assignment(row.teamId(), row.role()));
        }
        Map<AgentId, List<ManualPermission>> manual = new HashMap<>();
        for (AccessSql.PermissionRow row : ids == null ? sql.permissions(network) : sql.permissions(network, ids)) {
            scope(row.scope())
                    .ifPresent(scope -> manual.computeIfAbsent(row.agentId(), _ -> new ArrayList<>(1))
                            .add(new ManualPermission(row.id(), scope, row.effect(), row.reason(), row.expiresAt())));
        }
        Map<AgentId, List<InstalledSkill>> skills = new HashMap<>();
        for (AccessSql.SkillRow row : ids == null ? sql.skills(network) : sql.skills(network, ids)) {
            skills.computeIfAbsent(row.agentId(), _ -> new ArrayList<>(1)).add(installed(row));
        }
        return (ids == null ? sql.agents(network) : sql.agents(network, ids))
                .stream()
                        .map(row -> agent(
                                row,
                                places.getOrDefault(row.id(), List.of()),
                                manual.getOrDefault(row.id(), List.of()),
                                skills.getOrDefault(row.id(), List.of())))
                        .toList();
    }

    /// A scope as it is stored; what cannot be read grants nothing, and is said.
    Optional<Scope> scope(String text) {
        return scopes.computeIfAbsent(text, _ -> {
            try {
                return Optional.of(Scope.parse(text));
            } catch (InvalidValue e) {
                LOG.error("scope=unreadable text=\"{}\"", text);
                return Optional.empty();
            }
        });
    }

    private static AgentAccess agent(
            AccessSql.AgentRow row,
            List<Assignment> places,
            List<ManualPermission> manual,
            List<InstalledSkill> skills) {
        Lock lock = row.lockedAt() == null ? null : new Lock(row.lockedAt(), row.lockedUntil(), row.lockReason());
        Set<String> reported = new HashSet<>(row.builtinSkills());
        reported.addAll(row.customSkills());
        return new AgentAccess(
                new AgentRights(row.id(), row.name(), row.role(), lock, places, manual, skills, reported),
                row.apiKeyHash(),
                row.apiKeyHashPrevious(),
                row.previousValidUntil());
    }

    private InstalledSkill installed(AccessSql.SkillRow row) {
        List<Scope> granted = row.grantedScopes().stream()
                .flatMap(text -> scope(text).stream())
                .toList();
        Map<String, Risk> known = commands.computeIfAbsent(row.capabilities(), AgentReader::commands);
        return new InstalledSkill(row.skillId(), row.version(), new SkillOffer(row.slug(), known), granted);
    }

    private static Map<String, Risk> commands(String capabilities) {
        Map<String, Risk> commands = new HashMap<>();
        try {
            for (JsonNode command : Wire.tolerant().readTree(capabilities).path("commands")) {
                commands.put(
                        command.path("name").asText(),
                        Risk.valueOf(command.path("risk").asText().toUpperCase(Locale.ROOT)));
            }
        } catch (JsonProcessingException | IllegalArgumentException e) {
            LOG.error("capabilities=unreadable reason=\"{}\"", e.getMessage());
        }
        return commands;
    }
}
