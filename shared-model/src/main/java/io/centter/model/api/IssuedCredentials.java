package io.centter.model.api;

import java.time.Instant;
import java.util.List;

/// A `.creds` file, shown once, and where to use it.
///
/// @param creds the text of the file: user JWT and NKey seed
/// @param userName the name the broker knows; reply inboxes begin with `_INBOX.<userName>.`
/// @param servers `nats://` addresses
/// @param websockets `ws://` or `wss://` addresses
public record IssuedCredentials(
        String creds,
        String userPublicKey,
        String userName,
        Instant expiresAt,
        List<String> servers,
        List<String> websockets) {
    @Override
    public String toString() {
        return "IssuedCredentials[creds=***, user=" + userPublicKey + ", expiresAt=" + expiresAt + "]";
    }
}
