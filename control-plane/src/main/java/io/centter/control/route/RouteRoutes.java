package io.centter.control.route;

import io.centter.control.http.Access;
import io.centter.control.http.Call;
import io.centter.control.http.Reply;
import io.centter.control.http.Route;
import io.centter.control.http.Router;
import io.centter.control.refusal.Refused;
import io.centter.model.api.MemberRole;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.InvalidValue;
import io.centter.model.route.BestRoute;
import io.centter.model.route.EgoGraph;
import io.centter.model.route.NetworkRoute;
import io.centter.model.route.RecalculatedRoutes;
import io.centter.model.route.RouteForecast;
import io.centter.model.route.RouteTransport;
import io.centter.model.route.WhatIf;
import org.jspecify.annotations.Nullable;

/// The routes group.
final class RouteRoutes {
    private final RouteService service;

    RouteRoutes(RouteService service) {
        this.service = service;
    }

    void declare(Router router) {
        router.get("/networks/{network}/routes", "Lists the best path from each agent to each other.")
                .by(Access.member(MemberRole.VIEWER))
                .query("cursor", "limit")
                .query("transport", RouteTransport.class)
                .givesPage(NetworkRoute.class)
                .handle(call -> Reply.of(service.list(call, transport(call))));
        router.get("/networks/{network}/routes/best", "Shows the best path from an agent to another, and why.")
                .by(Access.memberOrAgent(MemberRole.VIEWER))
                .query("from", "to")
                .gives(BestRoute.class)
                .inMemory()
                .handle(new Best());
        router.get("/agents/{agent}/routes", "Shows the routes of an agent: all in groups, and a page one by one.")
                .by(Access.member(MemberRole.VIEWER))
                .query("cursor", "limit")
                .query("transport", RouteTransport.class)
                .gives(EgoGraph.class)
                .handle(call -> Reply.of(service.ego(call, transport(call))));
        router.post("/networks/{network}/routes/recalculate", "Looks at how every agent is reached again.")
                .by(Access.member(MemberRole.OPERATOR))
                .idempotent()
                .gives(RecalculatedRoutes.class)
                .handle(call -> Reply.of(service.recalculate(call)));
        router.post("/networks/{network}/routes/what-if", "Says what would change without an agent or a transport.")
                .by(Access.member(MemberRole.VIEWER))
                .query("from", "limit")
                .takes(WhatIf.class)
                .gives(RouteForecast.class)
                .handle(call ->
                        Reply.of(service.forecast(call.network(), call.body(), only(call), call.limit(100, 1000))));
    }

    private final class Best implements Route.Handler<Void, BestRoute> {
        @Override
        public boolean isShort(Call<Void> call) {
            return service.isReady(call.network());
        }

        @Override
        public Reply<BestRoute> handle(Call<Void> call) {
            AgentId from = agent(call, "from");
            AgentId to = agent(call, "to");
            if (from.equals(to)) {
                throw Refused.Invalid.field("invalid-value", "to", "from and to are the same agent; name two.");
            }
            return Reply.of(service.best(call.network(), from, to));
        }
    }

    private static AgentId agent(Call<?> call, String parameter) {
        String id = call.query(parameter)
                .orElseThrow(() -> Refused.Invalid.field(
                        "invalid-value", parameter, parameter + " is missing; give the id of an agent."));
        try {
            return new AgentId(id);
        } catch (InvalidValue e) {
            throw Refused.Invalid.field("invalid-value", parameter, String.valueOf(e.getMessage()));
        }
    }

    private static @Nullable AgentId only(Call<?> call) {
        return call.query("from").isEmpty() ? null : agent(call, "from");
    }

    private static @Nullable RouteTransport transport(Call<?> call) {
        return call.queryWord("transport", RouteTransport.class).orElse(null);
    }
}
