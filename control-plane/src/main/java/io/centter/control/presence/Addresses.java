package io.centter.control.presence;

import io.centter.model.heartbeat.Heartbeat;
import io.centter.model.heartbeat.Location;
import org.jspecify.annotations.Nullable;

/// What a heartbeat says that no other agent says: addresses, host name and endpoint, as one text. One string instead
/// of
/// five is a third of an agent's memory.
final class Addresses {
    static final String NONE = "";

    private static final char END = '\0';
    private static final int PARTS = 5;
    private static final int ENDPOINT = 4;

    private Addresses() {}

    static String of(Heartbeat beat) {
        Location location = beat.location();
        if (location == null) {
            String endpoint = beat.endpointUrl();
            return endpoint == null ? NONE : "" + END + END + END + END + endpoint;
        }
        StringBuilder text = new StringBuilder(96);
        append(text, location.privateIp());
        append(text, location.publicIp());
        append(text, location.tailscaleIp());
        append(text, location.hostname());
        String endpoint = beat.endpointUrl();
        if (endpoint != null) {
            text.append(endpoint);
        }
        return text.length() == PARTS - 1 ? NONE : text.toString();
    }

    /// Whether a heartbeat says what `text` holds: compared without making anything, since nearly every one does.
    static boolean says(String text, Heartbeat beat) {
        Location location = beat.location();
        if (location == null) {
            return text.equals(of(beat));
        }
        int at = past(text, 0, location.privateIp());
        at = past(text, at, location.publicIp());
        at = past(text, at, location.tailscaleIp());
        at = past(text, at, location.hostname());
        String endpoint = beat.endpointUrl() == null ? NONE : beat.endpointUrl();
        return at >= 0 && text.length() - at == endpoint.length() && text.startsWith(endpoint, at);
    }

    // Where the next part begins when this one stands at `from`; -1 when it does not.
    private static int past(String text, int from, @Nullable String part) {
        String expected = part == null ? NONE : part;
        int end = from + expected.length();
        boolean stands = from >= 0 && text.startsWith(expected, from) && end < text.length() && text.charAt(end) == END;
        return stands ? end + 1 : -1;
    }

    static @Nullable String endpoint(String text) {
        return part(text, ENDPOINT);
    }

    /// The location that both halves give; absent where nothing is known.
    static @Nullable Location location(String text, Profile.Site site) {
        String hostname = part(text, 3);
        if (text.isEmpty() && site.equals(Profile.Site.NOWHERE)) {
            return null;
        }
        return new Location(
                part(text, 0), part(text, 1), part(text, 2), site.vpcId(), site.tailnet(), site.region(), hostname);
    }

    private static void append(StringBuilder text, @Nullable String part) {
        if (part != null) {
            text.append(part);
        }
        text.append(END);
    }

    private static @Nullable String part(String text, int index) {
        int from = 0;
        for (int i = 0; i < index; i++) {
            from = text.indexOf(END, from) + 1;
            if (from == 0) {
                return null;
            }
        }
        int to = text.indexOf(END, from);
        String part = text.substring(from, to < 0 ? text.length() : to);
        return part.isEmpty() ? null : part;
    }
}
