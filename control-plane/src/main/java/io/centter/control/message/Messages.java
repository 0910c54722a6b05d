package io.centter.control.message;

import io.centter.control.access.AccessSnapshots;
import io.centter.control.event.Carrier;
import io.centter.control.ground.Ground;
import io.centter.control.http.Router;
import io.centter.control.hub.Hub;
import io.centter.control.presence.PresenceBoard;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The feature as a whole.
public final class Messages implements AutoCloseable {
    /// Hears of each message that was handed on.
    @FunctionalInterface
    public interface Relayed {
        void message(NetworkId network, @Nullable AgentId from);
    }

    private final DeadLetters dead;
    private final Undertaker undertaker;
    private final MessageCarrier carrier;
    private final Fates fates;
    private final MessageRoutes routes;

    public Messages(Ground ground, AccessSnapshots access, PresenceBoard board, Hub hub, Relayed relayed) {
        this.dead = new DeadLetters(ground, access);
        this.undertaker = new Undertaker(hub.mesh(), dead);
        this.carrier = new MessageCarrier(ground, hub.mesh());
        this.fates = new Fates(ground, hub.mesh());
        EventReplay replay = new EventReplay(hub.mesh());
        this.routes = new MessageRoutes(
                new MessageService(ground, access, hub.mesh(), relayed),
                new AgentOrders(ground, board, hub.mesh()),
                new InboxReader(ground, hub.mesh()),
                dead,
                fates,
                replay);
        hub.answerEvents(replay::replay);
        hub.whenUndelivered(undertaker::look);
        hub.whenLetter(fates::heard);
        hub.whenReady(this::sweep);
    }

    public void declare(Router router) {
        routes.declare(router);
    }

    /// What the relay must be given.
    public Carrier carrier() {
        return carrier;
    }

    /// Looks soon, in all networks, for messages that were given up and that nobody heard of.
    public void sweep() {
        undertaker.sweep();
    }

    /// Dead letters whose time is over.
    public int forgetOld(Handle handle) {
        return dead.forgetOld(handle);
    }

    /// What became of messages longer ago than that.
    public int forgetFates(Handle handle) {
        return fates.forgetOld(handle);
    }

    /// Tells of messages that grew too old unread; how many.
    public int expire() {
        return fates.expire();
    }

    public void start() {
        fates.start();
        undertaker.start();
    }

    @Override
    public void close() {
        undertaker.close();
        fates.close();
    }
}
