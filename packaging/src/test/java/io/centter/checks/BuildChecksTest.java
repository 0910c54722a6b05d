package io.centter.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Each check of the build is shown a module that breaks it, and must stop the build with the words expected.
@Tag("proof")
final class BuildChecksTest {
    private static final String CLEAN = "package broken;\n\n/// Nothing wrong here.\npublic final class Broken {}\n";

    static Stream<Arguments> breaches() {
        return Stream.of(
                Arguments.of(
                        "error-prone",
                        inClass("public boolean same(String x) {", "return x.equals(x);", "}"),
                        "",
                        "SelfEquals"),
                Arguments.of("null-away", inClass("public String none() {", "return null;", "}"), "", "NullAway"),
                Arguments.of(
                        "lint",
                        inClass("public java.util.List raw() {", "return java.util.List.of();", "}"),
                        "",
                        "found raw type"),
                Arguments.of("format", "package broken;\n\npublic final class Broken { int x=1; }\n", "", "spotless"),
                Arguments.of("file-length", CLEAN + "// long\n".repeat(350), "", "FileLength"),
                Arguments.of("method-length", longMethod(), "", "MethodLength"),
                Arguments.of("parameters", manyParameters(), "", "ParameterNumber"),
                Arguments.of(
                        "star-import",
                        CLEAN.replace("\n\n///", "\n\nimport java.util.*;\n\n///")
                                .replace("{}", "{\n    final List<String> names = List.of();\n}"),
                        "",
                        "AvoidStarImport"),
                Arguments.of(
                        "upper-bounds",
                        CLEAN,
                        dependency("org.slf4j", "slf4j-api", "1.7.36")
                                + dependency("ch.qos.logback", "logback-classic", "1.6.6"),
                        "RequireUpperBoundDeps"),
                Arguments.of(
                        "duplicate-classes",
                        CLEAN,
                        dependency("io.nats", "jnats", "2.26.2") + dependency("io.nats", "jwt-java", "1.5.2"),
                        "BanDuplicateClasses"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("breaches")
    void theBuildStops(String name, String source, String dependencies, String words) throws Exception {
        Command build = verify(module(name, source, dependencies), System.getProperty("java.home"));
        assertThat(build.exit()).as(build.output()).isNotZero();
        assertThat(build.output()).containsIgnoringCase(words);
    }

    @Test
    void aModuleWithoutABreachPasses() throws Exception {
        Command build = verify(module("clean", CLEAN, ""), System.getProperty("java.home"));
        assertThat(build.exit()).as(build.output()).isZero();
    }

    @Test
    void plainMavenOnAnOlderJdkSaysWhatToDo() throws Exception {
        Path old = olderJdk();
        Assumptions.assumeTrue(Files.exists(old.resolve("bin/javac")), "no JDK older than 25 on this machine");
        Command build = verify(module("old-jdk", CLEAN, ""), old.toString());
        assertThat(build.exit()).isNotZero();
        assertThat(build.output()).contains("Use ./centter verify");
    }

    private static Path olderJdk() throws IOException {
        Path places = Path.of("/usr/lib/jvm");
        if (!Files.isDirectory(places)) {
            return places;
        }
        try (Stream<Path> found = Files.list(places)) {
            return found.filter(place -> place.getFileName().toString().matches(".*(11|17|21).*"))
                    .findFirst()
                    .orElse(places);
        }
    }

    private static Command verify(Path module, String javaHome) throws Exception {
        return Command.run(module, Map.of("JAVA_HOME", javaHome), List.of("mvn", "-B", "-ntp", "verify"));
    }

    private static Path module(String name, String source, String dependencies) throws IOException {
        Path module = Home.PATH.resolve("packaging/target/checks").resolve(name);
        Path sources = Files.createDirectories(module.resolve("src/main/java/broken"));
        Files.writeString(sources.resolve("Broken.java"), source);
        Files.writeString(
                sources.resolve("package-info.java"),
                "/// Breaks one check.\n@NullMarked\npackage broken;\n\nimport org.jspecify.annotations.NullMarked;\n");
        Files.writeString(module.resolve("pom.xml"), """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                  <parent><groupId>io.centter</groupId><artifactId>centter</artifactId><version>0.1.0</version>
                    <relativePath>../../../../pom.xml</relativePath></parent>
                  <artifactId>broken-%s</artifactId>
                  <dependencies>%s</dependencies>
                </project>
                """.formatted(name, dependencies));
        return module;
    }

    private static String dependency(String group, String artifact, String version) {
        return "<dependency><groupId>%s</groupId><artifactId>%s</artifactId><version>%s</version></dependency>"
                .formatted(group, artifact, version);
    }

    private static String inClass(String... lines) {
        return """
                package broken;

                /// Breaks.
                public final class Broken {
                    %s
                        %s
                    %s
                }
                """.formatted((Object[]) lines);
    }

    private static String longMethod() {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < 46; i++) {
            body.append("total += ").append(i).append(";\n        ");
        }
        return inClass("public int sum() {\n        int total = 0;", body + "return total;", "}");
    }

    private static String manyParameters() {
        return inClass(
                "public int sum(int a, int b, int c, int d, int e, int f, int g, int h) {",
                "return a + b + c + d + e + f + g + h;",
                "}");
    }
}
