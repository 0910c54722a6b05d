package io.centter.sdk.rest;

import io.centter.model.a2a.AgentCard;
import io.centter.model.identity.AgentId;

/// What agents say of themselves to everybody. It fails as [CentterApi] does.
public final class CardsApi {
    private final CentterApi api;

    private CardsApi(CentterApi api) {
        this.api = api;
    }

    /// Over the same connections.
    public static CardsApi of(CentterApi api) {
        return new CardsApi(api);
    }

    public AgentCard card(AgentId agent) {
        return api.ask(Call.get(CentterApi.path(agent) + "/card"), AgentCard.class);
    }
}
