package io.centter.console;

import static io.centter.console.desk.SampleSite.there;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import io.centter.console.desk.Destination;
import io.centter.console.theme.Theme;
import io.centter.model.api.AgentCreated;
import io.centter.model.api.CreateAgent;
import io.centter.model.message.SendMessage;
import io.centter.model.message.SentMessage;
import io.centter.model.role.Role;
import io.centter.sdk.mesh.MeshAgent;
import io.centter.sdk.mesh.Outcome;
import io.centter.sdk.rest.MessagesApi;
import java.util.UUID;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// What became of a message, as a person sees it who has its id.
@ExtendWith(ApplicationExtension.class)
class MessagesUiTest {
    private Stage stage;
    private Person linda;

    @Start
    void show(Stage shown) {
        Theme.loadFonts();
        stage = shown;
    }

    @BeforeEach
    void sitDown(FxRobot robot) {
        linda = new Person(robot, stage);
        linda.sitDown(false);
    }

    @AfterEach
    void close() {
        linda.close();
    }

    @Test
    void messageThatWasHandledIsFoundByItsIdAndTellsByWhom(FxRobot robot) {
        AgentCreated nova =
                linda.api.createAgent(linda.network.id(), new CreateAgent("Nova", null, Role.ANALYST, null, null));
        MeshAgent agent = MeshAgent.of(nova.agent().id())
                .api(linda.api.asAgent(nova.agent().id(), there(nova.apiKey())))
                .onMessage(_ -> Outcome.DONE)
                .build()
                .start();
        try (agent) {
            SentMessage sent =
                    MessagesApi.of(linda.api).send(nova.agent().id(), SendMessage.task(TextNode.valueOf("Count them")));
            linda.until(() -> !MessagesApi.of(linda.api)
                    .trace(linda.network.id(), sent.messageId())
                    .fates()
                    .isEmpty());
            robot.interact(() -> linda.console().go(new Destination.Place("messages")));
            follow(robot, sent.messageId());
            // Its name comes with the fleet, the rest with the trace.
            linda.until(() -> rows(robot).getItems().size() == 1
                    && linda.words("#messages-table .table-cell").contains("handled ")
                    && linda.words("#messages-table .table-cell").contains("Nova"));
            assertThat(linda.words("#messages-table .table-cell")).contains("You", "Not kept");
            robot.interact(() -> rows(robot).getSelectionModel().select(0));
            robot.interact(() -> rows(robot).requestFocus());
            linda.press(KeyCode.ENTER);
            linda.untilSeen("#message-pane");
            assertThat(linda.words("#message-pane .label"))
                    .contains("Message from You to Nova", "Handled by\nNova", "Deliveries\n1");
            linda.pictures("message-handled");

            follow(robot, UUID.randomUUID());
            linda.until(() -> rows(robot).getItems().isEmpty());
            assertThat(linda.sees("#message-pane")).isFalse();
        }
    }

    private void follow(FxRobot robot, UUID id) {
        robot.interact(
                () -> robot.lookup("#messages-trace").queryTextInputControl().clear());
        linda.paste("#messages-trace", id.toString());
        linda.press(KeyCode.ENTER);
    }

    private static TableView<?> rows(FxRobot robot) {
        return robot.lookup("#messages-table").queryTableView();
    }
}
