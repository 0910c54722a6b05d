package io.centter.sdk.rest;

import io.centter.model.api.Page;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.route.BestRoute;
import io.centter.model.route.EgoGraph;
import io.centter.model.route.NetworkRoute;
import io.centter.model.route.RecalculatedRoutes;
import io.centter.model.route.RouteForecast;
import io.centter.model.route.RouteTransport;
import io.centter.model.route.WhatIf;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The part of the API that says how agents reach each other. It fails as [CentterApi] does.
public final class RoutesApi {
    private final CentterApi api;

    private RoutesApi(CentterApi api) {
        this.api = api;
    }

    /// Over the same connections, as the same caller.
    public static RoutesApi of(CentterApi api) {
        return new RoutesApi(api);
    }

    /// The best path of a pair, with what is to be said of each transport.
    public BestRoute best(NetworkId network, AgentId from, AgentId to) {
        return api.ask(
                Call.get(path(network) + "/best").query("from", from.value()).query("to", to.value()), BestRoute.class);
    }

    /// The routes of an agent: all in groups, and a page one by one.
    ///
    /// @param only peers that are reached by this; null for all
    public EgoGraph graph(AgentId agent, @Nullable RouteTransport only, @Nullable String cursor, int limit) {
        return api.ask(
                Call.get(CentterApi.path(agent) + "/routes")
                        .query("transport", word(only))
                        .query("cursor", cursor)
                        .query("limit", limit),
                EgoGraph.class);
    }

    /// Each agent to each other.
    ///
    /// @param only routes by this; null for all
    public Page<NetworkRoute> routes(
            NetworkId network, @Nullable RouteTransport only, @Nullable String cursor, int limit) {
        return api.page(
                Call.get(path(network))
                        .query("transport", word(only))
                        .query("cursor", cursor)
                        .query("limit", limit),
                NetworkRoute.class);
    }

    /// Looks at how every agent is reached again.
    public RecalculatedRoutes recalculate(NetworkId network) {
        return api.ask(Call.post(path(network) + "/recalculate"), RecalculatedRoutes.class);
    }

    /// What would change; nothing does.
    ///
    /// @param from only routes from this agent; null for all
    public RouteForecast whatIf(NetworkId network, WhatIf question, @Nullable AgentId from, int limit) {
        return api.ask(
                Call.post(path(network) + "/what-if")
                        .body(question)
                        .query("from", from)
                        .query("limit", limit),
                RouteForecast.class);
    }

    private static @Nullable String word(@Nullable RouteTransport transport) {
        return transport == null ? null : transport.name().toLowerCase(Locale.ROOT);
    }

    private static String path(NetworkId network) {
        return CentterApi.path(network) + "/routes";
    }
}
