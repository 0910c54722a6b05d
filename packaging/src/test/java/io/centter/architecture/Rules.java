package io.centter.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiPredicate;
import org.jspecify.annotations.NullMarked;

/// The rules, each over any set of classes, so that each is proved once on a class that breaks it.
final class Rules {
    private Rules() {}

    static ArchRule modulesImportOnlyTheirNeighbours() {
        return dependencies("import only the modules of the table", Rules::moduleAllows);
    }

    static ArchRule featuresImportOnlyTheirNeighbours() {
        return dependencies("import only plumbing, audit, event and the neighbours of the table", Rules::featureAllows);
    }

    static ArchRule consolePackagesImportOnlyTheirNeighbours() {
        return dependencies("import only the console packages of the table", Rules::consoleAllows);
    }

    static ArchRule librariesStayInTheirRooms() {
        return dependencies("keep libraries in their rooms", Rules::roomAllows);
    }

    static ArchRule onlyFxThreadCallsRunLater() {
        return noClasses()
                .that()
                .doNotHaveSimpleName("FxThread")
                .should()
                .callMethod("javafx.application.Platform", "runLater", Runnable.class.getName())
                .allowEmptyShould(true);
    }

    static ArchRule viewModelsKnowNoScene() {
        return noClasses()
                .that()
                .haveSimpleNameEndingWith("ViewModel")
                .or()
                .resideInAPackage("io.centter.console.fleet..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javafx.scene..", "javafx.stage..")
                .allowEmptyShould(true);
    }

    static ArchRule liveKnowsNoJavaFx() {
        return noClasses()
                .that()
                .resideInAPackage("io.centter.console.live..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("javafx..")
                .allowEmptyShould(true);
    }

    /// Time, ids and randomness come through constructors; only the roots that wire everything reach for the real ones.
    static ArchRule onlyRootsReachForClockAndRandomness() {
        return noClasses()
                .that(DescribedPredicate.not(new Root()))
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(InstantSource.class, "system")
                .orShould()
                .callMethod(UUID.class, "randomUUID")
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .callConstructor(Random.class);
    }

    /// How long a comparison takes tells nothing about a hash or a signature.
    static ArchRule bytesAreComparedInConstantTime() {
        return noClasses()
                .that()
                .resideInAPackage("io.centter.control..")
                .should()
                .callMethod(Arrays.class, "equals", byte[].class, byte[].class)
                .orShould()
                .callMethod(Arrays.class, "compare", byte[].class, byte[].class);
    }

    /// No statement can be run without the tenant whose rows it reads or writes; but for those of the table.
    static ArchRule statementsAreGivenTheirTenant() {
        return methods()
                .that(DescribedPredicate.describe("are statements of a store", Tenants::isStatement))
                .should(new ArchCondition<>("be given their network, or the person whose own it is") {
                    @Override
                    public void check(JavaMethod method, ConditionEvents events) {
                        if (!Tenants.isGiven(method)) {
                            events.add(SimpleConditionEvent.violated(method, method.getFullName()));
                        }
                    }
                });
    }

    static ArchRule packagesAreNullMarked() {
        return classes().should(new ArchCondition<JavaClass>("stand in a package with a @NullMarked package-info") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                    events.add(SimpleConditionEvent.violated(
                            type, type.getName() + " stands in a package without a @NullMarked package-info"));
                }
            }
        });
    }

    private static ArchRule dependencies(String description, BiPredicate<JavaClass, JavaClass> allows) {
        return classes().should(new ArchCondition<JavaClass>(description) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                    if (!allows.test(type, dependency.getTargetClass().getBaseComponentType())) {
                        events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
                    }
                }
            }
        });
    }

    private static boolean moduleAllows(JavaClass from, JavaClass to) {
        Optional<String> source = prefixOf(from, House.MODULES.keySet());
        Optional<String> target = prefixOf(to, House.MODULES.keySet());
        return source.isEmpty()
                || target.isEmpty()
                || source.equals(target)
                || House.MODULES.getOrDefault(source.get(), Set.of()).contains(target.get());
    }

    private static boolean featureAllows(JavaClass from, JavaClass to) {
        return tableAllows(from, to, "io.centter.control.", House.FEATURES, House.PLUMBING, House.FOR_ALL);
    }

    private static boolean consoleAllows(JavaClass from, JavaClass to) {
        return tableAllows(from, to, "io.centter.console.", House.CONSOLE, Set.of(), Set.of());
    }

    private static boolean tableAllows(
            JavaClass from,
            JavaClass to,
            String root,
            Map<String, Set<String>> table,
            Set<String> always,
            Set<String> forFeatures) {
        String source = word(from, root);
        String target = word(to, root);
        if (source.isEmpty() || source.equals(target) || House.COMPOSERS.contains(source)) {
            return true;
        }
        if (target.isEmpty()) {
            // Inside this root the empty word is the composing package, which nobody may look up to.
            return !to.getPackageName().equals(root.substring(0, root.length() - 1));
        }
        if (always.contains(source)) {
            return always.contains(target);
        }
        if (forFeatures.contains(source)) {
            return always.contains(target) || forFeatures.contains(target);
        }
        Set<String> neighbours = table.get(source);
        return neighbours == null
                || always.contains(target)
                || forFeatures.contains(target)
                || neighbours.contains(target);
    }

    private static boolean roomAllows(JavaClass from, JavaClass to) {
        Optional<String> library = prefixOf(to, House.ROOMS.keySet());
        return library.isEmpty()
                || House.ROOMS.getOrDefault(library.get(), Set.of()).stream()
                        .anyMatch(room -> from.getPackageName().startsWith(room));
    }

    private static Optional<String> prefixOf(JavaClass type, Set<String> prefixes) {
        String name = type.getPackageName();
        return prefixes.stream()
                .filter(prefix -> name.equals(prefix) || name.startsWith(prefix + "."))
                .findFirst();
    }

    private static String word(JavaClass type, String root) {
        String name = type.getPackageName();
        if (!name.startsWith(root)) {
            return "";
        }
        String rest = name.substring(root.length());
        return rest.contains(".") ? rest.substring(0, rest.indexOf('.')) : rest;
    }

    private static final class Root extends DescribedPredicate<JavaClass> {
        Root() {
            super("wire a program together");
        }

        @Override
        public boolean test(JavaClass type) {
            return House.ROOTS.contains(type.getName().replaceAll("\\$.*", ""));
        }
    }
}
