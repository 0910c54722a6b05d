package io.centter.console.screens.connections;

import io.centter.model.route.RouteTransport;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Where everything stands around the middle, which is 0, 0. Each transport has a sector of its own and begins on a
/// ring
/// of its own, the better one nearer; what does not fit on a ring goes to the next. The same spokes always stand in the
/// same places, and no two of them overlap, with their labels.
final class RadialLayout {
    /// How labels stand.
    enum Style {
        /// Level, below their marks, while there is room.
        BELOW(30, 150, 40, 112, 114, 52),
        /// Turned along the spoke.
        ALONG(Integer.MAX_VALUE, 130, 22, 18, 104, 96);

        private final int most;
        private final double first;
        private final double step;
        private final double apart;
        private final double pitch;
        private final double reach;

        /// @param most peers up to which it is used
        /// @param first radius of the innermost ring
        /// @param step from where one transport begins to where the next does
        /// @param apart what two marks on a ring keep between their centres
        /// @param pitch from one ring of a transport to its next
        /// @param reach how far a mark with its label reaches beyond its centre
        Style(int most, double first, double step, double apart, double pitch, double reach) {
            this.most = most;
            this.first = first;
            this.step = step;
            this.apart = apart;
            this.pitch = pitch;
            this.reach = reach;
        }
    }

    /// The place of one spoke.
    ///
    /// @param angle of the spoke in radians, clockwise from the right
    record Spot(double x, double y, double angle) {
        static Spot at(double radius, double angle) {
            return new Spot(radius * Math.cos(angle), radius * Math.sin(angle), angle);
        }
    }

    /// The part of the circle that a transport has.
    ///
    /// @param radius of its innermost ring
    record Sector(RouteTransport transport, double from, double width, double radius) {}

    /// All places.
    ///
    /// @param spots in the order of the spokes
    /// @param extent how far anything reaches from the middle
    record Arrangement(Style style, List<Spot> spots, List<Sector> sectors, double extent) {}

    /// How far a label may reach, in both styles.
    static final double LABEL = 104;
    static final double TURNED_LABEL = 80;

    private final Style style;
    private final List<Spot> spots = new ArrayList<>();
    private final List<Sector> sectors = new ArrayList<>();
    private double extent;

    private RadialLayout(Style style) {
        this.style = style;
        this.extent = style.first;
    }

    /// @param spokes those of one transport next to each other
    static Arrangement arrange(List<Spoke> spokes) {
        return new RadialLayout(spokes.size() <= Style.BELOW.most ? Style.BELOW : Style.ALONG).of(spokes);
    }

    private Arrangement of(List<Spoke> spokes) {
        Map<RouteTransport, Integer> sizes = new EnumMap<>(RouteTransport.class);
        spokes.forEach(spoke -> sizes.merge(spoke.transport(), 1, Integer::sum));
        Map<RouteTransport, Double> widths = widths(sizes);
        double from = -Math.PI / 2
                - sizes.keySet().stream().findFirst().map(widths::get).orElse(0.0) / 2;
        int rank = 0;
        for (Map.Entry<RouteTransport, Integer> size : sizes.entrySet()) {
            double width = Objects.requireNonNull(widths.get(size.getKey()));
            double radius = style.first + rank * style.step;
            sectors.add(new Sector(size.getKey(), from, width, radius));
            fill(size.getValue(), from, width, radius);
            from += width;
            rank++;
        }
        return new Arrangement(style, List.copyOf(spots), List.copyOf(sectors), extent);
    }

    /// Each gets what one mark needs; the rest is shared by how many there are.
    private Map<RouteTransport, Double> widths(Map<RouteTransport, Integer> sizes) {
        Map<RouteTransport, Double> widths = new EnumMap<>(RouteTransport.class);
        int rank = 0;
        double left = 2 * Math.PI;
        int more = 0;
        for (Map.Entry<RouteTransport, Integer> size : sizes.entrySet()) {
            double least = angle(style.first + rank * style.step);
            widths.put(size.getKey(), least);
            left -= least;
            more += size.getValue() - 1;
            rank++;
        }
        double rest = left;
        double shares = more == 0 ? sizes.size() : more;
        boolean alike = more == 0;
        sizes.forEach(
                (transport, size) -> widths.merge(transport, rest * (alike ? 1 : size - 1) / shares, Double::sum));
        return widths;
    }

    /// As many rings as are needed, each as full as the others.
    private void fill(int count, double from, double width, double firstRadius) {
        List<Integer> room = new ArrayList<>();
        int all = 0;
        while (all < count) {
            double radius = firstRadius + room.size() * style.pitch;
            room.add(Math.max(1, (int) Math.floor(width / angle(radius) + 1e-9)));
            all += room.getLast();
        }
        int left = count;
        for (int ring = 0; ring < room.size(); ring++) {
            double radius = firstRadius + ring * style.pitch;
            int here = Math.min(room.get(ring), Math.ceilDiv(left * room.get(ring), all));
            double each = width / here;
            for (int i = 0; i < here; i++) {
                spots.add(Spot.at(radius, from + each * (i + 0.5)));
            }
            extent = Math.max(extent, radius + style.reach);
            left -= here;
            all -= room.get(ring);
        }
    }

    /// What one mark takes of a ring.
    private double angle(double radius) {
        return 2 * Math.asin(Math.min(1, style.apart / (2 * radius)));
    }
}
