package io.centter.model.message;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.InvalidValue;
import io.centter.model.identity.UserId;
import java.util.Optional;
import java.util.regex.Pattern;

/// Who sent a message: an agent by its id, such as `f254bbfa01c7`, or a person as `user-` and its id. Neither can be
/// taken for the other, and both are one token of a subject. No agent's grant covers a person's token, so the broker
/// proves that what comes from a person came through the hub.
public record Sender(@JsonValue String value) {
    private static final Pattern AGENT = Pattern.compile("[0-9a-f]{12}");
    private static final Pattern USER =
            Pattern.compile("user-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Sender {
        if (!AGENT.matcher(value).matches() && !USER.matcher(value).matches()) {
            throw new InvalidValue(
                    "from", "A sender is an agent id, such as f254bbfa01c7, or 'user-' and a person's id.");
        }
    }

    public static Sender of(AgentId agent) {
        return new Sender(agent.value());
    }

    public static Sender of(UserId person) {
        return new Sender("user-" + person);
    }

    /// The agent; empty where a person sent it.
    public Optional<AgentId> agent() {
        return AGENT.matcher(value).matches() ? Optional.of(new AgentId(value)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
