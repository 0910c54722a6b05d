package io.centter.sdk.rest;

import io.centter.model.api.AgentView;
import io.centter.model.api.Because;
import io.centter.model.api.LockAgent;
import io.centter.model.identity.AgentId;

/// The part of the API that shuts agents out and lets them in again. It fails as [CentterApi] does.
public final class LocksApi {
    private final CentterApi api;

    private LocksApi(CentterApi api) {
        this.api = api;
    }

    /// Over the same connections, as the same caller.
    public static LocksApi of(CentterApi api) {
        return new LocksApi(api);
    }

    /// At once; its credentials for the broker end with it.
    public AgentView lock(AgentId agent, LockAgent lock) {
        return api.ask(Call.post(CentterApi.path(agent) + "/lock").body(lock), AgentView.class);
    }

    public AgentView unlock(AgentId agent, String reason) {
        return api.ask(Call.post(CentterApi.path(agent) + "/unlock").body(new Because(reason)), AgentView.class);
    }
}
