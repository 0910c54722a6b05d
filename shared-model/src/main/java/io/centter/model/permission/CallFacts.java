package io.centter.model.permission;

import io.centter.model.identity.NetworkId;
import io.centter.model.presence.Presence;
import io.centter.model.role.Role;
import io.centter.model.route.Route;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// All that decides whether one agent can call another now.
///
/// @param suspended whether the network is
/// @param roles the scopes of each role in the network
/// @param teams their names
/// @param release a version in the marketplace that has what is asked for
public record CallFacts(
        NetworkId network,
        boolean suspended,
        Map<Role, List<Scope>> roles,
        Map<UUID, String> teams,
        AgentRights from,
        AgentRights to,
        Reach reach,
        Optional<Release> release,
        Instant now) {

    /// What is known of the way between the two.
    ///
    /// @param presence of the one that is called
    public record Reach(Route route, Presence presence) {}

    /// A version of the skill that could be installed.
    ///
    /// @param scopes what it wants for its agent
    public record Release(UUID skill, String version, List<Scope> scopes) {
        public Release {
            scopes = List.copyOf(scopes);
        }
    }
}
