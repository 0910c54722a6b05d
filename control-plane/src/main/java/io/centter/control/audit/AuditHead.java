package io.centter.control.audit;

import java.util.HexFormat;

/// The end of a chain.
///
/// @param seq of the last line; 0 where there is none
/// @param hash of the last line, which covers all before it
@SuppressWarnings("ArrayRecordComponent") // Compared by MessageDigest alone.
public record AuditHead(long seq, byte[] hash) {
    public String hex() {
        return HexFormat.of().formatHex(hash);
    }

    @Override
    public String toString() {
        return seq + ":" + hex();
    }
}
