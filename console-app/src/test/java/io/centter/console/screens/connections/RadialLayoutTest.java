package io.centter.console.screens.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.centter.console.screens.connections.RadialLayout.Arrangement;
import io.centter.console.screens.connections.RadialLayout.Sector;
import io.centter.console.screens.connections.RadialLayout.Spot;
import io.centter.console.screens.connections.RadialLayout.Style;
import io.centter.model.route.EgoGraph;
import io.centter.model.route.RouteTransport;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RadialLayoutTest {
    /// A rectangle that is turned: its middle, half its sides, and its angle.
    private record Box(double x, double y, double halfWidth, double halfHeight, double angle) {
        double reach(double axis) {
            return Math.abs(halfWidth * Math.cos(angle - axis)) + Math.abs(halfHeight * Math.sin(angle - axis));
        }

        /// By the axes of both: what no line parts, overlaps.
        boolean overlaps(Box other) {
            for (double axis : new double[] {angle, angle + Math.PI / 2, other.angle, other.angle + Math.PI / 2}) {
                double apart = Math.abs((other.x - x) * Math.cos(axis) + (other.y - y) * Math.sin(axis));
                if (apart >= reach(axis) + other.reach(axis) - 1e-6) {
                    return false;
                }
            }
            return true;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 12, 30, 31, 50, 120, 200, 300, 1000})
    void noMarkAndNoLabelLiesOnAnother(int peers) {
        Arrangement arrangement = RadialLayout.arrange(SamplePicture.of(peers).spokes());
        requireApart(boxes(arrangement));
    }

    @Test
    void whateverTheTransportsAreNothingOverlaps() {
        Random random = new Random(7);
        for (int round = 0; round < 60; round++) {
            List<Spoke> spokes = new ArrayList<>();
            for (RouteTransport transport : RouteTransport.values()) {
                int count = random.nextInt(3) == 0 ? 0 : random.nextInt(1, round < 30 ? 8 : 60);
                for (int i = 0; i < count; i++) {
                    spokes.add(new Spoke.Many(transport, i));
                }
            }
            requireApart(boxes(RadialLayout.arrange(spokes)));
        }
    }

    @Test
    void sameAgentsStandInTheSamePlacesInWhateverOrderTheyCame() {
        Ego ego = SamplePicture.ego(200);
        Picture one = Picture.of(ego, null, null, _ -> Optional.empty());
        List<EgoGraph.Edge> edges = new ArrayList<>(ego.edges());
        Collections.shuffle(edges, new Random(1));
        Picture other = Picture.of(
                new Ego(ego.agent(), ego.peers(), ego.nodes(), edges, ego.counts(), true),
                null,
                null,
                _ -> Optional.empty());

        assertThat(other.spokes()).isEqualTo(one.spokes());
        assertThat(RadialLayout.arrange(other.spokes())).isEqualTo(RadialLayout.arrange(one.spokes()));
    }

    @Test
    void eachTransportHasASectorOfItsOwnAndTheBetterOneBeginsNearer() {
        Arrangement arrangement = RadialLayout.arrange(SamplePicture.of(60).spokes());
        List<Sector> sectors = arrangement.sectors();
        assertThat(sectors).extracting(Sector::transport).containsExactly(RouteTransport.values());
        assertThat(sectors).extracting(Sector::radius).isSorted().doesNotHaveDuplicates();
        double whole = 0;
        for (int i = 0; i < sectors.size(); i++) {
            whole += sectors.get(i).width();
            if (i > 0) {
                assertThat(sectors.get(i).from())
                        .isCloseTo(
                                sectors.get(i - 1).from() + sectors.get(i - 1).width(), within(1e-9));
            }
        }
        assertThat(whole).isCloseTo(2 * Math.PI, within(1e-9));
    }

    @Test
    void upToThreeHundredStandOneByOneAndBeyondMostAreInGroupsThatSayHowMany() {
        Picture legible = SamplePicture.of(300);
        assertThat(legible.spokes()).hasSize(300).allMatch(Spoke.One.class::isInstance);

        Picture crowded = SamplePicture.of(1000);
        assertThat(crowded.spokes()).hasSizeLessThan(150);
        Map<RouteTransport, Integer> grouped = new EnumMap<>(RouteTransport.class);
        crowded.spokes()
                .forEach(spoke -> grouped.merge(
                        spoke.transport(), spoke instanceof Spoke.Many many ? many.agents() : 1, Integer::sum));
        assertThat(grouped).isEqualTo(SamplePicture.ego(1000).counts());
    }

    @Test
    void peersThatWereNeverReadAreCountedInTheirGroup() {
        Ego ego = SamplePicture.ego(400);
        Map<RouteTransport, Integer> counts = new EnumMap<>(ego.counts());
        counts.merge(RouteTransport.NATS, 9_000, Integer::sum);
        Picture picture = Picture.of(
                new Ego(ego.agent(), 9_400, ego.nodes(), ego.edges(), counts, false),
                null,
                null,
                _ -> Optional.empty());
        int nats = picture.spokes().stream()
                .filter(spoke -> spoke.transport() == RouteTransport.NATS)
                .mapToInt(spoke -> spoke instanceof Spoke.Many many ? many.agents() : 1)
                .sum();
        assertThat(nats).isEqualTo(counts.get(RouteTransport.NATS));
    }

    private static void requireApart(List<Box> boxes) {
        for (int i = 0; i < boxes.size(); i++) {
            for (int j = i + 1; j < boxes.size(); j++) {
                assertThat(boxes.get(i).overlaps(boxes.get(j)))
                        .as("%s on %s", boxes.get(i), boxes.get(j))
                        .isFalse();
            }
        }
    }

    /// The middle, and each mark with the widest label there is.
    private static List<Box> boxes(Arrangement arrangement) {
        List<Box> boxes = new ArrayList<>();
        boxes.add(new Box(0, 12, RadialLayout.LABEL / 2, 36, 0));
        for (Spot spot : arrangement.spots()) {
            if (arrangement.style() == Style.BELOW) {
                boxes.add(new Box(spot.x(), spot.y() + 10, RadialLayout.LABEL / 2, 20, 0));
            } else {
                // From the inner edge of the mark to the end of the label.
                double half = (8 + 12 + RadialLayout.TURNED_LABEL) / 2;
                double middle = half - 8;
                boxes.add(new Box(
                        spot.x() + middle * Math.cos(spot.angle()),
                        spot.y() + middle * Math.sin(spot.angle()),
                        half,
                        8,
                        spot.angle()));
            }
        }
        return boxes;
    }
}
