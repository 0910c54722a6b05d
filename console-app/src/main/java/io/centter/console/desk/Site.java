package io.centter.console.desk;

import io.centter.console.fleet.Fleet;
import io.centter.console.fx.Background;
import io.centter.console.fx.Ticker;
import io.centter.model.api.MemberRole;
import io.centter.model.api.NetworkView;
import io.centter.model.api.UserView;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.sdk.rest.CentterApi;
import javafx.beans.property.ReadOnlyObjectProperty;

/// Where a screen stands: one network as one person sees it, and the ways to ask, to hear and to go elsewhere.
public record Site(
        CentterApi api,
        UserView user,
        ReadOnlyObjectProperty<NetworkView> network,
        Fleet fleet,
        News news,
        Background background,
        Ticker ticker,
        Past past,
        Hands hands) {
    public NetworkId id() {
        return network.get().id();
    }

    /// Whether this person may change agents and what they may do.
    public boolean mayOperate() {
        return network.get().yourRole().covers(MemberRole.OPERATOR);
    }

    /// The agent's name, or its id where nobody knows the name.
    public String name(AgentId agent) {
        return fleet.row(agent).map(row -> row.get().name()).orElse(agent.value());
    }
}
