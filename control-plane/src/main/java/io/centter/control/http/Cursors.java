package io.centter.control.http;

import io.centter.control.db.Hmac;
import io.centter.control.refusal.Refused;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// Opaque places in lists. A cursor is bound to its list, filters included, so one that was made for another tenant or
/// another question is refused.
public final class Cursors {
    private static final int MAC = 16;

    private final Hmac mac;

    public Cursors(byte[] key) {
        this.mac = new Hmac(key);
    }

    /// A page of a list, as the query parameters `cursor` and `limit` ask for it.
    ///
    /// @param list names the list and everything that chooses its rows, such as `agents:<network>`
    public Paging paging(String list, Call<?> call, int standard, int most) {
        return paging(list, call.limit(standard, most), call.query("cursor"));
    }

    /// The same where the question came otherwise than by HTTP.
    public Paging paging(String list, int limit, Optional<String> cursor) {
        return new Paging(this, list, limit, read(list, cursor).orElse(List.of()));
    }

    /// The cursor of what comes after a position.
    ///
    /// @param list names the list and everything that chooses its rows, such as `agents:<network>`
    public String after(String list, String... position) {
        byte[] text = String.join("\n", position).getBytes(StandardCharsets.UTF_8);
        byte[] cursor = ByteBuffer.allocate(MAC + text.length)
                .put(mac(list, text))
                .put(text)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(cursor);
    }

    /// The position that [#after] wrote.
    public Optional<List<String>> read(String list, Optional<String> cursor) {
        return cursor.map(text -> {
            byte[] bytes = decode(text);
            if (bytes.length <= MAC) {
                throw bad();
            }
            byte[] position = Arrays.copyOfRange(bytes, MAC, bytes.length);
            if (!MessageDigest.isEqual(Arrays.copyOf(bytes, MAC), mac(list, position))) {
                throw bad();
            }
            return List.of(new String(position, StandardCharsets.UTF_8).split("\n", -1));
        });
    }

    private byte[] mac(String list, byte[] position) {
        byte[] name = list.getBytes(StandardCharsets.UTF_8);
        byte[] message = ByteBuffer.allocate(name.length + 1 + position.length)
                .put(name)
                .put((byte) 0)
                .put(position)
                .array();
        return Arrays.copyOf(mac.of(message), MAC);
    }

    private static byte[] decode(String text) {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException _) {
            throw bad();
        }
    }

    private static Refused bad() {
        return new Refused.Unreadable(
                400, "bad-cursor", "This cursor is not one of this list; begin again without a cursor.");
    }
}
