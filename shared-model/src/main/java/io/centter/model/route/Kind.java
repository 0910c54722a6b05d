package io.centter.model.route;

import io.centter.model.heartbeat.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// All of an agent that decides which paths there are. Agents of one kind have the same paths, so a network of ten
/// thousand agents has as many paths as it has pairs of kinds: some dozens.
///
/// @param open false for one that is locked
/// @param vpc in which it is reached; null for none
/// @param tailnet in which it is reached; null for none
public record Kind(
        boolean open,
        boolean nats,
        @Nullable String vpc,
        @Nullable String tailnet,
        boolean https) {
    static final Kind SHUT = new Kind(false, false, null, null, false);

    /// The best transport from one to another of these kinds, without help of others.
    public static Optional<Transport> direct(Kind from, Kind to) {
        if (!from.open || !to.open) {
            return Optional.empty();
        }
        if (from.nats && to.nats) {
            return Optional.of(Transport.NATS);
        }
        if (to.vpc != null && Objects.equals(from.vpc, to.vpc)) {
            return Optional.of(Transport.VPC);
        }
        if (to.tailnet != null && Objects.equals(from.tailnet, to.tailnet)) {
            return Optional.of(Transport.TAILSCALE);
        }
        return to.https ? Optional.of(Transport.HTTPS) : Optional.empty();
    }

    /// Where one of this kind is heard.
    public List<Medium> hears() {
        List<Medium> media = places();
        if (open && https) {
            media.add(Medium.PUBLIC);
        }
        return media;
    }

    /// Where one of this kind can send. Calling a public endpoint takes none of one's own.
    public List<Medium> sends() {
        List<Medium> media = places();
        if (open) {
            media.add(Medium.PUBLIC);
        }
        return media;
    }

    /// As it is kept: one line a side. No side holds a line break, so different kinds differ here too.
    public String text() {
        if (!open) {
            return "locked";
        }
        List<String> lines = new ArrayList<>();
        if (nats) {
            lines.add("nats");
        }
        if (vpc != null) {
            lines.add("vpc " + vpc);
        }
        if (tailnet != null) {
            lines.add("tailnet " + tailnet);
        }
        if (https) {
            lines.add("https");
        }
        return lines.isEmpty() ? "alone" : String.join("\n", lines);
    }

    private List<Medium> places() {
        List<Medium> media = new ArrayList<>();
        if (open && nats) {
            media.add(Medium.BROKER);
        }
        if (open && vpc != null) {
            media.add(new Medium(Transport.VPC, vpc));
        }
        if (open && tailnet != null) {
            media.add(new Medium(Transport.TAILSCALE, tailnet));
        }
        return media;
    }
}
