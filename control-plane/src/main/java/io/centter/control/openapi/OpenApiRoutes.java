package io.centter.control.openapi;

import com.fasterxml.jackson.databind.util.RawValue;
import io.centter.control.http.Access;
import io.centter.control.http.Reply;
import io.centter.control.http.Router;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Serves `/openapi.json`. The document is made when it is first asked for, as other routes may be declared after this
/// one, and then kept.
public final class OpenApiRoutes {
    private volatile @Nullable Served served;

    private record Served(RawValue document, String etag) {}

    public void declare(Router router) {
        router.get("//openapi.json", "Describes this API.")
                .by(Access.everyone())
                .gives(RawValue.class)
                .handle(_ -> {
                    Served now = served(router);
                    return Reply.of(now.document()).with("ETag", now.etag()).with("Cache-Control", "no-cache");
                });
    }

    private Served served(Router router) {
        Served made = served;
        if (made == null) {
            String text = OpenApi.of(router.routes()).toString();
            made = new Served(new RawValue(text), "\"" + fingerprint(text) + "\"");
            served = made;
        }
        return made;
    }

    private static String fingerprint(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
