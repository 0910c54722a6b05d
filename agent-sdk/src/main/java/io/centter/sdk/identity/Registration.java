package io.centter.sdk.identity;

import io.centter.model.api.AgentCreated;
import io.centter.model.api.CreateAgent;
import io.centter.model.api.RotateApiKey;
import io.centter.model.identity.NetworkId;
import io.centter.sdk.rest.CentterApi;

/// How an agent comes to be: created by a person who may operate the network.
public final class Registration {
    private final CentterApi api;

    /// @param api signed in as a person with the role operator or more
    public Registration(CentterApi api) {
        this.api = api;
    }

    /// Creates the agent and gives what it needs to join.
    public Identity create(NetworkId network, CreateAgent agent) {
        AgentCreated created = api.createAgent(network, agent);
        String key = created.apiKey();
        if (key == null) {
            // The answer with the key was lost on its way and this is its repetition, without the secret.
            key = api.rotateApiKey(created.agent().id(), new RotateApiKey(0)).apiKey();
        }
        return new Identity(created.agent().id(), network, created.agent().name(), key, api.base());
    }
}
