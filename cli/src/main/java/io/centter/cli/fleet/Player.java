package io.centter.cli.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.centter.model.discovery.DiscoverQuery;
import io.centter.model.discovery.DiscoveredAgent;
import io.centter.model.heartbeat.HeartbeatStatus;
import io.centter.model.identity.AgentId;
import io.centter.model.message.ControlOrder;
import io.centter.model.message.MessageType;
import io.centter.model.presence.Presence;
import io.centter.model.role.Role;
import io.centter.sdk.identity.Identity;
import io.centter.sdk.mesh.Draft;
import io.centter.sdk.mesh.MeshAgent;
import io.centter.sdk.mesh.MeshThreads;
import io.centter.sdk.mesh.Outcome;
import io.centter.sdk.mesh.Received;
import io.centter.sdk.rest.ApiFailure;
import io.centter.sdk.rest.CentterApi;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// One agent of the fleet: takes tasks, works on them for some seconds, answers; asks others for work when told to.
final class Player {
    /// What all players share.
    record Stage(
            CentterApi api,
            MeshThreads threads,
            Executor work,
            Duration beat,
            RandomGenerator random,
            CountDownLatch curtain,
            FleetCounts counts) {}

    private final CastMember member;
    private final Identity identity;
    private final Path credentials;
    private final Stage stage;
    private final AtomicInteger tasksInHand = new AtomicInteger();
    private volatile boolean silent;
    private volatile boolean paused;
    private @Nullable MeshAgent agent;

    Player(CastMember member, Identity identity, Path credentials, Stage stage) {
        this.member = member;
        this.identity = identity;
        this.credentials = credentials;
        this.stage = stage;
    }

    String name() {
        return member.name();
    }

    AgentId id() {
        return identity.agentId();
    }

    boolean maySend() {
        return member.role() != Role.ANALYST;
    }

    synchronized void appear() {
        if (agent == null) {
            agent = MeshAgent.of(identity.agentId())
                    .api(stage.api().asAgent(identity.agentId(), identity.apiKey()))
                    .credentialsFile(credentials)
                    .profile(member.profile())
                    .beatEvery(stage.beat())
                    .beatWhile(() -> !silent)
                    .concurrency(3)
                    .onMessage(this::take)
                    .onControl(this::obey)
                    .threads(stage.threads())
                    .build()
                    .start();
            if (paused) {
                agent.pause();
            }
        }
    }

    /// Without a word, as a machine that lost its power.
    synchronized void vanish() {
        MeshAgent gone = agent;
        agent = null;
        if (gone != null) {
            gone.vanish();
        }
    }

    /// In good order.
    synchronized void leave() {
        MeshAgent gone = agent;
        agent = null;
        if (gone != null) {
            gone.close();
        }
    }

    synchronized @Nullable MeshAgent present() {
        return agent;
    }

    boolean isConnected() {
        MeshAgent here = present();
        return here != null && here.state().isConnected();
    }

    void silent(boolean on) {
        silent = on;
        MeshAgent here = present();
        if (!on && here != null) {
            here.beat();
        }
    }

    void beat() {
        MeshAgent here = present();
        if (here != null) {
            here.beat();
            stage.counts().beat();
        }
    }

    /// An agent that was told to pause is still paused when it comes back.
    private void obey(ControlOrder order) {
        if (order.command() == ControlOrder.Command.PAUSE) {
            paused = true;
        } else if (order.command() == ControlOrder.Command.RESUME) {
            paused = false;
        }
    }

    /// Hands somebody a task that nobody can do.
    void despair(Player other) {
        MeshAgent here = present();
        if (here == null) {
            return;
        }
        try {
            here.send(other.id(), Draft.task(Errands.beyond(stage.random())));
            stage.counts().task();
        } catch (ApiFailure e) {
            stage.counts().failure(e);
        }
    }

    /// Tries what its role does not allow, as an agent does whose instructions are older than its role.
    void overreach() {
        MeshAgent here = present();
        String topic = switch (member.role()) {
            case ASSISTANT -> "newsletter.draft";
            case SALES -> "deploy.requested";
            case SUPPORT -> "infra.question";
            case ANALYST -> "report.weekly";
            case DEVELOPER -> "support.reply";
            case COORDINATOR -> null;
        };
        if (here == null || topic == null) {
            return;
        }
        try {
            here.publishEvent(topic, JsonNodeFactory.instance.objectNode().put("by", name()));
        } catch (ApiFailure e) {
            stage.counts().failure(e);
        }
    }

    /// Finds somebody who can do it, by discovery on the mesh, and sends a task.
    void ask(String capability) {
        MeshAgent here = present();
        if (here == null) {
            return;
        }
        try {
            List<DiscoveredAgent> able = here
                    .discover(new DiscoverQuery(capability, Presence.ONLINE, null, null, null, null, null, 50))
                    .agents()
                    .stream()
                    .filter(other -> !other.id().equals(id()))
                    .toList();
            if (able.isEmpty()) {
                return;
            }
            DiscoveredAgent chosen = able.get(stage.random().nextInt(able.size()));
            here.send(
                    chosen.id(),
                    Draft.task(Errands.task(capability, stage.random())).within(Duration.ofMinutes(5)));
            stage.counts().task();
        } catch (ApiFailure e) {
            stage.counts().failure(e);
        }
    }

    /// Tells everybody, where the role has a topic for it.
    void announce(String about) {
        MeshAgent here = present();
        String topic = switch (member.role()) {
            case DEVELOPER -> "deploy." + about;
            case SUPPORT -> "support." + about;
            case SALES -> "newsletter." + about;
            case COORDINATOR -> "standup." + about;
            case ASSISTANT, ANALYST -> null;
        };
        if (here == null || topic == null) {
            return;
        }
        try {
            JsonNode data = JsonNodeFactory.instance.objectNode().put("by", name());
            here.publishEvent(topic, data);
            stage.counts().event();
        } catch (ApiFailure e) {
            stage.counts().failure(e);
        }
    }

    private Outcome take(Received message) throws InterruptedException {
        if (message.envelope().type() != MessageType.TASK) {
            stage.counts().result();
            return Outcome.DONE;
        }
        if (Errands.isBeyond(message.envelope().a2a())) {
            return Outcome.later(Duration.ofSeconds(1));
        }
        begin();
        try {
            Duration effort = Duration.ofMillis(1_500 + stage.random().nextInt(6_000));
            if (stage.curtain().await(effort.toMillis(), TimeUnit.MILLISECONDS)) {
                return Outcome.later(Duration.ofSeconds(1));
            }
            return answer(message);
        } finally {
            end();
        }
    }

    private Outcome answer(Received message) {
        MeshAgent here = present();
        if (here == null) {
            return Outcome.later(Duration.ofSeconds(5));
        }
        if (!maySend()) {
            // An analyst's role may not send: its work ends with an acknowledgement.
            return Outcome.DONE;
        }
        JsonNode asked = message.envelope().a2a();
        try {
            here.answer(
                    message,
                    Errands.result(asked == null ? JsonNodeFactory.instance.objectNode() : asked, stage.random()));
        } catch (ApiFailure e) {
            stage.counts().failure(e);
            return Outcome.later(Duration.ofSeconds(5));
        }
        if (stage.random().nextInt(4) == 0) {
            announce("finished");
        }
        return Outcome.DONE;
    }

    private void begin() {
        MeshAgent here = present();
        if (tasksInHand.incrementAndGet() == 1 && here != null) {
            here.status(HeartbeatStatus.BUSY);
        }
    }

    private void end() {
        MeshAgent here = present();
        if (tasksInHand.decrementAndGet() == 0 && here != null) {
            here.status(HeartbeatStatus.OK);
        }
    }
}
