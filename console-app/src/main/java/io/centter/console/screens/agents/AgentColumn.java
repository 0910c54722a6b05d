package io.centter.console.screens.agents;

import io.centter.console.fleet.AgentRow;
import io.centter.console.text.Texts;
import io.centter.model.heartbeat.Location;
import io.centter.model.presence.AgentPresence;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The columns of the table and how each is sorted: by what it means, not by how it reads.
public enum AgentColumn {
    PRESENCE,
    NAME,
    ID,
    ROLE,
    STATUS,
    TRANSPORT,
    REGION,
    SKILLS,
    WORK,
    VERSION,
    HEARTBEAT,
    SINCE;

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    Comparator<AgentRow> rows(boolean descending) {
        Comparator<AgentPresence> way = descending ? order().reversed() : order();
        return (a, b) -> {
            int result = way.compare(a.get(), b.get());
            return result != 0 ? result : a.id().compareTo(b.id());
        };
    }

    /// What is given away of an agent in a file: plain, and times in UTC.
    Object value(AgentPresence agent) {
        return switch (this) {
            case PRESENCE -> Texts.word("presence", agent.presence());
            case NAME -> agent.name();
            case ID -> agent.agent().value();
            case ROLE -> Texts.word("role", agent.role());
            case STATUS -> agent.status() == null ? "" : Texts.word("status", agent.status());
            case TRANSPORT -> agent.transport() == null ? "" : Texts.word("transport", agent.transport());
            case REGION -> region(agent);
            case SKILLS -> String.join(" ", agent.skills());
            case WORK -> (long) agent.workInFlight();
            case VERSION -> agent.version() == null ? "" : agent.version();
            case HEARTBEAT ->
                agent.lastHeartbeatAt() == null ? "" : agent.lastHeartbeatAt().toString();
            case SINCE -> agent.since().toString();
        };
    }

    static String region(AgentPresence agent) {
        Location location = agent.location();
        return location == null || location.region() == null ? "" : location.region();
    }

    /// The latest first where it is about time: what is new is what one looks for.
    private Comparator<AgentPresence> order() {
        return switch (this) {
            case PRESENCE -> by(AgentPresence::presence);
            case NAME -> Comparator.comparing(AgentPresence::name, String.CASE_INSENSITIVE_ORDER);
            case ID -> by(agent -> agent.agent().value());
            case ROLE -> by(AgentPresence::role);
            case STATUS -> by(AgentPresence::status);
            case TRANSPORT -> by(AgentPresence::transport);
            case REGION -> by(AgentColumn::region);
            case SKILLS -> by(agent -> agent.skills().size());
            case WORK -> by(AgentPresence::workInFlight);
            case VERSION -> by(AgentPresence::version);
            case HEARTBEAT ->
                Comparator.comparing(
                        AgentPresence::lastHeartbeatAt, Comparator.nullsLast(Comparator.<Instant>reverseOrder()));
            case SINCE -> Comparator.comparing(AgentPresence::since, Comparator.reverseOrder());
        };
    }

    private static <T extends Comparable<? super T>> Comparator<AgentPresence> by(
            Function<AgentPresence, @Nullable T> value) {
        return Comparator.comparing(value, Comparator.nullsLast(Comparator.naturalOrder()));
    }
}
