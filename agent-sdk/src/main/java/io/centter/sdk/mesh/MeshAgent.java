package io.centter.sdk.mesh;

import com.fasterxml.jackson.databind.JsonNode;
import io.centter.model.discovery.DiscoverAnswer;
import io.centter.model.discovery.DiscoverQuery;
import io.centter.model.discovery.DiscoveredAgent;
import io.centter.model.discovery.GetAgent;
import io.centter.model.discovery.WhoAmI;
import io.centter.model.event.Replay;
import io.centter.model.event.ReplayQuery;
import io.centter.model.heartbeat.HeartbeatStatus;
import io.centter.model.heartbeat.Work;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.IdSource;
import io.centter.model.message.AgentEvent;
import io.centter.model.message.ControlOrder;
import io.centter.model.message.Subjects;
import io.nats.client.Connection;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One agent on the mesh. It connects, renews its credentials, sends heartbeats and takes messages by itself, and
/// comes back by itself after a restart of the broker or of the control plane. Calls block; any thread may make them.
public final class MeshAgent implements AutoCloseable {
    private static final Duration ASK = Duration.ofSeconds(5);
    private static final Duration SEND = Duration.ofSeconds(15);
    private static final Duration DRAIN = Duration.ofSeconds(10);

    private final MeshAgentBuilder settings;
    private final MeshThreads threads;
    private final Tally tally;
    private final Denials denials = new Denials();
    private final Inbox inbox;
    private final Link link;
    private final Heart heart;
    private final Asking asking;
    private final Recipients recipients;
    private final Post post;
    private final Ears ears;
    private final ServiceFace service;
    private final IdSource ids;
    private final CountDownLatch firstConnected = new CountDownLatch(1);
    private CompletableFuture<Void> ordersTold = CompletableFuture.completedFuture(null);
    private boolean closed;

    MeshAgent(MeshAgentBuilder builder) {
        settings = builder;
        MeshThreads shared = builder.sharedThreads;
        threads = shared == null ? new MeshThreads() : shared;
        tally = new Tally(builder.self);
        inbox = new Inbox(builder, threads, tally);
        link = new Link(builder, threads, new Access(builder), new Parts(), tally);
        heart = new Heart(builder, threads, link, denials, inbox, tally);
        Replies replies = new Replies(builder);
        asking = new Asking(link, replies);
        recipients = new Recipients(asking);
        post = new Post(link, replies, denials, builder.clock, tally);
        ears = new Ears(builder, threads, this::obey, tally);
        service = new ServiceFace(builder, tally);
        ids = new IdSource(builder.clock, builder.random);
        inbox.whenWorkChanges(heart::changed);
    }

    public static MeshAgentBuilder of(AgentId self) {
        return new MeshAgentBuilder(self);
    }

    /// Begins; the connection is made in the background.
    public MeshAgent start() {
        inbox.start();
        heart.start();
        link.start();
        return this;
    }

    /// Waits for the first connection. False where it did not come in time; [#state] says why.
    public boolean awaitConnected(Duration limit) throws InterruptedException {
        return firstConnected.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    public AgentId id() {
        return settings.self;
    }

    public LinkState state() {
        return link.state();
    }

    public long count(Counter counter) {
        return tally.of(counter);
    }

    // What it says of itself

    public void status(HeartbeatStatus status) {
        heart.show(status);
    }

    /// Replaces what the inbox would report: the messages in hand.
    public void work(Work work) {
        heart.show(work);
    }

    public AgentProfile profile() {
        return heart.profile();
    }

    public void profile(AgentProfile profile) {
        heart.show(profile);
    }

    /// A heartbeat now, beside the regular ones.
    public void beat() {
        heart.beat();
    }

    // The registry

    public DiscoverAnswer discover(DiscoverQuery query) {
        return asking.ask(Subjects.DISCOVER, query, DiscoverAnswer.class, ASK);
    }

    /// Fails with status 404 where the network has no such agent.
    public DiscoveredAgent get(AgentId agent) {
        return asking.ask(Subjects.GET, new GetAgent(agent), DiscoveredAgent.class, ASK);
    }

    /// Who the hub takes this agent for.
    public WhoAmI whoami() {
        return asking.ask(Subjects.WHOAMI, Map.of(), WhoAmI.class, ASK);
    }

    /// Past events of the network; only roles that may hear all of them are answered.
    public Replay replay(ReplayQuery query) {
        return asking.ask(Subjects.EVENTS, query, Replay.class, ASK);
    }

    // Calls

    /// Asks another agent and waits for its answer. Nothing is kept: where the agent is not there, this fails at once.
    ///
    /// @param token that shows the other agent who asks; null for none
    public JsonNode call(AgentId agent, JsonNode request, @Nullable String token, Duration limit) {
        return asking.call(Subjects.rpc(agent), request, token, limit);
    }

    // Messages and events

    /// Puts a message into another agent's durable inbox. When it returns, the broker has stored it. It tries for 15
    /// seconds and then fails with `Unreachable`; a refusal, and an agent that the network does not have, fail
    /// at once.
    public Sent send(AgentId to, Draft draft) {
        recipients.require(to);
        UUID id = ids.uuid();
        Object envelope = draft.complete(id, settings.self, to, settings.clock.instant());
        return post.publish(Subjects.inbox(to, settings.self), id, envelope, SEND);
    }

    /// Answers a message with a result. A person has no inbox: what a person sent without `reply_to` can be handled,
    /// not answered.
    public Sent answer(Received task, JsonNode a2a) {
        AgentId asker = task.envelope().replyTo();
        AgentId to = asker != null
                ? asker
                : task.envelope()
                        .from()
                        .agent()
                        .orElseThrow(() -> new IllegalArgumentException(
                                "a person sent this and named no reply_to: there is no inbox for an answer"));
        return send(to, Draft.resultOf(task.envelope(), a2a));
    }

    /// Tells everybody who listens. Confirmed as a message is.
    ///
    /// @param topic such as `deploy.finished`; the role says which are allowed
    public Sent publishEvent(String topic, JsonNode data) {
        UUID id = ids.uuid();
        AgentEvent event = new AgentEvent(AgentEvent.VERSION, id, settings.self, settings.clock.instant(), data);
        return post.publish(Subjects.event(topic), id, event, SEND);
    }

    /// Takes no new messages, until [#resume].
    public void pause() {
        inbox.pause();
    }

    public void resume() {
        inbox.resume();
    }

    /// Says that it is draining, finishes what is in hand (10 seconds at most), and leaves the mesh.
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        heart.stop();
        heart.show(HeartbeatStatus.DRAINING);
        if (link.connected().isPresent()) {
            heart.beat();
        }
        try {
            inbox.drain(DRAIN);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        service.stop();
        link.close(Duration.ofSeconds(2));
        if (settings.sharedThreads == null) {
            threads.close();
        }
    }

    /// Is gone at once, as a process that was killed: nothing is said, nothing is finished.
    public void vanish() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        heart.stop();
        link.close(Duration.ZERO);
        inbox.stop();
        if (settings.sharedThreads == null) {
            threads.close();
        }
    }

    private synchronized void obey(ControlOrder order) {
        if (!order.isFresh(settings.clock.instant())) {
            tally.info("order=too-late command=" + order.command());
            return;
        }
        switch (order.command()) {
            case PAUSE -> inbox.pause();
            case RESUME -> {
                inbox.resume();
                heart.show(HeartbeatStatus.OK);
            }
            case DRAIN -> {
                heart.show(HeartbeatStatus.DRAINING);
                inbox.pause();
            }
            case RELOAD -> {
                link.renewSoon();
                heart.changed();
            }
        }
        // Handlers may take their time, or close the agent; they still hear of one order after the other.
        ordersTold = ordersTold.thenRunAsync(() -> tell(order), threads.virtual());
        if (order.command() == ControlOrder.Command.DRAIN) {
            // On a thread of its own: closing ends the others.
            ordersTold = ordersTold.thenRun(
                    () -> Thread.ofVirtual().name("drain-" + settings.self).start(this::close));
        }
    }

    private void tell(ControlOrder order) {
        for (Consumer<ControlOrder> handler : settings.orderHandlers) {
            try {
                handler.accept(order);
            } catch (RuntimeException e) {
                tally.trouble(Counter.HANDLER_FAILURES, e);
            }
        }
    }

    private final class Parts implements LinkListener {
        @Override
        public void attached(Connection fresh) {
            ears.attached(fresh);
            service.attached(fresh);
            inbox.attached(fresh);
            heart.resumed();
            settle(fresh);
            firstConnected.countDown();
        }

        // Whoever waited for the connection may count on being heard: the broker knows all subscriptions.
        private void settle(Connection fresh) {
            try {
                fresh.flush(ASK);
            } catch (TimeoutException | IllegalStateException e) {
                tally.info("connection=slow detail=\"" + e + "\"");
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void resumed(Connection same) {
            inbox.resumed();
            heart.resumed();
        }

        @Override
        public void exchanging() {
            inbox.hold();
        }

        @Override
        public void error(String text) {
            if (denials.note(text, settings.clock.instant())) {
                tally.trouble(Counter.DENIALS, text);
                heart.changed();
            } else {
                tally.trouble(Counter.CONNECTION_ERRORS, text);
            }
        }
    }
}
