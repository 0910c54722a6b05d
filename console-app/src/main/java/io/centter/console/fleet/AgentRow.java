package io.centter.console.fleet;

import io.centter.model.identity.AgentId;
import io.centter.model.presence.AgentPresence;
import java.util.Locale;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// One agent as long as it exists: the same row, whatever happens to the agent. JavaFX thread only.
public final class AgentRow {
    private final AgentId id;
    private final ReadOnlyObjectWrapper<AgentPresence> now;
    private String searchText = "";

    AgentRow(AgentPresence first) {
        id = first.agent();
        now = new ReadOnlyObjectWrapper<>(first);
    }

    public AgentId id() {
        return id;
    }

    public AgentPresence get() {
        return now.get();
    }

    public ReadOnlyObjectProperty<AgentPresence> nowProperty() {
        return now.getReadOnlyProperty();
    }

    /// All a person may type to find this agent, in lower case.
    public String searchText() {
        if (searchText.isEmpty()) {
            AgentPresence agent = now.get();
            StringBuilder text = new StringBuilder(128)
                    .append(agent.name())
                    .append('\n')
                    .append(agent.slug())
                    .append('\n')
                    .append(id);
            agent.skills().forEach(skill -> text.append('\n').append(skill));
            agent.capabilities().forEach(capability -> text.append('\n').append(capability));
            if (agent.location() != null && agent.location().hostname() != null) {
                text.append('\n').append(agent.location().hostname());
            }
            searchText = text.toString().toLowerCase(Locale.ROOT);
        }
        return searchText;
    }

    void set(AgentPresence next) {
        AgentPresence before = now.get();
        if (!next.equals(before)) {
            if (!next.name().equals(before.name())
                    || !next.skills().equals(before.skills())
                    || !next.capabilities().equals(before.capabilities())) {
                searchText = "";
            }
            now.set(next);
        }
    }

    @Override
    public String toString() {
        return id + " " + now.get().name();
    }
}
