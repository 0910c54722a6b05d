package io.centter.console.screens.connections;

import static org.assertj.core.api.Assertions.assertThat;

import io.centter.model.presence.Presence;
import io.centter.model.route.RouteAgent;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GraphSvgTest {
    @Test
    void drawingNamesEveryAgentDashesWhatIsBlockedAndHurtsNoMarkup() {
        Ego ego = SamplePicture.ego(20);
        RouteAgent odd = new RouteAgent(SamplePicture.id(7), "R&D <1>", null, Presence.ONLINE, false, List.of());
        ego.nodes().put(odd.agent(), odd);
        Picture picture = Picture.of(ego, null, null, _ -> Optional.empty());

        String svg = GraphSvg.of(picture, RadialLayout.arrange(picture.spokes()));
        assertThat(svg).contains(">R&amp;D &lt;1&gt;</text>").doesNotContain("<1>");
        assertThat(svg.split("stroke-dasharray", -1))
                .hasSize(
                        1 + (int) picture.peers().stream().filter(Peer::blocked).count());
        picture.peers().stream()
                .filter(peer -> !peer.id().equals(odd.agent()))
                .forEach(peer -> assertThat(svg).contains(">" + peer.name() + "</text>"));
    }
}
