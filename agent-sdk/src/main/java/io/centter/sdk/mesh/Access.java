package io.centter.sdk.mesh;

import io.centter.model.api.IssuedCredentials;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.InvalidValue;
import io.centter.sdk.identity.PrivateFile;
import io.centter.sdk.rest.CentterApi;
import io.centter.sdk.rest.Unreachable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where an agent's credentials come from: from its API key, as often as needed, or once from its owner.
final class Access {
    private static final Logger LOG = LoggerFactory.getLogger(MeshAgent.class);

    private final AgentId self;
    private final @Nullable CentterApi api;
    private final @Nullable Path cache;
    private final boolean webSocket;
    private final InstantSource clock;
    private final List<String> fixedServers;
    private @Nullable MeshCredentials current;
    private boolean doubtful;

    Access(MeshAgentBuilder from) {
        self = from.self;
        api = from.api;
        cache = from.credentialsFile;
        webSocket = from.webSocket;
        clock = from.clock;
        fixedServers = List.copyOf(from.servers);
        String text = from.credentials;
        current = text == null ? null : MeshCredentials.parse(text, fixedServers);
    }

    /// A server without accounts, as in development: no credentials at all.
    boolean isOpen() {
        return api == null && current == null && cache == null;
    }

    boolean renews() {
        return api != null;
    }

    synchronized List<String> servers() {
        MeshCredentials known = current;
        return known == null || !fixedServers.isEmpty() ? fixedServers : known.servers();
    }

    /// Credentials to connect with, fetched where none are at hand. Fails as [CentterApi] does.
    synchronized MeshCredentials present() {
        Instant now = clock.instant();
        MeshCredentials known = current == null ? cached() : current;
        if (known == null || (known.isExpired(now) && api != null)) {
            return renew();
        }
        current = known;
        return doubtful ? renewIfPossible(known) : known;
    }

    /// The addresses may have changed: the next connection asks for them, if somebody can be asked.
    synchronized void doubt() {
        doubtful = api != null;
    }

    private MeshCredentials renewIfPossible(MeshCredentials known) {
        try {
            return renew();
        } catch (Unreachable _) {
            return known;
        }
    }

    /// When the credentials in use should be exchanged; absent where they need not or cannot be.
    synchronized @Nullable Instant renewalDue(double spread) {
        return api == null || current == null ? null : current.renewAt(spread);
    }

    /// New credentials by the API key.
    synchronized MeshCredentials renew() {
        if (api == null) {
            throw new InvalidValue(
                    "creds", "There are no credentials for agent " + self + ", and no API key to get some.");
        }
        IssuedCredentials issued = api.issueCredentials(self);
        List<String> servers = webSocket ? issued.websockets() : issued.servers();
        if (servers.isEmpty() && fixedServers.isEmpty()) {
            throw new InvalidValue(
                    "servers",
                    webSocket
                            ? "The control plane names no WebSocket address; set nats.websocket_url there, or servers here."
                            : "The control plane names no address of a broker; set nats.public_url there, or servers here.");
        }
        MeshCredentials fresh = MeshCredentials.parse(issued.creds(), fixedServers.isEmpty() ? servers : fixedServers);
        current = fresh;
        doubtful = false;
        remember(issued.creds(), fresh.servers());
        return fresh;
    }

    /// What was refused is not tried again.
    synchronized void forget() {
        current = null;
        if (cache != null && api != null) {
            try {
                Files.deleteIfExists(cache);
            } catch (IOException _) {
                // Then it is refused once more at the next start.
            }
        }
    }

    private @Nullable MeshCredentials cached() {
        if (cache == null || !Files.isRegularFile(cache)) {
            return null;
        }
        try {
            String text = Files.readString(cache);
            List<String> servers = text.lines()
                    .filter(line -> line.startsWith("# server "))
                    .map(line -> line.substring("# server ".length()).strip())
                    .toList();
            return MeshCredentials.parse(text, fixedServers.isEmpty() ? servers : fixedServers);
        } catch (IOException | InvalidValue e) {
            if (api == null) {
                throw e instanceof IOException io ? new UncheckedIOException(io) : (InvalidValue) e;
            }
            return null;
        }
    }

    // The addresses stand as comments before the blocks: every NATS client still reads the file.
    private void remember(String text, List<String> servers) {
        if (cache == null) {
            return;
        }
        StringBuilder file = new StringBuilder();
        servers.forEach(server -> file.append("# server ").append(server).append('\n'));
        try {
            PrivateFile.write(cache, file.append(text).toString());
        } catch (IOException e) {
            // They work all the same; the next start asks for new ones.
            LOG.warn("agent={} credentials=not-kept file={} detail=\"{}\"", self, cache, e.getMessage());
        }
    }
}
