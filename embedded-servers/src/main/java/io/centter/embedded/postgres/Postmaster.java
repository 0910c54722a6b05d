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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What `postmaster.pid` says about the server that has, or had, the cluster open.
final class Postmaster {
    /// In the command line of every server we start.
    static final String MARK = "centter-embedded";

    private static final Logger LOG = LoggerFactory.getLogger(Postmaster.class);
    private static final int STATUS_LINE = 7;

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
        switch (Orphan.judge(process, "postgres", MARK, data.toString())) {
            case UNRELATED -> forgetReusedPid(process.pid());
            case ORPHAN -> {
                LOG.info("Stopping a PostgreSQL that outlived its parent. pid={} data={}", process.pid(), data);
                Orphan.stop(process, StopSignal.INT);
                awaitRemoval();
            }
            case OWNED ->
                throw new ServerFailure("Process " + process.pid() + " is a PostgreSQL that has " + data
                        + " open and was not left behind by Centter. Stop it (kill -INT " + process.pid()
                        + "), or choose another data directory.");
        }
    }

    /// After a crash of the machine its process id may belong to anything; PostgreSQL itself would refuse to start
    /// then.
    private void forgetReusedPid(long pid) {
        LOG.info(
                "Removing a stale postmaster.pid whose process id now belongs to another program. pid={} data={}",
                pid,
                data);
        try {
            Files.deleteIfExists(file());
        } catch (IOException e) {
            throw new ServerFailure("Cannot remove the stale " + file() + ": " + e, e);
        }
    }

    private void awaitRemoval() {
        Patience patience = Patience.of(Duration.ofSeconds(2));
        while (Files.exists(file()) && patience.moment()) {
            Thread.onSpinWait();
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
