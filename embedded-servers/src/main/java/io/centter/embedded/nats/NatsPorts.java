package io.centter.embedded.nats;

import io.centter.embedded.host.LocalFiles;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The addresses a server has really taken, as it writes them to its ports file once it listens.
record NatsPorts(Optional<URI> client, Optional<URI> websocket, Optional<URI> monitor) {
    private static final Pattern ADDRESS = Pattern.compile("\"([^\"]+)\"");

    /// The file of this process, absent until it is ready.
    static Optional<NatsPorts> read(Path directory, long pid) {
        try (Stream<Path> files = Files.list(directory)) {
            Optional<Path> file = files.filter(path -> path.toString().endsWith("_" + pid + ".ports"))
                    .findFirst();
            return file.isEmpty() ? Optional.empty() : parse(Files.readString(file.get()));
        } catch (IOException notYet) {
            return Optional.empty();
        }
    }

    static Optional<NatsPorts> parse(String json) {
        var ports = new NatsPorts(address(json, "nats"), address(json, "websocket"), address(json, "monitoring"));
        // A file that is just being written has no end yet.
        return json.strip().endsWith("}") && ports.client().isPresent() ? Optional.of(ports) : Optional.empty();
    }

    static void clear(Path directory) {
        LocalFiles.deleteTree(directory);
        LocalFiles.ownDirectory(directory);
    }

    /// A server that listens on all addresses names every one; the loopback address is the one that is always right
    /// here.
    private static Optional<URI> address(String json, String kind) {
        var list = Pattern.compile("\"" + kind + "\"\\s*:\\s*\\[([^\\]]*(?:\\[[^\\]]*\\][^\\]]*)*)\\]")
                .matcher(json);
        if (!list.find()) {
            return Optional.empty();
        }
        List<URI> addresses = ADDRESS.matcher(list.group(1))
                .results()
                .map(MatchResult::group)
                .map(quoted -> URI.create(quoted.substring(1, quoted.length() - 1)))
                .toList();
        return addresses.stream()
                .filter(uri -> "127.0.0.1".equals(uri.getHost()))
                .findFirst()
                .or(() -> addresses.stream().findFirst());
    }
}
