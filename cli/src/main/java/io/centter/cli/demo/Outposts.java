package io.centter.cli.demo;

import io.centter.model.api.AgentView;
import io.centter.model.api.CreateAgent;
import io.centter.model.api.RotateApiKey;
import io.centter.model.heartbeat.Heartbeat;
import io.centter.model.heartbeat.HeartbeatStatus;
import io.centter.model.heartbeat.Location;
import io.centter.model.heartbeat.Transport;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.identity.Slug;
import io.centter.model.role.Role;
import io.centter.sdk.identity.Identity;
import io.centter.sdk.identity.Registration;
import io.centter.sdk.rest.ApiFailure;
import io.centter.sdk.rest.CentterApi;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Agents from before the mesh: they are not on NATS, say over HTTP that they are there, and are reached by other ways
/// or by none.
final class Outposts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Outposts.class);
    private static final Duration BEAT = Duration.ofMinutes(4);
    private static final List<Post> POSTS = List.of(
            new Post(
                    "Ledger",
                    "Keeps the books, in a VPC and nowhere else",
                    Transport.VPC,
                    place("10.10.4.20", null, "vpc-0a1b2c3d", null),
                    null),
            new Post(
                    "Archive",
                    "Old papers, on the tailnet",
                    Transport.TAILSCALE,
                    place(null, "100.64.4.21", null, "acme.ts.net"),
                    null),
            new Post(
                    "Herald",
                    "A partner's agent behind a public endpoint",
                    Transport.HTTPS,
                    place(null, null, null, null),
                    "https://herald.example.com/a2a"),
            new Post(
                    "Relic",
                    "Alone in a VPC that nobody else is in",
                    Transport.VPC,
                    place("10.99.0.5", null, "vpc-forgotten", null),
                    null));

    private final CentterApi api;
    private final InstantSource clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("outposts").factory());
    private final List<Identity> identities = new ArrayList<>();
    private long beats;

    /// One of them.
    private record Post(
            String name,
            String description,
            Transport transport,
            Location where,
            @Nullable String url) {}

    private Outposts(CentterApi signedIn, InstantSource clock) {
        this.api = signedIn;
        this.clock = clock;
    }

    /// Makes those that are not there yet, and lets all be heard until closed.
    static Outposts open(CentterApi signedIn, NetworkId network, InstantSource clock) {
        Outposts outposts = new Outposts(signedIn, clock);
        List<AgentView> known = signedIn.allAgents(network);
        for (Post post : POSTS) {
            outposts.identities.add(known.stream()
                    .filter(agent -> agent.slug().equals(Slug.suggestedBy(post.name())))
                    .findFirst()
                    .map(agent -> outposts.again(network, agent))
                    .orElseGet(() -> new Registration(signedIn)
                            .create(
                                    network,
                                    new CreateAgent(
                                            post.name(), null, Role.ANALYST, post.description(), post.transport()))));
        }
        var _ = outposts.timer.scheduleAtFixedRate(outposts::beat, 0, BEAT.toSeconds(), TimeUnit.SECONDS);
        return outposts;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private Identity again(NetworkId network, AgentView agent) {
        String key = api.rotateApiKey(agent.id(), new RotateApiKey(0)).apiKey();
        return new Identity(agent.id(), network, agent.name(), key, api.base());
    }

    private void beat() {
        long beat = beats++;
        for (int i = 0; i < POSTS.size(); i++) {
            Identity identity = identities.get(i);
            try {
                api.asAgent(identity.agentId(), identity.apiKey())
                        .heartbeat(said(identity.agentId(), POSTS.get(i), beat));
            } catch (ApiFailure e) {
                LOG.info("outpost={} heartbeat=failed cause=\"{}\"", identity.name(), e.getMessage());
            }
        }
    }

    private Heartbeat said(AgentId agent, Post post, long beat) {
        return new Heartbeat(
                Heartbeat.VERSION,
                agent,
                null,
                beat,
                clock.instant(),
                HeartbeatStatus.OK,
                post.where(),
                post.url(),
                List.of(post.transport()),
                List.of("archive"),
                List.of(),
                List.of(),
                List.of(),
                null,
                List.of(),
                null);
    }

    private static Location place(
            @Nullable String privateIp, @Nullable String tailscaleIp, @Nullable String vpc, @Nullable String tailnet) {
        return new Location(privateIp, null, tailscaleIp, vpc, tailnet, null, null);
    }
}
