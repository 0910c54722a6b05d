package io.centter.embedded.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// A server that outlived the process which started it, found by the next start.
public final class Orphan {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /// What a process is to us that was recorded as the last owner of a directory.
    public enum Verdict {
        /// Another program: the process id was used again.
        UNRELATED,
        /// Ours, and its parent is gone.
        ORPHAN,
        /// It is this server on this directory, but somebody else's, or its parent lives.
        OWNED
    }

    private Orphan() {}

    /// Judges by the command line, which every user may read.
    ///
    /// @param program the server's program name
    /// @param mark a word that only servers started by us have in their command line
    /// @param directory the directory in question
    public static Verdict judge(ProcessHandle process, String program, String mark, String directory) {
        Optional<String> line = process.info().commandLine();
        // Windows tells the program but not its arguments; it was recorded for this directory, which nobody else has
        // locked.
        boolean same = line.map(words -> words.contains(program) && words.contains(directory))
                .orElseGet(() -> process.info().command().orElse("").contains(program));
        if (!same) {
            return Verdict.UNRELATED;
        }
        boolean ours = line.isEmpty() || line.get().contains(mark);
        return ours && !hasLivingJava(process) ? Verdict.ORPHAN : Verdict.OWNED;
    }

    /// Stops it in order, and by force when it does not.
    public static void stop(ProcessHandle process, StopSignal signal) {
        if (Host.isWindows()) {
            process.destroy();
        } else {
            DeathGuard.instance().signal(process.pid(), signal);
        }
        if (!ends(process, PATIENCE)) {
            process.destroyForcibly();
            if (!ends(process, PATIENCE)) {
                throw new ServerFailure("Process " + process.pid()
                        + " was left behind by an earlier run and cannot be stopped;" + " end it by hand.");
            }
        }
    }

    /// A process whose parent has died belongs to process 1, or to whoever collects orphans in its place; in a
    /// container that may be us.
    private static boolean hasLivingJava(ProcessHandle process) {
        return process.parent()
                .filter(parent -> parent.pid() != 1
                        && parent.pid() != ProcessHandle.current().pid())
                .map(parent -> parent.info()
                        .commandLine()
                        .or(() -> parent.info().command())
                        .orElse(""))
                .filter(line -> line.contains("java"))
                .isPresent();
    }

    /// Alive, and not merely a dead child that its parent has not collected: in a container without an init process
    /// those stay for ever.
    public static boolean isRunning(ProcessHandle process) {
        if (!process.isAlive()) {
            return false;
        }
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            return !stat.substring(stat.lastIndexOf(')') + 1).strip().startsWith("Z");
        } catch (IOException notLinux) {
            return process.isAlive();
        }
    }

    private static boolean ends(ProcessHandle process, Duration limit) {
        Patience patience = Patience.of(limit);
        while (isRunning(process)) {
            if (!patience.moment()) {
                return false;
            }
        }
        return true;
    }
}
