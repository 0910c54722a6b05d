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
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

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
                    word(call, "status", Presence.class),
                    word(call, "transport", Transport.class),
                    word(call, "role", Role.class),
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

    private static <E extends Enum<E>> @Nullable E word(Call<?> call, String parameter, Class<E> type) {
        String text = call.query(parameter).orElse(null);
        if (text == null) {
            return null;
        }
        E[] words = type.getEnumConstants();
        return Arrays.stream(words)
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(() -> Refused.Invalid.field(
                        "invalid-value",
                        parameter,
                        parameter + " is one of " + Arrays.toString(words).toLowerCase(Locale.ROOT) + "."));
    }
}
