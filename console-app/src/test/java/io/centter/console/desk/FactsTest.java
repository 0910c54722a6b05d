package io.centter.console.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.centter.console.fleet.Fleet;
import io.centter.console.fleet.SampleFleet;
import io.centter.console.fx.Background;
import io.centter.console.fx.Ticker;
import io.centter.model.api.MemberRole;
import io.centter.model.api.NetworkStatus;
import io.centter.model.api.NetworkView;
import io.centter.model.api.Plan;
import io.centter.model.identity.Slug;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;

@ExtendWith(ApplicationExtension.class)
class FactsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final String KEY = "UBL4R6GZZKD5PQ3VQXQ2";

    private final List<String> copied = new ArrayList<>();
    private final Ticker ticker = new Ticker(() -> NOW);

    @Test
    void longIdIsShownByItsBeginningAndCopiedWhole(FxRobot robot) {
        robot.interact(() -> {
            ShortId id = (ShortId) shown(Fact.id("Key", KEY)).getChildren().get(1);
            Label beginning = (Label) id.getChildren().getFirst();
            assertThat(beginning.getText()).isEqualTo("UBL4R6GZ…");
            assertThat(beginning.getTooltip().getText()).isEqualTo(KEY);
            ((Button) id.getChildren().getLast()).fire();
        });
        assertThat(copied).containsExactly(KEY);
    }

    @Test
    void timeIsHowLongAgoItWasOrWhenItWillBeWithTheExactOneOnHover(FxRobot robot) {
        robot.interact(() -> {
            GridPane grid = shown(Fact.at("Made", NOW.minusSeconds(180)), Fact.at("Ends", NOW.plusSeconds(7200)));
            Label made = (Label) grid.getChildren().get(1);
            Label ends = (Label) grid.getChildren().get(3);
            assertThat(made.getText()).isEqualTo("3 min ago");
            assertThat(ends.getText()).isEqualTo("in 2 h");
            assertThat(made.getTooltip().getText()).contains("1 Mar 2026").contains(":57:00");
        });
    }

    @Test
    void whatIsNotKnownHasNoLine(FxRobot robot) {
        robot.interact(() -> assertThat(shown(
                                Fact.of("Reason", null),
                                Fact.id("Trace", null),
                                Fact.at("Ended", null),
                                Fact.of("Here", "yes"))
                        .getChildren())
                .hasSize(2));
    }

    @ParameterizedTest
    @CsvSource({
        "3f2a9c01b7de,12,3f2a9c01b7de",
        "3f2a9c01b7de,8,3f2a9c01…",
        "agent:3f2a9c01b7de,12,agent:3f2a9c01b7de",
        "permission:0192f0c1-7b1e-7c3a-9f52-3d6c2b1a0e4f,12,permission:…2b1a0e4f",
        "user-0192f0c1-7b1e-7c3a-9f52-3d6c2b1a0e4f,12,user-…2b1a0e4f",
        "0192f0c1-7b1e-7c3a-9f52-3d6c2b1a0e4f,12,…2b1a0e4f",
        "abcdefab-7b1e-7c3a-9f52-3d6c2b1a0e4f,12,…2b1a0e4f",
        "seal-key:0192f0c17b1e7c3a,12,seal-key:0192f0c1…",
        "'',12,''",
    })
    void idIsCutWhereItIsLongAndKeepsWhatItIsOf(String id, int most, String brief) {
        assertThat(ShortId.brief(id, most)).isEqualTo(brief);
    }

    private GridPane shown(Fact... facts) {
        NetworkView network = new NetworkView(
                SampleFleet.NETWORK,
                "Acme Corp",
                new Slug("acme"),
                Plan.BUSINESS,
                NetworkStatus.ACTIVE,
                null,
                null,
                MemberRole.OWNER,
                0,
                1,
                NOW,
                NOW);
        Background background = new Background(Runnable::run, Runnable::run, (_, _) -> {});
        return Facts.grid(
                QuietSite.of(network, new Fleet(), background, ticker, copied, new ArrayList<>()), List.of(facts));
    }
}
