package io.centter.control.hub;

import io.centter.control.refusal.Refused;
import io.centter.model.identity.NetworkId;
import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// What other features do in the accounts of networks. Where the broker is away they are refused as unavailable.
public final class Mesh {
    private static final Duration RETRY = Duration.ofSeconds(2);
    private static final Duration ROOM = Duration.ofSeconds(30);

    private final HubLink link;
    private final Stores stores;
    private final Accounts accounts;
    private final AccountSessions sessions;
    private final Inboxes inboxes;
    private final MeshPublisher publisher;
    private final Set<NetworkId> ready = ConcurrentHashMap.newKeySet();

    Mesh(
            HubLink link,
            Stores stores,
            Accounts accounts,
            AccountSessions sessions,
            Inboxes inboxes,
            MeshPublisher publisher) {
        this.link = link;
        this.stores = stores;
        this.accounts = accounts;
        this.sessions = sessions;
        this.inboxes = inboxes;
        this.publisher = publisher;
    }

    /// Where a stream has put a message.
    ///
    /// @param duplicate whether it had its id before
    public record Stored(long seq, boolean duplicate) {}

    /// What is done inside an account, over a connection that ends with it.
    @FunctionalInterface
    public interface Visit<T> {
        T in(Connection connection) throws IOException, JetStreamApiException, InterruptedException;
    }

    public boolean isUp() {
        return link.isUp();
    }

    /// Stores a message in a stream of the network; the same id within ten minutes is stored once. Returns when the
    /// stream has it.
    public Stored store(NetworkId network, String subject, String messageId, byte[] content) {
        return store(network, subject, messageId, Map.of(), content);
    }

    /// The same with headers.
    public Stored store(
            NetworkId network, String subject, String messageId, Map<String, String> headers, byte[] content) {
        requireUp();
        if (content.length > StreamPlan.LARGEST_MESSAGE) {
            throw tooLarge();
        }
        try {
            makeReady(network);
            return publisher.store(accounts.keys(network).account(), subject, messageId, headers, content);
        } catch (BrokerAway _) {
            // Perhaps its streams are gone: look again at the next try.
            ready.remove(network);
            throw away();
        } catch (StreamRefused e) {
            if (e.isTooLarge()) {
                throw tooLarge();
            }
            if (e.isFull()) {
                throw new Refused.Limit(
                        "stream-full",
                        "The inboxes of this network hold as much as its plan allows; nothing was sent. Let agents "
                                + "handle what waits, then try again.",
                        ROOM);
            }
            throw e;
        }
    }

    /// Tells those who listen now; nobody keeps it. Returns when the broker has it.
    public void tell(NetworkId network, String subject, byte[] content) {
        requireUp();
        try {
            makeReady(network);
            publisher.tell(accounts.keys(network).account(), subject, content);
            publisher.flush();
        } catch (BrokerAway _) {
            throw away();
        }
    }

    /// Networks whose streams look as if messages were given up there: the broker has notes of such, or holds more
    /// messages than its durables know of.
    public List<NetworkId> suspicious() {
        requireUp();
        List<NetworkId> found = new ArrayList<>();
        try {
            for (NetworkId network : accounts.all()) {
                Holdings holdings = stores.holdings(accounts.keys(network).account());
                if (holdings.looksWrong() && !accounts.isSuspended(network)) {
                    found.add(network);
                }
            }
        } catch (BrokerAway _) {
            throw away();
        }
        return found;
    }

    /// Visits the network's account. The visitor may use the JetStream API and nothing else.
    ///
    /// @throws JetStreamApiException where JetStream refuses and the visitor did not expect it
    public <T> T visit(NetworkId network, Visit<T> visitor) throws JetStreamApiException {
        requireUp();
        if (accounts.isSuspended(network)) {
            throw new Refused.Forbidden(
                    "network-suspended", "This network is suspended: nobody may connect to it until it is resumed.");
        }
        try {
            makeReady(network);
            return sessions.visit(network, visitor::in);
        } catch (BrokerAway _) {
            throw away();
        }
    }

    /// A network may be so new that the broker does not have its account yet.
    private void makeReady(NetworkId network) {
        if (!ready.contains(network)) {
            accounts.sync(network);
            if (!accounts.isSuspended(network)) {
                inboxes.ensure(network, List.of());
                ready.add(network);
            }
        }
    }

    /// Refuses while the broker is away.
    public void requireUp() {
        if (!link.isUp()) {
            throw away();
        }
    }

    private static Refused.Unreadable tooLarge() {
        return new Refused.Unreadable(
                413, "message-too-large", "The message is larger than the plan of this network allows.");
    }

    private static Refused.Unavailable away() {
        return new Refused.Unavailable(
                "hub-unavailable", "The broker is away; nothing was done. Everything else works; try again.", RETRY);
    }
}
