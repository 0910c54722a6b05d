package io.centter.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.centter.console.desk.Destination;
import io.centter.console.theme.Theme;
import io.centter.model.skill.CreatePublisher;
import io.centter.model.skill.CreateSkill;
import io.centter.model.skill.PublishVersion;
import io.centter.model.skill.SemVer;
import io.centter.model.skill.Sha256;
import io.centter.model.wire.Wire;
import io.centter.sdk.rest.MarketApi;
import java.util.List;
import java.util.UUID;
import javafx.concurrent.Worker;
import javafx.scene.web.WebView;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// What is shown as a page: the API reference, and what publishers write.
@ExtendWith(ApplicationExtension.class)
class PagesUiTest {
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
    void entryIsFoundByItsPathAndItsPageRunsNoScript(FxRobot robot) {
        linda.go("API ref");
        linda.untilSeen("#reference-page");
        linda.typeInto("#reference-filter", "agent lock shuts");
        linda.pictures("reference");
        linda.until(() -> text(robot).contains("/api/v1/agents/{agent}/lock"));
        assertThat(robot.lookup("#reference-page")
                        .queryAs(WebView.class)
                        .getEngine()
                        .isJavaScriptEnabled())
                .isFalse();
    }

    @Test
    void changelogIsShownAsMarkdownAndItsTagsAsText(FxRobot robot) {
        MarketApi market = MarketApi.of(linda.api);
        String word = UUID.randomUUID().toString().substring(0, 8);
        var publisher = market.createPublisher(new CreatePublisher("Tools " + word, null, null, null));
        var skill = market.createSkill(
                new CreateSkill(publisher.id(), "Ledger " + word, null, "Keeps the books.", null, null, null));
        market.publish(
                skill.id(),
                new PublishVersion(
                        new SemVer("1.2.0"),
                        new Sha256("ab".repeat(32)),
                        null,
                        "### Added\n- **entries** in [two](https://example.com) currencies\n- `book --all`\n\n<b>boo</b>",
                        Wire.strict().createObjectNode(),
                        null,
                        null,
                        List.of(),
                        null));
        robot.interact(
                () -> linda.console().go(new Destination.Skill(skill.slug().value())));
        linda.untilSeen("#market-changelog");
        linda.until(() -> text(robot, "#market-changelog").contains("entries in two currencies"));
        assertThat(text(robot, "#market-changelog")).contains("<b>boo</b>").doesNotContain("**");
        assertThat(linda.words("#skill-pane .label")).contains("Not signed: its publisher had no key then");
        linda.pictures("changelog");
    }

    private static String text(FxRobot robot) {
        return text(robot, "#reference-page");
    }

    private static String text(FxRobot robot, String view) {
        WebView page = robot.lookup(view).queryAs(WebView.class);
        String[] found = {""};
        robot.interact(() -> {
            if (page.getEngine().getLoadWorker().getState() == Worker.State.SUCCEEDED) {
                found[0] = String.valueOf(page.getEngine().executeScript("document.body.innerText"));
            }
        });
        return found[0];
    }
}
