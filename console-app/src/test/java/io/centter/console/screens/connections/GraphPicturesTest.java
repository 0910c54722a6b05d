package io.centter.console.screens.connections;

import static org.assertj.core.api.Assertions.assertThat;

import io.centter.console.desk.SampleSite;
import io.centter.console.theme.Png;
import io.centter.console.theme.Theme;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/// Draws the graph with few and with many; the pictures stay in `target/pictures`.
class GraphPicturesTest {
    private static final Path PICTURES = Path.of("target", "pictures");

    @BeforeAll
    static void startJavaFx() throws TimeoutException {
        FxToolkit.registerPrimaryStage();
    }

    @Test
    void fewAndManyAreDrawnAndWhatStaysIsTheSameNode() throws Exception {
        WaitForAsyncUtils.waitForAsyncFx(60_000, () -> {
            Theme.loadFonts();
            try (SampleSite sample = SampleSite.open()) {
                ConnectionsViewModel model = new ConnectionsViewModel(sample.site());
                GraphView view = new GraphView(model);
                Scene scene = new Scene(new StackPane(view.node()), 900, 760);
                Theme.dress(scene);
                for (Theme theme : new Theme[] {Theme.DARK, Theme.LIGHT}) {
                    theme.apply();
                    for (int peers : new int[] {0, 5, 12, 30, 50, 200, 300, 1000}) {
                        draw(view, scene, peers, theme.key());
                    }
                }
                draw(view, scene, 50, "again");
                Node before = scene.lookup("#peer-" + SamplePicture.id(7));
                draw(view, scene, 51, "again");
                assertThat(scene.lookup("#peer-" + SamplePicture.id(7))).isSameAs(before);
                assertThat(dots(scene)).hasSize(51);
            }
            return true;
        });
    }

    private static Set<Node> dots(Scene scene) {
        return scene.getRoot().lookupAll(".spoke");
    }

    private static void draw(GraphView view, Scene scene, int peers, String name) throws IOException {
        view.show(SamplePicture.of(peers));
        scene.snapshot(null);
        Png.write(scene.snapshot(null), PICTURES.resolve("graph-" + peers + "-" + name + ".png"));
    }
}
