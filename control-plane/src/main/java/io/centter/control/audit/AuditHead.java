package io.centter.control.audit;

import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The end of a chain.
///
/// @param seq of the last line; 0 where there is none
/// @param hash of the last line, which covers all before it
@SuppressWarnings("ArrayRecordComponent") // Compared by MessageDigest alone.
public record AuditHead(long seq, byte[] hash) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,18}):([0-9a-f]{64})");

    /// Reads what [#toString] wrote.
    public static Optional<AuditHead> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(new AuditHead(
                        Long.parseLong(matcher.group(1)), HexFormat.of().parseHex(matcher.group(2))))
                : Optional.empty();
    }

    public String hex() {
        return HexFormat.of().formatHex(hash);
    }

    @Override
    public String toString() {
        return seq + ":" + hex();
    }
}
