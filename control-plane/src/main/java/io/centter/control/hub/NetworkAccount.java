package io.centter.control.hub;

import io.centter.control.nats.AccountClaims;
import io.centter.control.nats.AccountLimits;
import io.centter.control.nats.Export;
import io.centter.control.nats.Import;
import io.centter.control.nats.ScopedKey;
import io.centter.model.api.NetworkStatus;
import io.centter.model.identity.NetworkId;
import io.centter.model.permission.BrokerRights;
import io.centter.model.permission.Scope;
import io.centter.model.role.Role;
import io.centter.model.role.RoleTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// All that the account of a network is made of; the claims are a pure function of it.
///
/// @param streams what its plan and the broker allow it
/// @param roleSets the sets of roles that agents have; each has a signing key of its own
/// @param scopesOf what each role brings in this network
/// @param revocations user key to the second up to which it is refused
record NetworkAccount(
        NetworkId network,
        AccountKeys keys,
        StreamPlan streams,
        NetworkStatus status,
        Set<Set<Role>> roleSets,
        Map<Role, List<Scope>> scopesOf,
        Map<String, Long> revocations) {
    static final String CONSOLE = "console";
    /// The largest message of an agent, in bytes.
    static final long AGENT_PAYLOAD = 262_144;

    private static final long CONSOLE_PAYLOAD = 16_384;
    private static final int CONSUMERS = 1_100;

    AccountClaims claims(String control) {
        return claims(ControlAccount.imports(keys.account(), control));
    }

    /// The same without what CONTROL tells the network.
    AccountClaims untold(String control) {
        return claims(ControlAccount.imports(keys.account(), control).stream()
                .filter(one -> one.kind() != Export.Kind.STREAM)
                .toList());
    }

    private AccountClaims claims(List<Import> imports) {
        List<ScopedKey> scoped = new ArrayList<>();
        for (Role role : Role.values()) {
            scoped.add(scopedTo(Set.of(role)));
        }
        for (Set<Role> roles : roleSets) {
            if (roles.size() > 1) {
                scoped.add(scopedTo(roles));
            }
        }
        scoped.add(new ScopedKey(keys.roleKey(CONSOLE), CONSOLE, RoleTemplate.console(), CONSOLE_PAYLOAD));
        return new AccountClaims(
                keys.account(),
                network.toString(),
                List.of(),
                imports,
                limits(),
                List.of(keys.signingKey()),
                scoped,
                revocations);
    }

    private ScopedKey scopedTo(Set<Role> roles) {
        String name = BrokerRights.name(roles);
        return new ScopedKey(keys.roleKey(name), name, BrokerRights.ofRoles(roles, scopesOf), AGENT_PAYLOAD);
    }

    // Nobody may connect to a suspended network; its streams stay.
    private AccountLimits limits() {
        boolean suspended = status == NetworkStatus.SUSPENDED;
        return switch (streams.plan()) {
            case STARTER -> limits(suspended ? 0 : 2_000);
            case TEAM -> limits(suspended ? 0 : 5_000);
            case BUSINESS -> limits(suspended ? 0 : 20_000);
            case ENTERPRISE -> limits(suspended ? 0 : -1);
        };
    }

    private AccountLimits limits(int connections) {
        return new AccountLimits(connections, -1, -1, streams.storageOfAllCopies(), CONSUMERS);
    }
}
