package io.centter.embedded.postgres;

import io.centter.embedded.host.Orphan;
import io.centter.embedded.host.Patience;
import io.centter.embedded.host.ServerFailure;
import io.centter.embedded.host.StopSignal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What `postmaster.pid` says about the server that has, or had, the cluster open.
final class Postmaster {
    /// In the command line of every server we start.
    static final String MARK = "centter-embedded";

    private static final Logger LOG = LoggerFactory.getLogger(Postmaster.class);
    private static final int SHARED_MEMORY_LINE = 6;
    private static final int STATUS_LINE = 7;
    private static final Duration CHILDREN_LIMIT = Duration.ofSeconds(15);

    private final Path data;

    Postmaster(Path data) {
        this.data = data;
    }

    /// Whether the server with this process id says that it takes connections.
    boolean isReady(long pid) {
        List<String> lines = lines();
        return lines.size() > STATUS_LINE
                && lines.getFirst().strip().equals(Long.toString(pid))
                && lines.get(STATUS_LINE).strip().equals("ready");
    }

    /// Makes way for a new server: the file of a dead one is harmless, one of ours that outlived its parent is stopped.
    ///
    /// The caller holds the directory's lock, so no living Centter has this cluster open.
    void clearAway() {
        Optional<ProcessHandle> holder = lines().stream().findFirst().flatMap(Postmaster::process);
        if (holder.isEmpty()) {
            return;
        }
        ProcessHandle process = holder.get();
        if (Orphan.isRunning(process)) {
            switch (Orphan.judge(process, "postgres", MARK, data.toString())) {
                case UNRELATED ->
                    LOG.info("Stale postmaster.pid, its process is another program. pid={}", process.pid());
                case ORPHAN -> {
                    LOG.info("Stopping a PostgreSQL that outlived its parent. pid={} data={}", process.pid(), data);
                    Orphan.stop(process, StopSignal.INT);
                }
                case OWNED ->
                    throw new ServerFailure("Process " + process.pid() + " is a PostgreSQL that has " + data
                            + " open and was not left behind by Centter. Stop it (kill -INT " + process.pid()
                            + "), or choose another data directory.");
            }
        }
        forget();
    }

    /// PostgreSQL refuses to start while the process id in the file is in use by anything, so the file goes; but only
    /// when no child of the
    /// old server has its shared memory any more, which the file would have told.
    private void forget() {
        Patience patience = Patience.of(CHILDREN_LIMIT);
        while (isSharedMemoryInUse()) {
            if (!patience.moment()) {
                throw new ServerFailure("Children of a PostgreSQL that was killed still have " + data
                        + " open. End them (they are named postgres), then start again.");
            }
        }
        try {
            Files.deleteIfExists(file());
        } catch (IOException e) {
            throw new ServerFailure("Cannot remove the stale " + file() + ": " + e, e);
        }
    }

    private boolean isSharedMemoryInUse() {
        List<String> lines = lines();
        if (lines.size() <= SHARED_MEMORY_LINE) {
            return false;
        }
        String[] keyAndId = lines.get(SHARED_MEMORY_LINE).strip().split("\\s+", -1);
        try (Stream<String> segments = Files.lines(Path.of("/proc/sysvipc/shm"))) {
            return segments.map(line -> line.strip().split("\\s+", -1))
                    .anyMatch(columns -> columns[1].equals(keyAndId[keyAndId.length - 1]) && !columns[6].equals("0"));
        } catch (IOException notLinux) {
            return false;
        }
    }

    private static Optional<ProcessHandle> process(String pid) {
        try {
            return ProcessHandle.of(Long.parseLong(pid.strip())).filter(ProcessHandle::isAlive);
        } catch (NumberFormatException damaged) {
            return Optional.empty();
        }
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(file());
        } catch (IOException absent) {
            return List.of();
        }
    }

    private Path file() {
        return data.resolve("postmaster.pid");
    }
}
