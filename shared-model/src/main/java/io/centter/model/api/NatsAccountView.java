package io.centter.model.api;

import io.centter.model.api.RevokedCredentials.ServerReceipt;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A network's account at the broker: what it should be, and what the broker is known to have.
///
/// @param account its public key
/// @param desiredVersion counts the changes that the broker must know of
/// @param appliedVersion of these, the last that it has with all before
/// @param propagation `applied` when both are the same, else `pending`: the hub goes on by itself
/// @param appliedAt when something else than before was last given to the broker
/// @param checkedAt when the broker was last asked what it has
/// @param receipts one line a server, for the last time that it was given something
/// @param drift the last time that the broker had something else
/// @param error why the last try failed
public record NatsAccountView(
        String account,
        long desiredVersion,
        long appliedVersion,
        String propagation,
        @Nullable Instant appliedAt,
        @Nullable Instant checkedAt,
        List<ServerReceipt> receipts,
        @Nullable AccountDrift drift,
        @Nullable String error) {}
