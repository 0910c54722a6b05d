package io.centter.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.centter.console.bad.HurriedView;
import io.centter.console.bad.SceneViewModel;
import io.centter.console.live.bad.PaintingFeed;
import io.centter.control.access.bad.CarelessSql;
import io.centter.control.access.bad.HastyHash;
import io.centter.control.hub.bad.HubServesHttp;
import io.centter.control.user.bad.UserCallsHub;
import io.centter.model.bad.ModelCallsSdk;
import io.centter.model.bad.WallClock;
import io.centter.unmarked.Unmarked;
import org.junit.jupiter.api.Test;

/// A rule that nothing can break checks nothing: each is shown one class that breaks it.
final class RulesProofTest {
    @Test
    void aModelThatCallsTheSdkIsCaught() {
        catches(Rules.modulesImportOnlyTheirNeighbours(), ModelCallsSdk.class);
    }

    @Test
    void aFeatureThatCallsAStrangerIsCaught() {
        catches(Rules.featuresImportOnlyTheirNeighbours(), UserCallsHub.class);
    }

    @Test
    void aConsolePackageThatLooksUpIsCaught() {
        catches(Rules.consolePackagesImportOnlyTheirNeighbours(), PaintingFeed.class);
    }

    @Test
    void aLibraryOutsideItsRoomIsCaught() {
        catches(Rules.librariesStayInTheirRooms(), HubServesHttp.class);
    }

    @Test
    void runLaterOutsideFxThreadIsCaught() {
        catches(Rules.onlyFxThreadCallsRunLater(), HurriedView.class);
    }

    @Test
    void aViewModelWithNodesIsCaught() {
        catches(Rules.viewModelsKnowNoScene(), SceneViewModel.class);
    }

    @Test
    void aFeedThatPaintsIsCaught() {
        catches(Rules.liveKnowsNoJavaFx(), PaintingFeed.class);
    }

    @Test
    void theWallClockInsideTheHouseIsCaught() {
        catches(Rules.onlyRootsReachForClockAndRandomness(), WallClock.class);
    }

    @Test
    void aHashThatIsComparedByteByByteIsCaught() {
        catches(Rules.bytesAreComparedInConstantTime(), HastyHash.class);
    }

    @Test
    void aStatementThatAsksForNoTenantIsCaught() {
        JavaClasses classes = new ClassFileImporter().importClasses(CarelessSql.class);
        assertThatThrownBy(() -> Rules.statementsAreGivenTheirTenant().check(classes))
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll(
                        "CarelessSql.delete", "CarelessSql.ofTeam", "CarelessSql.review", "CarelessSql.put");
    }

    @Test
    void aPackageWithoutNullMarkedIsCaught() {
        catches(Rules.packagesAreNullMarked(), Unmarked.class);
    }

    private static void catches(ArchRule rule, Class<?> offender) {
        JavaClasses classes = new ClassFileImporter().importClasses(offender);
        assertThat(classes).isNotEmpty();
        assertThatThrownBy(() -> rule.check(classes))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(offender.getSimpleName());
    }
}
