package io.centter.sdk.rest;

import io.centter.model.api.CreateDeployment;
import io.centter.model.api.DeploymentView;
import io.centter.model.api.Page;
import io.centter.model.identity.AgentId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The part of the API that puts agents onto machines. It fails as [CentterApi] does.
public final class DeploymentsApi {
    private final CentterApi api;

    private DeploymentsApi(CentterApi api) {
        this.api = api;
    }

    /// Over the same connections, as the same caller.
    public static DeploymentsApi of(CentterApi api) {
        return new DeploymentsApi(api);
    }

    public Page<DeploymentView> deployments(UUID team, @Nullable String cursor, int limit) {
        Call call = Call.get(path(team)).query("cursor", cursor).query("limit", limit);
        return api.page(call, DeploymentView.class);
    }

    public List<DeploymentView> allDeployments(UUID team) {
        return CentterApi.all(cursor -> deployments(team, cursor, CentterApi.PAGE));
    }

    public DeploymentView deploy(UUID team, AgentId agent) {
        return api.ask(
                Call.post(path(team))
                        .body(new CreateDeployment(agent))
                        .idempotent(api.ids.uuid().toString()),
                DeploymentView.class);
    }

    public DeploymentView start(AgentId agent, long version) {
        return api.ask(Call.post(instance(agent) + "/start", version), DeploymentView.class);
    }

    public DeploymentView stop(AgentId agent, long version) {
        return api.ask(Call.post(instance(agent) + "/stop", version), DeploymentView.class);
    }

    public DeploymentView terminate(AgentId agent, long version) {
        return api.ask(Call.delete(instance(agent), version), DeploymentView.class);
    }

    private static String path(UUID team) {
        return CentterApi.PREFIX + "/teams/" + team + "/deployments";
    }

    private static String instance(AgentId agent) {
        return CentterApi.path(agent) + "/instance";
    }
}
