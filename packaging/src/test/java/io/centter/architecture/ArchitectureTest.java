package io.centter.architecture;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The house stands as it is drawn.
final class ArchitectureTest {
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.centter");

    static List<ArchRule> rules() {
        return List.of(
                Rules.modulesImportOnlyTheirNeighbours(),
                Rules.featuresImportOnlyTheirNeighbours(),
                Rules.consolePackagesImportOnlyTheirNeighbours(),
                Rules.librariesStayInTheirRooms(),
                Rules.onlyFxThreadCallsRunLater(),
                Rules.viewModelsKnowNoScene(),
                Rules.liveKnowsNoJavaFx(),
                Rules.onlyRootsReachForClockAndRandomness(),
                Rules.bytesAreComparedInConstantTime(),
                Rules.statementsAreGivenTheirTenant(),
                Rules.packagesAreNullMarked());
    }

    @Test
    void everyModuleIsSeen() {
        for (String module : House.MODULES.keySet()) {
            assertThat(HOUSE.stream().anyMatch(type -> type.getPackageName().startsWith(module)))
                    .as(module)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theHouseObeys(ArchRule rule) {
        rule.check(HOUSE);
    }

    @Test
    void statementsThatAreLetGoAreThere() {
        assertThat(HOUSE.stream()
                        .filter(Tenants::isStore)
                        .flatMap(store -> Tenants.names(store).stream())
                        .distinct())
                .containsAll(House.OF_NO_TENANT.keySet())
                .containsAll(House.OF_A_PERSON);
    }

    @ParameterizedTest
    @ValueSource(strings = {"model", "embedded", "sdk", "control", "cli", "console"})
    void packagesOfAModuleFormNoCycle(String module) {
        slices().matching("io.centter." + module + ".(*)..")
                .should()
                .beFreeOfCycles()
                .check(HOUSE);
    }
}
