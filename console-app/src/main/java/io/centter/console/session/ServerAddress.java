package io.centter.console.session;

import java.net.URI;
import java.util.Locale;

/// Reads the address of a control plane as people type it.
public final class ServerAddress {
    private ServerAddress() {}

    /// `mesh.example.com` becomes `https://mesh.example.com`; what runs on this machine is asked without TLS.
    ///
    /// @throws IllegalArgumentException with a sentence for the person, where it is no address
    public static URI parse(String typed) {
        String text = typed.strip();
        if (text.isEmpty()) {
            throw new IllegalArgumentException("Give the address of the control plane, such as mesh.example.com.");
        }
        if (!text.contains("://")) {
            String host = text.toLowerCase(Locale.ROOT);
            boolean here = host.startsWith("localhost") || host.startsWith("127.") || host.startsWith("[::1]");
            text = (here ? "http://" : "https://") + text;
        }
        try {
            URI uri = URI.create(text.replaceAll("(?<=[^/:])/+$", ""));
            String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
            if (uri.getHost() != null && (scheme.equals("http") || scheme.equals("https"))) {
                return uri;
            }
        } catch (IllegalArgumentException _) {
            // Said below in words for a person.
        }
        throw new IllegalArgumentException("'" + typed.strip()
                + "' is not an address; give one such as mesh.example.com or http://localhost:8080.");
    }
}
