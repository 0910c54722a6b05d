package io.centter.control.discovery;

import io.centter.control.http.Access;
import io.centter.control.http.Call;
import io.centter.control.http.Reply;
import io.centter.control.http.Route;
import io.centter.control.http.Router;
import io.centter.control.refusal.Refused;
import io.centter.model.api.MemberRole;
import io.centter.model.discovery.Capabilities;
import io.centter.model.discovery.DiscoverAnswer;
import io.centter.model.discovery.DiscoverQuery;
import io.centter.model.heartbeat.Transport;
import io.centter.model.identity.InvalidValue;
import io.centter.model.presence.Presence;
import io.centter.model.role.Role;

/// Discovery over HTTP.
public final class DiscoveryRoutes {
    private final Discovery discovery;

    public DiscoveryRoutes(Discovery discovery) {
        this.discovery = discovery;
    }

    public void declare(Router router) {
        router.get("/networks/{network}/discover", "Find agents; every filter must hold")
                .by(Access.memberOrAgent(MemberRole.VIEWER))
                .query("capability", "skill", "q", "cursor", "limit")
                .query("status", Presence.class)
                .query("transport", Transport.class)
                .query("role", Role.class)
                .gives(DiscoverAnswer.class)
                .inMemory()
                .handle(new Discover());
        router.get("/networks/{network}/capabilities", "What the agents of a network can do")
                .by(Access.memberOrAgent(MemberRole.VIEWER))
                .gives(Capabilities.class)
                .inMemory()
                .handle(new ListCapabilities());
    }

    private final class Discover implements Route.Handler<Void, DiscoverAnswer> {
        // A part of a text is looked for in the agents themselves.
        @Override
        public boolean isShort(Call<Void> call) {
            return call.query("q").isEmpty();
        }

        @Override
        public Reply<DiscoverAnswer> handle(Call<Void> call) {
            return Reply.written(discovery.discovered(call.network(), query(call)));
        }
    }

    private final class ListCapabilities implements Route.Handler<Void, Capabilities> {
        @Override
        public boolean isShort(Call<Void> call) {
            return discovery.isShort(call.network());
        }

        @Override
        public Reply<Capabilities> handle(Call<Void> call) {
            return Reply.of(discovery.capabilities(call.network()));
        }
    }

    private static DiscoverQuery query(Call<?> call) {
        try {
            return new DiscoverQuery(
                    call.query("capability").orElse(null),
                    call.queryWord("status", Presence.class).orElse(null),
                    call.queryWord("transport", Transport.class).orElse(null),
                    call.queryWord("role", Role.class).orElse(null),
                    call.query("skill").orElse(null),
                    call.query("q").orElse(null),
                    call.query("cursor").orElse(null),
                    call.query("limit").isPresent()
                            ? (Integer) call.limit(DiscoverQuery.DEFAULT_LIMIT, DiscoverQuery.MAX_LIMIT)
                            : null);
        } catch (InvalidValue e) {
            throw Refused.Invalid.field("invalid-value", e.field(), String.valueOf(e.getMessage()));
        }
    }
}
