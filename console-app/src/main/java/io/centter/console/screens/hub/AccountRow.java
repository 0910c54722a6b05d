package io.centter.console.screens.hub;

import io.centter.model.api.NatsAccountView;
import io.centter.model.api.NetworkView;
import io.centter.model.message.StreamState;
import java.util.List;

/// A network's account at the broker, with its streams.
///
/// @param streams none where they cannot be asked for now
record AccountRow(NetworkView network, NatsAccountView account, List<StreamState> streams) {
    AccountRow {
        streams = List.copyOf(streams);
    }

    boolean isApplied() {
        return account.appliedVersion() >= account.desiredVersion();
    }

    /// Versions that the broker does not have yet.
    long behind() {
        return Math.max(0, account.desiredVersion() - account.appliedVersion());
    }

    /// How long the slowest server took.
    long slowest() {
        return account.receipts().stream()
                .mapToLong(receipt -> receipt.millis())
                .max()
                .orElse(0);
    }

    long messages() {
        return streams.stream().mapToLong(StreamState::messages).sum();
    }

    long bytes() {
        return streams.stream().mapToLong(StreamState::bytes).sum();
    }
}
