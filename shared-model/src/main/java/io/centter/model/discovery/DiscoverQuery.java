package io.centter.model.discovery;

import io.centter.model.heartbeat.Transport;
import io.centter.model.identity.InvalidValue;
import io.centter.model.identity.Names;
import io.centter.model.presence.Presence;
import io.centter.model.role.Role;
import org.jspecify.annotations.Nullable;

/// Which agents to find; every given filter must hold.
///
/// @param capability exact, as reported by heartbeat
/// @param status presence, not what the agent says of itself
/// @param skill builtin or custom, exact
/// @param q part of the name, slug, a skill or a capability, in any case
/// @param cursor where the last answer ended
/// @param limit 1 to 500; 100 when absent
public record DiscoverQuery(
        @Nullable String capability,
        @Nullable Presence status,
        @Nullable Transport transport,
        @Nullable Role role,
        @Nullable String skill,
        @Nullable String q,
        @Nullable String cursor,
        @Nullable Integer limit) {
    public static final int DEFAULT_LIMIT = 100;
    public static final int MAX_LIMIT = 500;
    public static final DiscoverQuery ALL = new DiscoverQuery(null, null, null, null, null, null, null, null);

    public DiscoverQuery {
        Names.optionalText("capability", capability, 128);
        Names.optionalText("skill", skill, 128);
        Names.optionalText("q", q, 128);
        Names.optionalText("cursor", cursor, 512);
        if (limit != null && (limit < 1 || limit > MAX_LIMIT)) {
            throw new InvalidValue("limit", "limit is 1 to " + MAX_LIMIT + ".");
        }
    }

    public int limitOrDefault() {
        return limit == null ? DEFAULT_LIMIT : limit;
    }
}
