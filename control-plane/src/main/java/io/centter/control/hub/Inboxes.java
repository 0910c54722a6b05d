package io.centter.control.hub;

import io.centter.control.nats.ClaimsSigner;
import io.centter.control.nats.MintedUser;
import io.centter.control.nats.NatsKey;
import io.centter.control.nats.UserClaims;
import io.centter.control.refusal.Refused;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.message.Subjects;
import io.centter.model.role.SubjectGrants;
import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.RetentionPolicy;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The streams of a network, and the durable inbox of each of its agents. Made by a user of the network's account that
/// lives for a minute: nobody else may make streams there. Doing it again changes nothing.
final class Inboxes {
    static final Set<String> STREAMS = Set.of(Subjects.MESSAGES_STREAM, Subjects.EVENTS_STREAM);

    private static final Logger LOG = LoggerFactory.getLogger(Inboxes.class);
    private static final String USER = "hub-inboxes";
    private static final Duration USER_LIFETIME = Duration.ofSeconds(60);
    private static final Duration DUPLICATE_WINDOW = Duration.ofMinutes(10);
    private static final int NO_SUCH = 404;
    private static final int MAX_DURABLES = 1_000;
    private static final int TOO_MANY_CONSUMERS = 10_026;
    private static final SubjectGrants GRANTS = new SubjectGrants(List.of("$JS.API.>"), List.of(), List.of("_INBOX.>"));
    // The first figure is also how long an agent may work on a message without a sign.
    private static final Duration[] BACKOFF = {
        Duration.ofSeconds(30), Duration.ofMinutes(1), Duration.ofMinutes(2), Duration.ofMinutes(5)
    };
    private static final int MAX_DELIVER = 5;

    private final List<String> urls;
    private final Accounts accounts;
    private final SecureRandom random;
    private final InstantSource clock;

    Inboxes(List<String> urls, Accounts accounts, SecureRandom random, InstantSource clock) {
        this.urls = List.copyOf(urls);
        this.accounts = accounts;
        this.random = random;
        this.clock = clock;
    }

    /// Makes what is missing: the two streams, and an inbox for each of these agents.
    void ensure(NetworkId network, Collection<AgentId> agents) {
        inAccount(network, streams -> {
            ensureStream(streams, messages());
            ensureStream(streams, events());
            for (AgentId agent : agents) {
                streams.addOrUpdateConsumer(Subjects.MESSAGES_STREAM, durable(agent));
            }
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

    @SuppressWarnings("try") // Closing may be interrupted; that is caught.
    private void inAccount(NetworkId network, Work work) {
        AccountKeys keys = accounts.keys(network);
        ClaimsSigner signer = new ClaimsSigner(keys.signer());
        MintedUser user = new MintedUser(
                NatsKey.newUser(random),
                key -> signer.sign(
                        UserClaims.ofHub(key, USER, keys.account(), GRANTS),
                        clock.instant(),
                        clock.instant().plus(USER_LIFETIME)));
        Options options = Options.builder()
                .servers(urls.toArray(String[]::new))
                .connectionName(USER)
                .authHandler(user)
                .connectionTimeout(Duration.ofSeconds(2))
                .noReconnect()
                .errorListener(new io.nats.client.ErrorListener() {})
                .build();
        try (Connection connection = Nats.connect(options)) {
            work.with(connection.jetStreamManagement());
        } catch (IOException e) {
            throw new BrokerAway("the streams of " + network + " cannot be reached: " + e.getMessage());
        } catch (JetStreamApiException e) {
            if (e.getApiErrorCode() == TOO_MANY_CONSUMERS) {
                throw new Refused.Limit(
                        "inbox-limit",
                        "This network has " + MAX_DURABLES
                                + " inboxes, and no more fit. Delete agents that are gone, or "
                                + "put new ones into another network.",
                        null);
            }
            LOG.warn("streams=refused network={} reason={}", network, e.getMessage());
            throw new IllegalStateException("JetStream refuses in " + network + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerAway("stopping");
        }
    }

    private static void ensureStream(JetStreamManagement streams, StreamConfiguration stream)
            throws IOException, JetStreamApiException {
        try {
            streams.getStreamInfo(stream.getName());
        } catch (JetStreamApiException e) {
            if (e.getErrorCode() != NO_SUCH) {
                throw e;
            }
            streams.addStream(stream);
        }
    }

    private static StreamConfiguration messages() {
        return StreamConfiguration.builder()
                .name(Subjects.MESSAGES_STREAM)
                .subjects("mesh.agent.*.inbox", "mesh.agent.*.inbox.*")
                .retentionPolicy(RetentionPolicy.WorkQueue)
                .storageType(StorageType.File)
                .maxAge(Duration.ofHours(24))
                .duplicateWindow(DUPLICATE_WINDOW)
                .maxConsumers(MAX_DURABLES)
                .build();
    }

    private static StreamConfiguration events() {
        return StreamConfiguration.builder()
                .name(Subjects.EVENTS_STREAM)
                .subjects(Subjects.ALL_EVENTS)
                .retentionPolicy(RetentionPolicy.Limits)
                .storageType(StorageType.File)
                .maxAge(Duration.ofDays(7))
                .duplicateWindow(DUPLICATE_WINDOW)
                .build();
    }

    private static ConsumerConfiguration durable(AgentId agent) {
        return ConsumerConfiguration.builder()
                .durable(agent.value())
                .filterSubjects(Subjects.inboxFilters(agent))
                .ackPolicy(AckPolicy.Explicit)
                .maxDeliver(MAX_DELIVER)
                .backoff(BACKOFF)
                .build();
    }
}
