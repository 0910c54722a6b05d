package io.centter.model.api;

import java.util.List;

/// What a revocation did.
///
/// @param propagation `applied` when every server answered, else `pending`: the hub goes on by itself
/// @param receipts one line a server
public record RevokedCredentials(int revoked, String propagation, List<ServerReceipt> receipts) {
    /// One server took the change over after so many milliseconds.
    public record ServerReceipt(String server, long millis) {}
}
