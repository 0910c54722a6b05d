package io.centter.console.screens.connections;

import io.centter.console.screens.connections.RadialLayout.Arrangement;
import io.centter.console.screens.connections.RadialLayout.Spot;
import io.centter.console.screens.connections.RadialLayout.Style;
import io.centter.console.text.Texts;
import io.centter.model.route.RouteTransport;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// The graph as SVG, for documents: always light, whatever the console looks like.
final class GraphSvg {
    private static final Spot MIDDLE = new Spot(0, 0, 0);

    private final Picture picture;
    private final Arrangement arrangement;
    private final Map<String, Spot> places = new HashMap<>();
    private final StringBuilder out = new StringBuilder(4096);

    private GraphSvg(Picture picture, Arrangement arrangement) {
        this.picture = picture;
        this.arrangement = arrangement;
        for (int i = 0; i < picture.spokes().size(); i++) {
            places.put(picture.spokes().get(i).key(), arrangement.spots().get(i));
        }
    }

    static String of(Picture picture, Arrangement arrangement) {
        return new GraphSvg(picture, arrangement).text();
    }

    private String text() {
        double reach = arrangement.extent() + 16;
        out.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"%.0f %.0f %.0f %.0f\""
                        + " font-family=\"IBM Plex Sans, sans-serif\" font-size=\"12\">%n",
                -reach,
                -reach,
                2 * reach,
                2 * reach));
        out.append("<title>")
                .append(escaped(Texts.of("connections.svg-title", picture.name())))
                .append("</title>\n");
        out.append(String.format(
                Locale.ROOT,
                "<rect x=\"%.0f\" y=\"%.0f\" width=\"100%%\" height=\"100%%\" fill=\"#ffffff\"/>%n",
                -reach,
                -reach));
        List<Spoke> spokes = picture.spokes();
        for (int i = 0; i < spokes.size(); i++) {
            edge(spokes.get(i), arrangement.spots().get(i));
        }
        for (int i = 0; i < spokes.size(); i++) {
            spoke(spokes.get(i), arrangement.spots().get(i));
        }
        out.append("<circle r=\"22\" fill=\"#24292f\"/>\n");
        out.append("<text y=\"38\" text-anchor=\"middle\" font-weight=\"600\">")
                .append(escaped(picture.name()))
                .append("</text>\n</svg>\n");
        return out.toString();
    }

    private void edge(Spoke spoke, Spot spot) {
        Spot from = arrangement.style() == Style.BELOW
                        && spoke instanceof Spoke.One one
                        && !one.peer().out().via().isEmpty()
                ? Objects.requireNonNullElse(
                        places.get(one.peer().out().via().getLast().value()), MIDDLE)
                : MIDDLE;
        String dashed = spoke.transport() == RouteTransport.NONE ? " stroke-dasharray=\"6 5\"" : "";
        out.append(String.format(
                Locale.ROOT,
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\" stroke-opacity=\"0.55\"%s/>%n",
                from.x(),
                from.y(),
                spot.x(),
                spot.y(),
                colour(spoke.transport()),
                dashed));
    }

    private void spoke(Spoke spoke, Spot spot) {
        boolean level = arrangement.style() == Style.BELOW;
        double size = level ? 9 : 6;
        out.append(String.format(
                Locale.ROOT,
                "<path transform=\"translate(%.1f %.1f) scale(%.2f)\" d=\"%s\" fill=\"%s\"/>%n",
                spot.x(),
                spot.y(),
                size / 10,
                shape(spoke.transport()),
                colour(spoke.transport())));
        String name = SpokeNode.name(spoke);
        if (level) {
            out.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">",
                    spot.x(),
                    spot.y() < -1e-9 ? spot.y() - 18 : spot.y() + 26));
        } else {
            boolean left = Math.cos(spot.angle()) < -1e-9;
            out.append(String.format(
                    Locale.ROOT,
                    "<text transform=\"translate(%.1f %.1f) rotate(%.2f)\" x=\"%d\" y=\"4\" text-anchor=\"%s\">",
                    spot.x(),
                    spot.y(),
                    Math.toDegrees(spot.angle()) + (left ? 180 : 0),
                    left ? -12 : 12,
                    left ? "end" : "start"));
        }
        out.append(escaped(name)).append("</text>\n");
    }

    private static String colour(RouteTransport transport) {
        return switch (transport) {
            case NATS -> "#0969da";
            case VPC -> "#1a7f37";
            case TAILSCALE -> "#0e7c86";
            case HTTPS -> "#9a6700";
            case RELAY -> "#8250df";
            case NONE -> "#cf222e";
        };
    }

    /// Within a square of 20 around 0, as in the style sheet.
    private static String shape(RouteTransport transport) {
        return switch (transport) {
            case NATS -> "M-10 0 A10 10 0 1 1 10 0 A10 10 0 1 1 -10 0 Z";
            case VPC -> "M-9 -9 H9 V9 H-9 Z";
            case TAILSCALE -> "M0 -11 L11 0 L0 11 L-11 0 Z";
            case HTTPS -> "M0 -10 L10.5 9 L-10.5 9 Z";
            case RELAY -> "M-10 0 L-5 -9 L5 -9 L10 0 L5 9 L-5 9 Z";
            case NONE -> "M-9 -6 L-6 -9 L0 -3 L6 -9 L9 -6 L3 0 L9 6 L6 9 L0 3 L-6 9 L-9 6 L-3 0 Z";
        };
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
