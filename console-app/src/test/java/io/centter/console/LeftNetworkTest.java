package io.centter.console;

import static org.awaitility.Awaitility.await;

import io.centter.console.fx.Screen;
import io.centter.console.theme.Theme;
import io.centter.model.api.CreateNetwork;
import io.centter.model.api.NetworkView;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// Whoever changes between networks all day holds one of them, with all its screens, and not all that were looked at.
@ExtendWith(ApplicationExtension.class)
class LeftNetworkTest {
    private Stage stage;
    private Person linda;

    @Start
    void show(Stage registered) {
        Theme.loadFonts();
        // A window of its own: of the one that is registered, every event is kept, with the nodes that it met.
        stage = new Stage();
    }

    @BeforeEach
    void arrive(FxRobot robot) {
        linda = new Person(robot, stage);
    }

    @AfterEach
    void leave(FxRobot robot) {
        linda.close();
        robot.interact(stage::close);
    }

    @Test
    void networkThatIsLeftIsForgottenWithAllItsScreens(FxRobot robot) {
        NetworkView other = linda.api.createNetwork(new CreateNetwork("Beta Inc", null));
        linda.sitDown(true);
        WeakReference<Workspace> left = lookAtEverything(robot);
        robot.interact(() -> linda.console().chooseNetwork(other.id()));
        linda.until(() ->
                linda.workspace().isLive() && linda.workspace().network().id().equals(other.id()));
        // What the mouse was over and what had the focus is held until both are elsewhere.
        lookAtEverything(robot);
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            System.gc();
            return left.get() == null;
        });
    }

    private WeakReference<Workspace> lookAtEverything(FxRobot robot) {
        List<Screen> screens = new ArrayList<>();
        robot.interact(() -> screens.addAll(linda.workspace().screens().all()));
        for (Screen screen : screens) {
            robot.interact(() -> linda.console().frame().orElseThrow().go(screen));
            linda.until(() -> robot.lookup(node -> Objects.equals(node, screen.node()))
                    .tryQuery()
                    .isPresent());
        }
        robot.interact(() -> linda.console().frame().orElseThrow().go(screens.getFirst()));
        return new WeakReference<>(linda.workspace());
    }
}
