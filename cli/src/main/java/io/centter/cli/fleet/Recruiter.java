package io.centter.cli.fleet;

import io.centter.model.api.AgentView;
import io.centter.model.api.CreateAgent;
import io.centter.model.api.RotateApiKey;
import io.centter.model.heartbeat.Transport;
import io.centter.model.identity.NetworkId;
import io.centter.model.identity.Slug;
import io.centter.sdk.identity.Identity;
import io.centter.sdk.identity.Registration;
import io.centter.sdk.rest.CentterApi;
import io.centter.sdk.rest.Unreachable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Sees to it that every member of the cast is an agent of the network with a kept identity: the kept one, else the
/// agent of that name with a new key, else a new agent.
final class Recruiter {
    private static final int DESKS = 8;

    private final CentterApi api;
    private final NetworkId network;
    private final Path folder;
    private @Nullable Map<Slug, AgentView> existing;

    Recruiter(CentterApi signedIn, NetworkId network, Path stateFolder) {
        this.api = signedIn;
        this.network = network;
        this.folder = stateFolder.resolve(network.toString());
    }

    /// In the order of the cast.
    List<Identity> recruit(List<CastMember> cast) {
        agents();
        try (ExecutorService desks =
                Executors.newFixedThreadPool(DESKS, Thread.ofVirtual().factory())) {
            List<Future<Identity>> pending = cast.stream()
                    .map(member -> desks.submit(() -> recruit(member)))
                    .toList();
            return pending.stream().map(Recruiter::outcome).toList();
        }
    }

    private static Identity outcome(Future<Identity> pending) {
        try {
            return pending.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unreachable("Interrupted while creating agents.", e);
        }
    }

    Path credentialsOf(Identity identity) {
        return folder.resolve(identity.agentId() + ".creds");
    }

    private Identity recruit(CastMember member) {
        Path file = folder.resolve(Slug.suggestedBy(member.name()) + ".json");
        try {
            Identity kept = Files.exists(file) ? Identity.load(file).movedTo(api.base()) : null;
            if (kept != null && kept.networkId().equals(network) && isThere(kept)) {
                return kept;
            }
            Identity fresh = enlist(member);
            fresh.save(file);
            return fresh;
        } catch (IOException e) {
            throw new UncheckedIOException("The identity of " + member.name() + " cannot be kept in " + file, e);
        }
    }

    private boolean isThere(Identity kept) {
        return agents().values().stream().anyMatch(agent -> agent.id().equals(kept.agentId()));
    }

    private Identity enlist(CastMember member) {
        AgentView known = agents().get(Slug.suggestedBy(member.name()));
        if (known != null) {
            String key = api.rotateApiKey(known.id(), new RotateApiKey(0)).apiKey();
            return new Identity(known.id(), network, known.name(), key, api.base());
        }
        return new Registration(api)
                .create(
                        network,
                        new CreateAgent(member.name(), null, member.role(), member.description(), Transport.NATS));
    }

    private synchronized Map<Slug, AgentView> agents() {
        Map<Slug, AgentView> known = existing;
        if (known == null) {
            known = api.allAgents(network).stream().collect(Collectors.toMap(AgentView::slug, Function.identity()));
            existing = known;
        }
        return known;
    }
}
