package io.centter.model.permission;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.centter.model.role.Role;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Where a scope comes from, or what takes it away.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Origin.Team.class, name = "team"),
    @JsonSubTypes.Type(value = Origin.Manual.class, name = "manual"),
    @JsonSubTypes.Type(value = Origin.Skill.class, name = "skill"),
})
public sealed interface Origin {
    /// The agent's role in a team.
    record Team(UUID team, Role role) implements Origin {}

    /// A manual permission.
    record Manual(
            UUID permission,
            @Nullable String reason,
            @Nullable Instant expiresAt) implements Origin {}

    /// An installed skill.
    record Skill(UUID skill, String slug, String version) implements Origin {}
}
