package io.centter.sdk.rest;

import io.centter.model.api.BrokerCredential;
import io.centter.model.api.DeniedView;
import io.centter.model.api.NatsAccountView;
import io.centter.model.api.Page;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The part of the API that deals with the broker: what it has of a network, and what it refused. It fails as
/// [CentterApi] does.
public final class HubApi {
    private final CentterApi api;

    private HubApi(CentterApi api) {
        this.api = api;
    }

    /// Over the same connections, as the same caller.
    public static HubApi of(CentterApi api) {
        return new HubApi(api);
    }

    /// What the broker should have of a network, and what it has.
    public NatsAccountView account(NetworkId network) {
        return api.ask(Call.get(CentterApi.path(network) + "/nats/account"), NatsAccountView.class);
    }

    /// Asks the broker what it has of a network, and puts it right.
    public NatsAccountView sync(NetworkId network) {
        return api.ask(Call.post(CentterApi.path(network) + "/nats/account/sync"), NatsAccountView.class);
    }

    /// What was refused, the latest first.
    ///
    /// @param agent null for all
    public Page<DeniedView> denied(NetworkId network, @Nullable AgentId agent, @Nullable String cursor, int limit) {
        Call call = Call.get(CentterApi.path(network) + "/denied")
                .query("agent", agent)
                .query("cursor", cursor)
                .query("limit", limit);
        return api.page(call, DeniedView.class);
    }

    /// The broker credentials of an agent, the latest first, those that ended a while ago included.
    public Page<BrokerCredential> credentials(AgentId agent, @Nullable String cursor, int limit) {
        Call call = Call.get(CentterApi.path(agent) + "/nats/credentials")
                .query("cursor", cursor)
                .query("limit", limit);
        return api.page(call, BrokerCredential.class);
    }

    public List<DeniedView> allDenied(NetworkId network) {
        return CentterApi.all(cursor -> denied(network, null, cursor, CentterApi.PAGE));
    }
}
