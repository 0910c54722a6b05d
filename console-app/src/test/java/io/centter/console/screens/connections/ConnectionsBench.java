package io.centter.console.screens.connections;

import static org.assertj.core.api.Assertions.assertThat;

import io.centter.console.desk.SampleSite;
import io.centter.console.theme.Theme;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.StackPane;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/// What it costs to put another agent in the middle: to lay the graph out, and to paint all of it.
@Tag("bench")
class ConnectionsBench {
    private static final int ROUNDS = 30;

    @BeforeAll
    static void startJavaFx() throws TimeoutException {
        FxToolkit.registerPrimaryStage();
    }

    @Test
    void anotherAgentInTheMiddleIsDrawnWithin150MillisecondsAmongAThousand() throws Exception {
        System.out.printf(
                "%n%-8s %8s %14s %14s %16s %16s%n",
                "peers", "spokes", "layout p50 ms", "layout p95 ms", "with paint p50", "with paint p95");
        double slowest = WaitForAsyncUtils.waitForAsyncFx(300_000, () -> {
            Theme.loadFonts();
            Theme.DARK.apply();
            try (SampleSite sample = SampleSite.open()) {
                GraphView view = new GraphView(new ConnectionsViewModel(sample.site()));
                Scene scene = new Scene(new StackPane(view.node()), 900, 760);
                Theme.dress(scene);
                double last = 0;
                for (int peers : new int[] {50, 200, 300, 1000}) {
                    last = measure(view, scene, peers);
                }
                return last;
            }
        });
        assertThat(slowest).as("p95 of layout and paint at 1,000 peers, in ms").isLessThan(150);
    }

    /// Between two pictures of which no agent is in both, as when one goes from one team's agents to another's.
    private static double measure(GraphView view, Scene scene, int peers) {
        Ego one = SamplePicture.ego(peers);
        WritableImage paper = new WritableImage(900, 760);
        double[] layout = new double[ROUNDS];
        double[] all = new double[ROUNDS];
        for (int round = -10; round < ROUNDS; round++) {
            view.show(Picture.NONE);
            scene.snapshot(paper);
            long began = System.nanoTime();
            Picture picture = Picture.of(one, null, null, _ -> Optional.empty());
            view.show(picture);
            scene.getRoot().applyCss();
            scene.getRoot().layout();
            long laidOut = System.nanoTime();
            scene.snapshot(paper);
            if (round >= 0) {
                layout[round] = (laidOut - began) / 1e6;
                all[round] = (System.nanoTime() - began) / 1e6;
            }
        }
        Arrays.sort(layout);
        Arrays.sort(all);
        System.out.printf(
                "%-8d %8d %14.1f %14.1f %16.1f %16.1f%n",
                peers,
                view.arrangement().spots().size(),
                layout[ROUNDS / 2],
                layout[ROUNDS * 95 / 100],
                all[ROUNDS / 2],
                all[ROUNDS * 95 / 100]);
        return all[ROUNDS * 95 / 100];
    }
}
