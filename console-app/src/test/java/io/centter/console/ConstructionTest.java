package io.centter.console;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.centter.console.fx.FxThread;
import java.time.Clock;
import java.time.Instant;
import java.util.TreeSet;
import javafx.application.Platform;
import org.jspecify.annotations.NullMarked;

/// How the console may be put together.
@AnalyzeClasses(packages = "io.centter.console", importOptions = ImportOption.DoNotIncludeTests.class)
class ConstructionTest {
    @ArchTest
    static final ArchRule onlyOneClassKnowsTheFxThread = noClasses()
            .that()
            .doNotBelongToAnyOf(FxThread.class)
            .should()
            .callMethod(Platform.class, "runLater", Runnable.class);

    @ArchTest
    static final ArchRule viewModelsKnowNoNodes = noClasses()
            .that()
            .haveSimpleNameEndingWith("ViewModel")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javafx.scene..", "javafx.stage..", "javafx.animation..");

    @ArchTest
    static final ArchRule thePictureNeedsOnlyObservableValues = noClasses()
            .that()
            .resideInAPackage("..console.fleet..")
            .should()
            .dependOnClassesThat(resideInAPackage("javafx..")
                    .and(not(resideInAnyPackage("javafx.beans..", "javafx.collections..", "javafx.util.."))));

    @ArchTest
    static final ArchRule theFeedKnowsNoJavaFx = noClasses()
            .that()
            .resideInAPackage("..console.live..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("javafx..");

    @ArchTest
    static final ArchRule theBrokersClientStaysInItsRoom = noClasses()
            .that()
            .resideOutsideOfPackage("..console.live..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.nats..");

    @ArchTest
    static final ArchRule theShellKnowsScreensOnlyAsScreen = noClasses()
            .that()
            .resideInAPackage("..console.shell..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..console.screens..");

    @ArchTest
    static final ArchRule theLowerPartsDoNotKnowTheUpper = noClasses()
            .that()
            .resideInAnyPackage(
                    "..console.fx..",
                    "..console.live..",
                    "..console.fleet..",
                    "..console.session..",
                    "..console.theme..",
                    "..console.text..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..console.shell..", "..console.screens..", "io.centter.console");

    @ArchTest
    static final ArchRule noPackagesGoInCircles =
            slices().matching("io.centter.console.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule timeComesThroughTheConstructor = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule looksAreInTheStyleSheet =
            noClasses().should().callMethod(javafx.scene.Node.class, "setStyle", String.class);

    @ArchTest
    static void everyPackageSaysWhatItIs(JavaClasses classes) {
        var silent = new TreeSet<String>();
        classes.forEach(type -> {
            if (type.getPackage().tryGetPackageInfo().isEmpty()
                    || !type.getPackage().isAnnotatedWith(NullMarked.class)) {
                silent.add(type.getPackageName());
            }
        });
        assertThat(silent).isEmpty();
    }
}
