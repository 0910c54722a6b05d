package io.centter.control.network;

import io.centter.control.http.Caller;
import io.centter.control.refusal.Refused;
import io.centter.model.api.MemberRole;
import io.centter.model.identity.NetworkId;
import org.jdbi.v3.core.Handle;

/// Asks again inside the transaction of a change, under the network's lock: a right that was taken away since the
/// request came in counts no more.
public final class Rights {
    private Rights() {}

    /// Refuses who is no member, or not with this role or more.
    ///
    /// @return what the person is in the network
    public static MemberRole require(Handle handle, Caller.UserCaller caller, NetworkId network, MemberRole needed) {
        MemberRole role = NetworkSql.of(handle).role(network, caller.user()).orElseThrow(Refused.NotFound::new);
        if (!role.covers(needed)) {
            throw Refused.Forbidden.needs(needed, role);
        }
        return role;
    }
}
