package io.centter.control.presence;

import io.centter.model.heartbeat.Transport;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.Slug;
import io.centter.model.role.Role;
import java.util.HexFormat;

/// Who an agent is. The id is held as the number it is: a million texts would be 70 MB.
record Identity(long key, String name, Slug slug, Role role, Transport transport) {
    static Identity of(RegisteredAgent agent) {
        Slug slug = agent.slug();
        String name = agent.name().equals(slug.value()) ? slug.value() : agent.name();
        return new Identity(keyOf(agent.id()), name, slug, agent.role(), agent.transport());
    }

    static long keyOf(AgentId id) {
        return HexFormat.fromHexDigitsToLong(id.value());
    }

    static AgentId idOf(long key) {
        return new AgentId(HexFormat.of().toHexDigits(key, 12));
    }

    AgentId id() {
        return idOf(key);
    }
}
