package io.centter.model.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.centter.model.identity.AgentId;
import io.centter.model.permission.Origin;
import io.centter.model.permission.Scope;
import java.time.Instant;
import java.util.List;

/// What an agent holds at one moment, and why.
///
/// @param granted every scope that something grants
/// @param revoked what is taken away; it counts more
public record EffectivePermissions(AgentId agent, Instant at, List<Granted> granted, List<Revoked> revoked) {
    public EffectivePermissions {
        granted = List.copyOf(granted);
        revoked = List.copyOf(revoked);
    }

    /// A granted scope.
    ///
    /// @param left how much of it the revokes leave
    /// @param cutBy the revokes that reach into it
    public record Granted(Scope scope, Left left, List<Scope> cutBy, List<Origin> origins) {
        public Granted {
            cutBy = List.copyOf(cutBy);
            origins = List.copyOf(origins);
        }
    }

    /// A scope that is taken away.
    public record Revoked(Scope scope, List<Origin> origins) {
        public Revoked {
            origins = List.copyOf(origins);
        }
    }

    /// How much of a granted scope is held.
    public enum Left {
        @JsonProperty("all")
        ALL,
        @JsonProperty("part")
        PART,
        @JsonProperty("nothing")
        NOTHING
    }
}
