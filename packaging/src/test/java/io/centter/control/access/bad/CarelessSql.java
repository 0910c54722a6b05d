package io.centter.control.access.bad;

import io.centter.model.identity.AgentId;
import io.centter.model.identity.UserId;
import java.util.List;
import java.util.UUID;

/// Breaks: a statement is given its tenant.
public interface CarelessSql {
    record Place(UUID team, AgentId agent) {}

    void delete(AgentId id);

    List<String> ofTeam(UUID team);

    void review(UUID skill, UserId by);

    void put(List<Place> places);
}
