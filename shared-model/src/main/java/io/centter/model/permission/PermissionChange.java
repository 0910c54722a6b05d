package io.centter.model.permission;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.Names;
import io.centter.model.role.Role;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A change of rights that somebody thinks of making.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = PermissionChange.AddPermission.class, name = "permission.add"),
    @JsonSubTypes.Type(value = PermissionChange.RemovePermission.class, name = "permission.remove"),
    @JsonSubTypes.Type(value = PermissionChange.SetScopes.class, name = "role.set"),
    @JsonSubTypes.Type(value = PermissionChange.AssignTeam.class, name = "team.assign"),
    @JsonSubTypes.Type(value = PermissionChange.LeaveTeam.class, name = "team.remove"),
    @JsonSubTypes.Type(value = PermissionChange.ChangeTeamRole.class, name = "team.role"),
    @JsonSubTypes.Type(value = PermissionChange.Install.class, name = "skill.install"),
    @JsonSubTypes.Type(value = PermissionChange.Uninstall.class, name = "skill.uninstall"),
    @JsonSubTypes.Type(value = PermissionChange.ChangeRole.class, name = "agent.role"),
})
public sealed interface PermissionChange {
    /// A grant or a revoke by hand.
    record AddPermission(
            AgentId agent,
            Scope scope,
            Effect effect,
            @Nullable Instant expiresAt) implements PermissionChange {
        public AddPermission {
            Names.requirePresent("agent", agent);
            Names.requirePresent("scope", scope);
            Names.requirePresent("effect", effect);
        }
    }

    /// A grant or a revoke by hand ends.
    record RemovePermission(AgentId agent, UUID permission) implements PermissionChange {
        public RemovePermission {
            Names.requirePresent("agent", agent);
            Names.requirePresent("permission", permission);
        }
    }

    /// The scopes of a role in the network.
    record SetScopes(Role role, List<Scope> scopes) implements PermissionChange {
        public SetScopes {
            Names.requirePresent("role", role);
            scopes = RoleScopes.require(scopes);
        }
    }

    /// An agent joins a team.
    record AssignTeam(UUID team, AgentId agent, Role role) implements PermissionChange {
        public AssignTeam {
            Names.requirePresent("team", team);
            Names.requirePresent("agent", agent);
            Names.requirePresent("role", role);
        }
    }

    /// An agent leaves a team.
    record LeaveTeam(UUID team, AgentId agent) implements PermissionChange {
        public LeaveTeam {
            Names.requirePresent("team", team);
            Names.requirePresent("agent", agent);
        }
    }

    /// An agent gets another role in a team.
    record ChangeTeamRole(UUID team, AgentId agent, Role role) implements PermissionChange {
        public ChangeTeamRole {
            Names.requirePresent("team", team);
            Names.requirePresent("agent", agent);
            Names.requirePresent("role", role);
        }
    }

    /// An agent gets a skill, or another version of one.
    ///
    /// @param skill its slug or its id
    /// @param version the newest where absent
    record Install(AgentId agent, String skill, @Nullable String version) implements PermissionChange {
        public Install {
            Names.requirePresent("agent", agent);
            Names.requirePresent("skill", skill);
        }
    }

    /// An agent loses a skill.
    ///
    /// @param skill its slug or its id
    record Uninstall(AgentId agent, String skill) implements PermissionChange {
        public Uninstall {
            Names.requirePresent("agent", agent);
            Names.requirePresent("skill", skill);
        }
    }

    /// The broker takes an agent for something else.
    record ChangeRole(AgentId agent, Role role) implements PermissionChange {
        public ChangeRole {
            Names.requirePresent("agent", agent);
            Names.requirePresent("role", role);
        }
    }
}
