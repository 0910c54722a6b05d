package io.centter.model.discovery;

import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.identity.Slug;
import io.centter.model.role.Role;

/// Who the hub takes the asking agent for, by the broker's proof.
public record WhoAmI(NetworkId networkId, AgentId agent, String name, Slug slug, Role role) {}
