package io.centter.model.permission;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The smallest change that mends the first missing link, as a request to this API.
///
/// @param kind such as `permission.add`
/// @param detail for people
/// @param method null where no request mends it
/// @param path with everything but the host
/// @param ifMatch for `If-Match`
public record NextChange(
        String kind,
        String detail,
        @Nullable String method,
        @Nullable String path,
        Map<String, Object> body,
        @Nullable String ifMatch) {
    public NextChange {
        body = Map.copyOf(body);
    }

    static NextChange call(String kind, String detail, String method, String path, Map<String, Object> body) {
        return new NextChange(kind, detail, method, "/api/v1" + path, body, null);
    }

    /// Something that only people or agents can do.
    static NextChange none(String kind, String detail) {
        return new NextChange(kind, detail, null, null, Map.of(), null);
    }
}
