package io.centter.control.network;

import io.centter.control.db.Transactions;
import io.centter.control.http.Access;
import io.centter.control.http.Caller;
import io.centter.control.http.Gate;
import io.centter.control.refusal.Refused;
import io.centter.model.api.MemberRole;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Who may do what in a network. What a person is no member of does not exist for that person.
public final class Rights implements Gate {
    private final Transactions transactions;

    public Rights(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public void toNetwork(Caller caller, NetworkId network, Access access) {
        switch (caller) {
            case Caller.UserCaller user ->
                requireRole(transactions.read(handle -> NetworkSql.of(handle).role(network, user.user())), access);
            case Caller.AgentCaller agent -> {
                if (!agent.network().equals(network)) {
                    throw new Refused.NotFound();
                }
            }
            case Caller.Nobody _ -> {
                // The route is public; it says itself what it shows.
            }
        }
    }

    @Override
    public NetworkId toAgent(Caller caller, AgentId agent, Access access) {
        return switch (caller) {
            case Caller.UserCaller user -> {
                NetworkSql.AgentSeen seen = transactions
                        .read(handle -> NetworkSql.of(handle).agent(agent, user.user()))
                        .orElseThrow(Refused.NotFound::new);
                requireRole(seen.role(), access);
                yield seen.networkId();
            }
            case Caller.AgentCaller own -> {
                if (!own.agent().equals(agent)) {
                    throw new Refused.NotFound();
                }
                yield own.network();
            }
            case Caller.Nobody _ -> throw new Refused.NotFound();
        };
    }

    /// Asks again inside the transaction of a change, under the network's lock: a right that was taken away since the
    /// request came in counts no more.
    ///
    /// @return what the person is in the network
    public static MemberRole require(Handle handle, Caller.UserCaller caller, NetworkId network, MemberRole needed) {
        return requireRole(NetworkSql.of(handle).role(network, caller.user()), needed);
    }

    private static void requireRole(Optional<MemberRole> has, Access access) {
        requireRole(has, Objects.requireNonNull(access.role()));
    }

    private static MemberRole requireRole(Optional<MemberRole> has, MemberRole needed) {
        MemberRole role = has.orElseThrow(Refused.NotFound::new);
        if (!role.covers(needed)) {
            throw Refused.Forbidden.needs(needed, role);
        }
        return role;
    }
}
