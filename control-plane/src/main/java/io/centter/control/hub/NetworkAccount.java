package io.centter.control.hub;

import io.centter.control.nats.AccountClaims;
import io.centter.control.nats.AccountLimits;
import io.centter.control.nats.ScopedKey;
import io.centter.model.api.NetworkStatus;
import io.centter.model.api.Plan;
import io.centter.model.identity.NetworkId;
import io.centter.model.role.Role;
import io.centter.model.role.RoleTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// All that the account of a network is made of; the claims are a pure function of it.
///
/// @param roleKeys public signing key of each role, and of the console
/// @param signingKey public key that signs the hub's own short-lived users in this account
/// @param revocations user key to the second up to which it is refused
record NetworkAccount(
        NetworkId network,
        String account,
        Plan plan,
        NetworkStatus status,
        Map<String, String> roleKeys,
        String signingKey,
        Map<String, Long> revocations) {
    static final String CONSOLE = "console";

    private static final long MEGABYTE = 1L << 20;
    private static final long AGENT_PAYLOAD = 262_144;
    private static final long CONSOLE_PAYLOAD = 16_384;
    private static final int CONSUMERS = 1_100;

    AccountClaims claims(String control) {
        List<ScopedKey> scoped = new ArrayList<>();
        for (Role role : Role.values()) {
            scoped.add(new ScopedKey(
                    keyOf(role.wireName()),
                    role.wireName(),
                    RoleTemplate.of(role).subjects(),
                    AGENT_PAYLOAD,
                    true));
        }
        scoped.add(new ScopedKey(keyOf(CONSOLE), CONSOLE, RoleTemplate.console(), CONSOLE_PAYLOAD, false));
        return new AccountClaims(
                account,
                network.toString(),
                List.of(),
                ControlAccount.imports(account, control),
                limits(),
                List.of(signingKey),
                scoped,
                revocations);
    }

    private String keyOf(String role) {
        String key = roleKeys.get(role);
        if (key == null) {
            throw new IllegalStateException("network " + network + " has no signing key for " + role);
        }
        return key;
    }

    // Nobody may connect to a suspended network; its streams stay.
    private AccountLimits limits() {
        boolean suspended = status == NetworkStatus.SUSPENDED;
        return switch (plan) {
            case STARTER -> limits(suspended ? 0 : 2_000, 256);
            case TEAM -> limits(suspended ? 0 : 5_000, 1_024);
            case BUSINESS -> limits(suspended ? 0 : 20_000, 5_120);
            case ENTERPRISE -> limits(suspended ? 0 : -1, 20_480);
        };
    }

    private static AccountLimits limits(int connections, long megabytes) {
        return new AccountLimits(connections, -1, -1, megabytes * MEGABYTE, CONSUMERS);
    }
}
