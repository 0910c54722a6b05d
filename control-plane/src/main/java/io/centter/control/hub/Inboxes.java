package io.centter.control.hub;

import io.centter.control.config.NatsConfig;
import io.centter.control.db.Transactions;
import io.centter.control.refusal.Refused;
import io.centter.model.api.Plan;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.message.Subjects;
import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.StreamConfiguration;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The streams of a network, and the durable inbox of each of its agents. Doing it again changes nothing.
final class Inboxes {
    static final Set<String> STREAMS =
            Set.of(Subjects.MESSAGES_STREAM, Subjects.EVENTS_STREAM, Subjects.UNDELIVERED_STREAM);

    private static final Logger LOG = LoggerFactory.getLogger(Inboxes.class);
    private static final int NO_SUCH = 404;
    private static final int TOO_MANY_CONSUMERS = 10_026;
    private static final int UNAVAILABLE = 503;
    // No place for as many copies: of a cluster, and of a server that is none.
    private static final Set<Integer> TOO_FEW_SERVERS = Set.of(10_005, 10_074);

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Turns turns = new Turns(PATIENCE);
    private final Transactions transactions;
    private final AccountSessions sessions;
    private final NatsConfig config;

    Inboxes(Transactions transactions, AccountSessions sessions, NatsConfig config) {
        this.transactions = transactions;
        this.sessions = sessions;
        this.config = config;
    }

    /// On how many servers a stream is to be.
    int replicas() {
        return config.replicas();
    }

    /// What the network pays for now; its streams are made accordingly.
    Plan plan(NetworkId network) {
        return transactions.read(handle -> handle.createQuery("SELECT plan FROM networks WHERE id = :network")
                .bind("network", network)
                .mapTo(String.class)
                .findOne()
                .map(plan -> Plan.valueOf(plan.toUpperCase(Locale.ROOT)))
                .orElse(Plan.STARTER));
    }

    /// Makes what is missing or differs: the streams, and an inbox for each of these agents. Events, work and
    /// repairs of a new network come here at the same moment, and of two requests to make a stream a server answers
    /// one with an error (10049, "error creating store"): so one waits for the other, and finds what it made. Where
    /// two processes meet, the one that is refused tries again.
    void ensure(NetworkId network, Collection<AgentId> agents) {
        turns.run(network, () -> {
            Plan plan = plan(network);
            inAccount(network, streams -> {
                ensureStreams(network, plan, streams);
                for (AgentId agent : agents) {
                    streams.addOrUpdateConsumer(
                            Subjects.MESSAGES_STREAM, StreamPlan.durable(agent, config.deliveries()));
                }
            });
        });
    }

    /// Takes away an agent's inbox, with what waits in it.
    void remove(NetworkId network, AgentId agent) {
        inAccount(network, streams -> {
            try {
                streams.deleteConsumer(Subjects.MESSAGES_STREAM, agent.value());
            } catch (JetStreamApiException e) {
                if (e.getErrorCode() != NO_SUCH) {
                    throw e;
                }
            }
        });
    }

    private interface Work {
        void with(JetStreamManagement streams) throws IOException, JetStreamApiException;
    }

    private void inAccount(NetworkId network, Work work) {
        try {
            sessions.visit(network, (Connection connection) -> {
                work.with(connection.jetStreamManagement());
                return true;
            });
        } catch (JetStreamApiException e) {
            if (e.getApiErrorCode() == TOO_MANY_CONSUMERS) {
                throw new Refused.Limit(
                        "inbox-limit",
                        "This network has as many inboxes as fit. Delete agents that are gone, or put new ones into "
                                + "another network.",
                        null);
            }
            if (TOO_FEW_SERVERS.contains(e.getApiErrorCode())) {
                throw new TooFewServers(config.replicas());
            }
            if (e.getErrorCode() == UNAVAILABLE) {
                throw new BrokerAway("JetStream is not ready: " + e.getErrorDescription());
            }
            LOG.warn("streams=refused network={} reason={}", network, e.getMessage());
            throw new IllegalStateException("JetStream refuses in " + network + ": " + e.getMessage(), e);
        }
    }

    /// While a server is away, streams are kept on those that are there, as long as these are most of them: two copies
    /// now are better than three later, and whoever looks next, when it is back, makes them three.
    private void ensureStreams(NetworkId network, Plan plan, JetStreamManagement streams)
            throws IOException, JetStreamApiException {
        int fewest = config.replicas() / 2 + 1;
        for (int copies = config.replicas(); ; copies--) {
            try {
                for (StreamConfiguration stream : new StreamPlan(plan, config.replicas()).streams(copies)) {
                    ensureStream(streams, stream);
                }
                return;
            } catch (JetStreamApiException e) {
                if (copies == fewest || !TOO_FEW_SERVERS.contains(e.getApiErrorCode())) {
                    throw e;
                }
                LOG.warn(
                        "streams=fewer_copies network={} wanted={} not_to_be_had={}",
                        network,
                        config.replicas(),
                        copies);
            }
        }
    }

    private static void ensureStream(JetStreamManagement streams, StreamConfiguration wanted)
            throws IOException, JetStreamApiException {
        try {
            StreamConfiguration there = streams.getStreamInfo(wanted.getName()).getConfiguration();
            if (StreamPlan.differs(there, wanted)) {
                streams.updateStream(wanted);
            }
        } catch (JetStreamApiException e) {
            if (e.getErrorCode() != NO_SUCH) {
                throw e;
            }
            streams.addStream(wanted);
        }
    }
}
