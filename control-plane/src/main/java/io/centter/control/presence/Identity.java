package io.centter.control.presence;

import io.centter.model.heartbeat.Transport;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.Slug;
import io.centter.model.role.Role;
import java.util.HexFormat;

/// Who an agent is. The id is held as the number it is, and slug and name as one text: of a million agents, texts of
/// their own would be 140 MB.
///
/// @param names the slug, and the name behind it where that is another
record Identity(long key, String names, Role role, Transport transport) {
    // In no slug, and in no name that the database takes.
    private static final char END = '\0';

    static Identity of(RegisteredAgent agent) {
        return new Identity(
                keyOf(agent.id()), names(agent.slug().value(), agent.name()), agent.role(), agent.transport());
    }

    static String names(String slug, String name) {
        return name.equals(slug) ? slug : slug + END + name;
    }

    Slug slug() {
        return new Slug(label());
    }

    /// The slug as it is written.
    String label() {
        int end = names.indexOf(END);
        return end < 0 ? names : names.substring(0, end);
    }

    String name() {
        return names.substring(names.indexOf(END) + 1);
    }

    /// Compared without making anything.
    boolean hasSlug(String slug) {
        return names.startsWith(slug) && (names.length() == slug.length() || names.charAt(slug.length()) == END);
    }

    boolean hasSlugOf(Identity other) {
        return names.equals(other.names) || hasSlug(other.label());
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
