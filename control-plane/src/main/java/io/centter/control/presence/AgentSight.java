package io.centter.control.presence;

import io.centter.model.heartbeat.Location;
import io.centter.model.heartbeat.Transport;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.Slug;
import io.centter.model.presence.AgentPresence;
import io.centter.model.presence.Presence;
import io.centter.model.role.Role;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One agent at one moment, read without being copied.
public final class AgentSight {
    private final Block block;
    private final int place;

    AgentSight(Block block, int place) {
        this.block = block;
        this.place = place;
    }

    private AgentState state() {
        return block.state(place);
    }

    Block block() {
        return block;
    }

    int place() {
        return place;
    }

    public AgentId id() {
        return state().who().id();
    }

    public String name() {
        return state().who().name();
    }

    public Slug slug() {
        return state().who().slug();
    }

    /// Whether its slug or its name contains a text.
    ///
    /// @param part in lower case
    public boolean isCalled(String part) {
        return state().who().names().toLowerCase(Locale.ROOT).contains(part);
    }

    public Role role() {
        return state().who().role();
    }

    public Presence presence() {
        return state().presence();
    }

    public boolean connected() {
        return state().links() != null;
    }

    /// How it is best reached: NATS while it is connected, else what it said, else what was recorded.
    public Transport transport() {
        return state().transport();
    }

    public List<String> capabilities() {
        return profile().capabilities();
    }

    public List<String> builtinSkills() {
        return profile().builtinSkills();
    }

    public List<String> customSkills() {
        return profile().customSkills();
    }

    public List<String> tools() {
        return profile().tools();
    }

    /// Both kinds as one list.
    public List<String> skills() {
        return profile().skills();
    }

    public @Nullable String endpointUrl() {
        Report report = state().report();
        return report == null ? null : Addresses.endpoint(report.addresses());
    }

    /// Where it says it is; absent where it says nothing.
    public @Nullable Location location() {
        Report report = state().report();
        return report == null
                ? null
                : Addresses.location(report.addresses(), profile().site());
    }

    /// The transports that it names, best first; empty where it names none.
    public List<Transport> namedTransports() {
        return profile().transports();
    }

    public @Nullable Instant lastHeartbeatAt() {
        return state().lastBeat() == 0 ? null : Instant.ofEpochMilli(state().lastBeat());
    }

    /// Whether what presence shows of it changes by the mere passing of time.
    boolean passes() {
        Report report = state().report();
        return report != null && report.boot() != null && report.boot().swapped() != 0;
    }

    AgentPresence presence(PresenceRules rules, long now) {
        Report report = state().report();
        Profile profile = profile();
        Boot boot = report == null ? null : report.boot();
        return new AgentPresence(
                id(),
                name(),
                slug(),
                role(),
                state().presence(),
                state().status(),
                Instant.ofEpochMilli(state().since()),
                lastHeartbeatAt(),
                connected(),
                state().stuck(),
                boot != null && boot.duplicated(now, rules.duplicateMemory().toMillis()),
                transport(),
                location(),
                profile.capabilities(),
                profile.skills(),
                state().inFlight(),
                profile.build() == null ? null : profile.build().version());
    }

    private Profile profile() {
        return state().profile();
    }
}
