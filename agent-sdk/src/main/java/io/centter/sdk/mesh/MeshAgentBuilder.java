package io.centter.sdk.mesh;

import io.centter.model.identity.AgentId;
import io.centter.model.message.ControlOrder;
import io.centter.sdk.rest.CentterApi;
import io.nats.client.Options;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// What an agent is made of. It needs [#api], [#credentials] or [#credentialsFile]; with none of them it connects
/// to a server without accounts, as in development.
public final class MeshAgentBuilder {
    final AgentId self;

    @Nullable
    CentterApi api;

    @Nullable
    String credentials;

    @Nullable
    Path credentialsFile;

    List<String> servers = List.of();
    boolean webSocket;

    @Nullable
    SSLContext tls;

    AgentProfile profile = AgentProfile.EMPTY;
    Duration beatEvery = Duration.ofMinutes(5);

    @Nullable
    MessageHandler messageHandler;

    @Nullable
    CallHandler callHandler;

    int concurrency = 8;
    BooleanSupplier beatWhile = () -> true;
    final Map<String, Consumer<HeardEvent>> eventHandlers = new LinkedHashMap<>();
    final List<Consumer<ControlOrder>> orderHandlers = new ArrayList<>();
    final List<Consumer<LinkState>> stateWatchers = new ArrayList<>();
    boolean service = true;

    @Nullable
    MeshThreads sharedThreads;

    InstantSource clock = InstantSource.system();
    RandomGenerator random = new SecureRandom();

    MeshAgentBuilder(AgentId self) {
        this.self = self;
    }

    /// A client that asks as this agent, by its API key: credentials are fetched and renewed by it.
    public MeshAgentBuilder api(CentterApi asAgent) {
        api = asAgent;
        return this;
    }

    /// The text of a `.creds` file. Without [#api] it is used until it ends.
    public MeshAgentBuilder credentials(String text) {
        credentials = text;
        return this;
    }

    /// Where credentials are kept, so that a restart needs no control plane. Readable by its owner only.
    public MeshAgentBuilder credentialsFile(Path file) {
        credentialsFile = file;
        return this;
    }

    /// Addresses to connect to, instead of those that come with the credentials.
    public MeshAgentBuilder servers(List<String> addresses) {
        servers = List.copyOf(addresses);
        return this;
    }

    /// By websocket instead of plain TCP, for agents behind a proxy.
    public MeshAgentBuilder webSocket(boolean on) {
        webSocket = on;
        return this;
    }

    /// What the certificates of `wss://` and `tls://` addresses are held against, where a private authority signs them;
    /// otherwise the JDK's own list counts.
    public MeshAgentBuilder tls(SSLContext context) {
        tls = context;
        return this;
    }

    public MeshAgentBuilder profile(AgentProfile is) {
        profile = is;
        return this;
    }

    /// 5 minutes is what the hub's thresholds are made for.
    public MeshAgentBuilder beatEvery(Duration interval) {
        beatEvery = interval;
        return this;
    }

    /// Heartbeats go out only while this holds: where an agent's own work hangs, it is seen to be silent.
    public MeshAgentBuilder beatWhile(BooleanSupplier alive) {
        beatWhile = alive;
        return this;
    }

    public MeshAgentBuilder onMessage(MessageHandler handler) {
        messageHandler = handler;
        return this;
    }

    /// Answers calls, which, unlike messages, are not kept: where nobody answers, the caller knows at once.
    public MeshAgentBuilder onCall(CallHandler handler) {
        callHandler = handler;
        return this;
    }

    /// How many messages are handled at once; 8 if not said.
    public MeshAgentBuilder concurrency(int limit) {
        concurrency = limit;
        return this;
    }

    /// Hears events.
    ///
    /// @param topics such as `deploy.>`; `*` and `>` as in subjects
    public MeshAgentBuilder onEvent(String topics, Consumer<HeardEvent> handler) {
        eventHandlers.put(topics, handler);
        return this;
    }

    /// Beside what the agent does itself: pause stops the inbox and resume starts it; reload fetches new credentials
    /// and says anew what the agent is; drain finishes what is in hand and, after the handlers, closes the agent.
    public MeshAgentBuilder onControl(Consumer<ControlOrder> handler) {
        orderHandlers.add(handler);
        return this;
    }

    public MeshAgentBuilder onState(Consumer<LinkState> watcher) {
        stateWatchers.add(watcher);
        return this;
    }

    /// Whether to be listed as the NATS micro service `agents`; yes if not said.
    public MeshAgentBuilder service(boolean on) {
        service = on;
        return this;
    }

    /// Shared with other agents of the process.
    public MeshAgentBuilder threads(MeshThreads shared) {
        sharedThreads = shared;
        return this;
    }

    public MeshAgentBuilder clock(InstantSource source) {
        clock = source;
        return this;
    }

    /// For jitter and ids; a secure source outside tests.
    public MeshAgentBuilder random(RandomGenerator source) {
        random = source;
        return this;
    }

    /// Only where an address asks for it: with a context, the client insists on TLS.
    void secure(Options.Builder options, List<String> addresses) {
        if (tls != null && addresses.stream().anyMatch(one -> one.startsWith("wss://") || one.startsWith("tls://"))) {
            options.sslContext(tls);
        }
    }

    public MeshAgent build() {
        return new MeshAgent(this);
    }
}
