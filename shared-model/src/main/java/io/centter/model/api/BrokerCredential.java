package io.centter.model.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Credentials that an agent was given for the broker; the secret in them is nowhere but with whoever got them.
///
/// @param userPublicKey what the broker knows them by
/// @param rights the roles whose rights they have, such as `assistant+developer`; with `#` and a digest behind them
/// where
///     the agent has rights of its own
/// @param issuedBy `agent:<id>` where the agent got them by its API key, `user:<id>` where a person did; absent where
///     that is not recorded
/// @param expiresAt when they end by themselves
/// @param revokedAt absent while nobody ended them before
/// @param good whether the broker takes them now
public record BrokerCredential(
        String userPublicKey,
        String rights,
        @Nullable String issuedBy,
        Instant issuedAt,
        Instant expiresAt,
        @Nullable Instant revokedAt,
        @Nullable String revokeReason,
        boolean good) {}
