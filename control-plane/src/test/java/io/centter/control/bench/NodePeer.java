package io.centter.control.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A peer that is written for Node; its sources are beside the tests, and its packages are fetched for each run.
public final class NodePeer {
    private NodePeer() {}

    /// Copies the peer of this name, fetches what it needs, and starts it.
    public static ServerProcess start(String name, Map<String, String> environment, int port, Path directory) {
        Path home = directory.resolve("peer-" + name);
        try (Stream<Path> sources = Files.list(Path.of("src/test/peer", name))) {
            Files.createDirectories(home);
            for (Path source : sources.filter(Files::isRegularFile).toList()) {
                Files.copy(source, home.resolve(source.getFileName()));
            }
            Process install = new ProcessBuilder("npm", "install", "--no-audit", "--no-fund")
                    .directory(home.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(home.resolve("npm.log").toFile())
                    .start();
            if (install.waitFor() != 0) {
                throw new IllegalStateException(Files.readString(home.resolve("npm.log")));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        Map<String, String> all = new HashMap<>(environment);
        all.put("PORT", String.valueOf(port));
        all.put("NODE_ENV", "production");
        return ServerProcess.start(
                List.of("node", home.resolve("server.js").toString()), all, port, home.resolve("peer.log"));
    }
}
