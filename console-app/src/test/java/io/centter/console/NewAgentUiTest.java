package io.centter.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.centter.console.theme.Theme;
import io.centter.model.api.AgentView;
import io.centter.model.role.Role;
import java.util.List;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// An agent's life at the console of a real control plane: it is made, gets another name, and is deleted.
@ExtendWith(ApplicationExtension.class)
class NewAgentUiTest {
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
        linda.sitDown(true);
    }

    @AfterEach
    void close() {
        linda.close();
    }

    @Test
    void anAgentIsMadeRenamedAndDeletedAndTheTableFollows() {
        linda.pictures("agents-none");
        linda.click("#agents-create");
        linda.typeInto("#edit-name", "Mail triage");
        linda.choose("#edit-role", "Support");
        linda.untilSeen(".effect-gain");
        linda.apply();
        linda.until(() -> linda.words("#edit-pane .label").contains("API key of Mail triage"));
        linda.pictures("agent-made");
        linda.click("#edit-cancel");
        linda.until(() -> linda.words("#agents-table .table-cell").contains("Mail triage"));
        AgentView made = agents().getFirst();
        assertThat(made.role()).isEqualTo(Role.SUPPORT);

        linda.go("Mail triage");
        linda.untilSeen("#agent-pane");
        linda.press(KeyCode.CONTROL, KeyCode.K);
        linda.type("change mail");
        linda.press(KeyCode.ENTER);
        linda.untilSeen("#edit-name");
        linda.click("#edit-name");
        linda.press(KeyCode.CONTROL, KeyCode.A);
        linda.type("Inbox");
        linda.apply();
        linda.click("#edit-cancel");
        linda.until(() -> linda.words("#agents-table .table-cell").contains("Inbox"));

        linda.press(KeyCode.CONTROL, KeyCode.K);
        linda.type("delete inbox");
        linda.press(KeyCode.ENTER);
        linda.untilSeen("#edit-confirm");
        linda.typeInto("#edit-confirm", made.slug().value());
        linda.apply();
        linda.until(() -> agents().isEmpty());
        linda.until(() -> linda.workspace().fleet().rows().isEmpty());
    }

    private List<AgentView> agents() {
        return linda.api.allAgents(linda.network.id());
    }
}
