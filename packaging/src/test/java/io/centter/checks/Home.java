package io.centter.checks;

import java.nio.file.Path;

/// The folder with `pom.xml`, `centter` and all modules; tests run in the folder of their module.
public final class Home {
    public static final Path PATH = Path.of("..").toAbsolutePath().normalize();

    private Home() {}
}
