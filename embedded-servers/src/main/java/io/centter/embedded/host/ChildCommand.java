package io.centter.embedded.host;

import java.nio.file.Path;
import java.util.List;

/// A program to run in the foreground as our child.
///
/// @param name what it is called in messages
/// @param command the program and its arguments
/// @param directory where it runs
/// @param logFile where its output is appended
/// @param stop how it is told to stop
public record ChildCommand(String name, List<String> command, Path directory, Path logFile, StopSignal stop) {
    public ChildCommand {
        command = List.copyOf(command);
    }
}
