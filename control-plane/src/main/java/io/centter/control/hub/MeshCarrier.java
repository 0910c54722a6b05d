package io.centter.control.hub;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.centter.control.db.Transactions;
import io.centter.control.event.Carrier;
import io.centter.control.event.CarrierUnavailable;
import io.centter.control.event.Outbox;
import io.centter.control.event.OutboxRow;
import io.centter.model.api.Plan;
import io.centter.model.event.EventData;
import io.centter.model.event.HubEvent;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.message.ControlOrder;
import io.centter.model.message.Subjects;
import io.centter.model.wire.Wire;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries a network's outbox to the broker, in order: events into its account, and what its account, its agents and
/// their inboxes must become.
final class MeshCarrier implements Carrier {
    static final String SYNC_ACCOUNT = "nats.account.sync";
    static final String DELETE_ACCOUNT = "nats.account.delete";
    static final String SYNC_AGENT = "nats.agent.sync";
    static final String DELETE_AGENT = "nats.agent.delete";
    static final String SYNC_RIGHTS = "nats.rights.sync";

    private static final Logger LOG = LoggerFactory.getLogger(MeshCarrier.class);
    private static final int PATIENT_TRIES = 3;
    private static final int TRIES = 10;
    private static final Duration ORDER_GOOD_FOR = Duration.ofSeconds(30);

    private final Transactions transactions;
    private final Accounts accounts;
    private final Inboxes inboxes;
    private final MeshPublisher publisher;
    private final StaleCredentials stale;
    private final InstantSource clock;
    // With the plan that the streams were made for.
    private final Map<NetworkId, Plan> ready = new ConcurrentHashMap<>();
    // How often in a row.
    private final Map<NetworkId, Integer> unheard = new ConcurrentHashMap<>();

    MeshCarrier(
            Transactions transactions,
            Accounts accounts,
            Inboxes inboxes,
            MeshPublisher publisher,
            StaleCredentials stale,
            InstantSource clock) {
        this.transactions = transactions;
        this.accounts = accounts;
        this.inboxes = inboxes;
        this.publisher = publisher;
        this.stale = stale;
        this.clock = clock;
    }

    /// The agent that a row of work is about.
    record OfAgent(AgentId agentId) {}

    @Override
    public Set<String> kinds() {
        return Set.of(Outbox.EVENT, SYNC_ACCOUNT, DELETE_ACCOUNT, SYNC_AGENT, DELETE_AGENT, SYNC_RIGHTS);
    }

    @Override
    public void carry(List<OutboxRow> batch) throws CarrierUnavailable {
        NetworkId network = batch.getFirst().networkId();
        try {
            for (OutboxRow row : batch) {
                switch (row.kind()) {
                    case Outbox.EVENT -> publish(network, row);
                    case SYNC_ACCOUNT -> makeReady(network);
                    case DELETE_ACCOUNT -> delete(network);
                    case SYNC_RIGHTS -> syncRights(network, stale.endAll(network));
                    case SYNC_AGENT ->
                        syncAgent(network, row.payload(OfAgent.class).agentId());
                    case DELETE_AGENT ->
                        deleteAgent(network, row.payload(OfAgent.class).agentId());
                    default -> throw new IllegalStateException("no carrier for " + row.kind());
                }
            }
            publisher.flush();
            noteReached(network, batch.getLast());
            unheard.remove(network);
        } catch (BrokerAway e) {
            // Perhaps the account or its streams are gone: look again at the next try.
            ready.remove(network);
            if (e instanceof Unheard) {
                reconnectIfStuck(network);
            }
            throw new CarrierUnavailable(e.getMessage());
        }
    }

    // A nats-server that is given accounts while others change can forget for good to hand on what one account takes
    // from another, and shows nothing of it (its pull request 8610). A stream that is full or slow says nothing
    // either, so this is not done with every try.
    private void reconnectIfStuck(NetworkId network) {
        if (unheard.merge(network, 1, Integer::sum) % TRIES != PATIENT_TRIES) {
            return;
        }
        try {
            accounts.reconnect(network);
        } catch (BrokerAway e) {
            LOG.info("account=not_reconnected network={} reason={}", network, e.getMessage());
        }
    }

    /// The broker lost what it knew of a network; the next row brings it back.
    void forget(NetworkId network) {
        ready.remove(network);
    }

    private void publish(NetworkId network, OutboxRow row) {
        HubEvent event = row.event();
        if (!ready.containsKey(network) && !makeReady(network)) {
            // Nobody can be listening in an account that the broker has no more, or never had.
            return;
        }
        String account = accounts.keys(network).account();
        byte[] content = json(event);
        if (event.data() instanceof EventData.PresenceChanged) {
            publisher.tell(account, event.subject(), content);
        } else {
            publisher.store(account, event.subject(), event.id().toString(), content);
        }
    }

    /// Whether there is an account now; false where the network is being deleted and has none.
    private boolean makeReady(NetworkId network) {
        accounts.sync(network);
        Plan plan = inboxes.plan(network);
        if (ready.get(network) != plan) {
            if (accounts.isGone(network)) {
                return false;
            }
            // Nobody may connect to a suspended network, its streams' maker neither; they were made before.
            if (!accounts.isSuspended(network)) {
                inboxes.ensure(network, List.of());
                ready.put(network, plan);
            }
        }
        return true;
    }

    private void noteReached(NetworkId network, OutboxRow last) {
        if (!last.kind().equals(Outbox.EVENT)) {
            transactions.write(handle -> {
                AccountSql.of(handle).reached(network, last.position());
                return true;
            });
        }
    }

    private void delete(NetworkId network) throws CarrierUnavailable {
        if (accounts.hasLastWords(network)) {
            throw new CarrierUnavailable("events of the network are still to be told");
        }
        accounts.delete(network);
        ready.remove(network);
        unheard.remove(network);
    }

    /// An agent is new, or has other rights than before: what was signed for the old ones ends. Its inbox comes with
    /// its
    /// credentials. The broker is told even where nothing is left to revoke, since an earlier try may have ended
    /// between the two; an account that it has already costs nothing.
    private void syncAgent(NetworkId network, AgentId agent) {
        syncRights(network, stale.end(network, agent));
    }

    /// Who has credentials that say less than it may by now keeps them, and is told that there are better ones.
    private void syncRights(NetworkId network, StaleCredentials.Outcome outcome) {
        makeReady(network);
        Instant until = clock.instant().plus(ORDER_GOOD_FOR);
        for (AgentId agent : outcome.outgrown()) {
            publisher.tell(
                    accounts.keys(network).account(),
                    Subjects.control(agent),
                    json(new ControlOrder(ControlOrder.Command.RELOAD, "its rights grew", until)));
        }
        LOG.debug("rights=synced network={} ended={} outgrown={}", network, outcome.ended(), outcome.outgrown());
    }

    private void deleteAgent(NetworkId network, AgentId agent) {
        int revoked = transactions.write(handle -> CredentialSql.of(handle)
                .revokeAll(network, agent, "agent deleted", clock.instant())
                .size());
        if (makeReady(network)) {
            inboxes.remove(network, agent);
        }
        LOG.info("agent=removed network={} agent={} credentials_revoked={}", network, agent, revoked);
    }

    private static byte[] json(Object told) {
        try {
            return Wire.strict().writeValueAsBytes(told);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
