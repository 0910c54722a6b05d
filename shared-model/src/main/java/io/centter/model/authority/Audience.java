package io.centter.model.authority;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.InvalidValue;
import io.centter.model.identity.NetworkId;

/// For whom a token is good: one agent, or the API of the control plane for one network.
public sealed interface Audience {
    /// An agent's id, or `urn:centter:network:<id>`.
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Audience parse(String text) {
        try {
            return text.startsWith(Issuer.PREFIX)
                    ? new Api(Issuer.parse(text).network())
                    : new Agent(new AgentId(text));
        } catch (InvalidValue _) {
            throw new InvalidValue(
                    "audience",
                    "audience is the id of an agent, such as f254bbfa01c7, or " + Issuer.PREFIX
                            + "<id> for calls to this API.");
        }
    }

    /// As it is written.
    @JsonValue
    String text();

    /// One agent.
    record Agent(AgentId agent) implements Audience {
        @Override
        public String text() {
            return agent.value();
        }
    }

    /// The API, for one network.
    record Api(NetworkId network) implements Audience {
        @Override
        public String text() {
            return Issuer.PREFIX + network;
        }
    }
}
