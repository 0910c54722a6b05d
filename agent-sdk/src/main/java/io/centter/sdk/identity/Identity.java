package io.centter.sdk.identity;

import io.centter.model.identity.AgentId;
import io.centter.model.identity.Names;
import io.centter.model.identity.NetworkId;
import io.centter.model.wire.Wire;
import io.centter.sdk.rest.CentterApi;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/// Who an agent is: all it needs to join again after a restart. It holds the API key, so it is kept in a private file.
public record Identity(AgentId agentId, NetworkId networkId, String name, String apiKey, URI http) {
    public Identity {
        Names.requirePresent("agent_id", agentId);
        Names.requirePresent("network_id", networkId);
        Names.requirePresent("name", name);
        Names.requirePresent("api_key", apiKey);
        Names.requirePresent("http", http);
    }

    public static Identity load(Path file) throws IOException {
        Identity identity = Wire.tolerant().readValue(Files.readAllBytes(file), Identity.class);
        if (identity == null) {
            throw new IOException(file + " is empty.");
        }
        return identity;
    }

    public void save(Path file) throws IOException {
        PrivateFile.write(
                file, Wire.strict().writerWithDefaultPrettyPrinter().writeValueAsString(this) + System.lineSeparator());
    }

    /// The same agent at another address of its control plane.
    public Identity movedTo(URI address) {
        return new Identity(agentId, networkId, name, apiKey, address);
    }

    /// A client that asks as this agent.
    public CentterApi api() {
        return CentterApi.at(http).asAgent(agentId, apiKey);
    }

    @Override
    public String toString() {
        return "Identity[" + agentId + ", " + name + ", apiKey=***]";
    }
}
