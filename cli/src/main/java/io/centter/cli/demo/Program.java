package io.centter.cli.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A Java program of Centter as the launcher script told it: JVM flags, class path, main class.
record Program(String java, List<String> flags, String classPath, String mainClass) {
    /// Ctrl-C in a terminal reaches all of its programs at once; parts in a session of their own hear of the end from
    /// the demo alone, one after the other, in order.
    private static final List<String> OWN_SESSION = Stream.of("/usr/bin/setsid", "/bin/setsid")
            .filter(program -> Files.isExecutable(Path.of(program)))
            .limit(1)
            .toList();

    /// Reads the system properties that `./centter demo` sets for one part.
    static Program ofPart(String part, String mainClass) {
        String classPath = System.getProperty("centter." + part + ".classpath");
        if (classPath == null) {
            throw new DemoFailed("The demo is started by ./centter demo, which knows where its parts are.");
        }
        String java = ProcessHandle.current().info().command().orElse("java");
        String flags = System.getProperty("centter." + part + ".flags", "");
        return new Program(java, flags.isBlank() ? List.of() : List.of(flags.split(" ")), classPath, mainClass);
    }

    List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>(OWN_SESSION);
        command.add(java);
        command.addAll(flags);
        command.addAll(List.of("-cp", classPath, mainClass));
        command.addAll(arguments);
        return command;
    }
}
