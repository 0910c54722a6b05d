package io.centter.control.access;

import io.centter.control.http.Access;
import io.centter.control.http.Caller;
import io.centter.control.http.Gate;
import io.centter.control.refusal.Refused;
import io.centter.model.api.MemberRole;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.identity.UserId;
import java.util.Objects;
import java.util.UUID;

/// Lets a caller to the network, agent or team of a path. What a person is no member of does not exist for that person.
public final class AccessGate implements Gate {
    private final AccessSnapshots snapshots;

    public AccessGate(AccessSnapshots snapshots) {
        this.snapshots = snapshots;
    }

    @Override
    public void toNetwork(Caller caller, NetworkId network, Access access) {
        switch (caller) {
            case Caller.UserCaller user -> require(snapshots.of(network), user.user(), access);
            case Caller.AgentCaller agent -> requireOwn(agent, network);
            case Caller.Nobody _ -> {
                // The route is public; it says itself what it shows.
            }
        }
    }

    @Override
    public NetworkId toAgent(Caller caller, AgentId agent, Access access) {
        switch (caller) {
            case Caller.UserCaller user -> {
                AccessSnapshots.Found found = snapshots.agent(agent).orElseThrow(Refused.NotFound::new);
                require(found.network(), user.user(), access);
                return found.network().id();
            }
            case Caller.AgentCaller own -> {
                if (!own.agent().equals(agent) && !(access.peers() && isPeer(own, agent))) {
                    throw new Refused.NotFound();
                }
                return own.network();
            }
            case Caller.Nobody _ -> {
                return snapshots
                        .agent(agent)
                        .orElseThrow(Refused.NotFound::new)
                        .network()
                        .id();
            }
        }
    }

    @Override
    public NetworkId toTeam(Caller caller, UUID team, Access access) {
        NetworkAccess network = snapshots.ofTeam(team).orElseThrow(Refused.NotFound::new);
        switch (caller) {
            case Caller.UserCaller user -> require(network, user.user(), access);
            case Caller.AgentCaller agent -> requireOwn(agent, network.id());
            case Caller.Nobody _ -> throw new Refused.NotFound();
        }
        return network.id();
    }

    private boolean isPeer(Caller.AgentCaller own, AgentId agent) {
        return snapshots
                .agent(agent)
                .filter(found -> found.network().id().equals(own.network()))
                .isPresent();
    }

    private static void requireOwn(Caller.AgentCaller agent, NetworkId network) {
        if (!agent.network().equals(network)) {
            throw new Refused.NotFound();
        }
    }

    private static void require(NetworkAccess network, UserId user, Access access) {
        MemberRole needed = Objects.requireNonNull(access.role());
        MemberRole role = network.member(user).orElseThrow(Refused.NotFound::new);
        if (!role.covers(needed)) {
            throw Refused.Forbidden.needs(needed, role);
        }
    }
}
