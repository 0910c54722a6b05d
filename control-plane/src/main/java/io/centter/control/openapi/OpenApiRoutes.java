package io.centter.control.openapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.centter.control.http.Access;
import io.centter.control.http.Reply;
import io.centter.control.http.Router;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Serves `/openapi.json` and `/asyncapi.json`. A document is made when it is first asked for, as other routes may be
/// declared after this one, and then kept.
public final class OpenApiRoutes {
    private record Served(RawValue document, String etag) {}

    public void declare(Router router) {
        serve(router, "//openapi.json", "Describes this API.", () -> OpenApi.of(router.routes()));
        serve(router, "//asyncapi.json", "Describes what agents say and hear on NATS.", AsyncApi::document);
    }

    private static void serve(Router router, String path, String summary, Supplier<ObjectNode> maker) {
        AtomicReference<@Nullable Served> kept = new AtomicReference<>();
        router.get(path, summary).by(Access.everyone()).gives(RawValue.class).handle(_ -> {
            Served now = served(kept, maker);
            return Reply.of(now.document()).with("ETag", now.etag()).with("Cache-Control", "no-cache");
        });
    }

    private static Served served(AtomicReference<@Nullable Served> kept, Supplier<ObjectNode> maker) {
        Served made = kept.get();
        if (made == null) {
            String text = maker.get().toString();
            made = new Served(new RawValue(text), "\"" + fingerprint(text) + "\"");
            kept.set(made);
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
