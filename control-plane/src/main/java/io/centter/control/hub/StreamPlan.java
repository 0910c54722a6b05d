package io.centter.control.hub;

import io.centter.control.config.NatsConfig;
import io.centter.model.api.Plan;
import io.centter.model.identity.AgentId;
import io.centter.model.message.Subjects;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.DiscardPolicy;
import io.nats.client.api.Republish;
import io.nats.client.api.RetentionPolicy;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import java.time.Duration;
import java.util.List;

/// What the streams of a network are, by its plan. Each stream has its own share of the account's storage, so that
/// messages that pile up leave room for what the hub says. Messages are refused when theirs is full: they are nobody's
/// to
/// drop. Of events the oldest make room.
///
/// @param replicas on how many servers each message is kept
record StreamPlan(Plan plan, int replicas) {
    private static final long MEGABYTE = 1L << 20;
    private static final int KILOBYTE = 1 << 10;
    /// Bytes of a message that no plan allows more of.
    static final int LARGEST_MESSAGE = new StreamPlan(Plan.ENTERPRISE, 1).messageSize();

    private static final Duration DUPLICATE_WINDOW = Duration.ofMinutes(10);
    private static final int MAX_DURABLES = 1_000;
    private static final int MAX_REPLAYS = 90;

    /// What the account must be allowed: the servers count every copy.
    long storageOfAllCopies() {
        return storage() * replicas;
    }

    /// Bytes that all streams of a network may hold together.
    long storage() {
        return MEGABYTE
                * switch (plan) {
                    case STARTER -> 256L;
                    case TEAM -> 1_024L;
                    case BUSINESS -> 5_120L;
                    case ENTERPRISE -> 20_480L;
                };
    }

    /// Bytes of one message.
    int messageSize() {
        return KILOBYTE
                * switch (plan) {
                    case STARTER -> 64;
                    case TEAM -> 128;
                    case BUSINESS, ENTERPRISE -> 256;
                };
    }

    /// @param copies of each message, for the time being
    List<StreamConfiguration> streams(int copies) {
        return List.of(messages(copies), events(copies), undelivered(copies));
    }

    private StreamConfiguration messages(int copies) {
        return StreamConfiguration.builder()
                .name(Subjects.MESSAGES_STREAM)
                .subjects("mesh.agent.*.inbox", "mesh.agent.*.inbox.*")
                .retentionPolicy(RetentionPolicy.WorkQueue)
                .discardPolicy(DiscardPolicy.New)
                .storageType(StorageType.File)
                .replicas(copies)
                .maxAge(Duration.ofHours(24))
                .maxBytes(storage() / 10 * 6)
                .maximumMessageSize(messageSize())
                .duplicateWindow(DUPLICATE_WINDOW)
                .maxConsumers(MAX_DURABLES)
                .republish(Republish.builder()
                        .source(">")
                        .destination(ControlAccount.STORED_NOTES + ">")
                        .headersOnly(true)
                        .build())
                .build();
    }

    private StreamConfiguration events(int copies) {
        return StreamConfiguration.builder()
                .name(Subjects.EVENTS_STREAM)
                .subjects(Subjects.ALL_EVENTS)
                .retentionPolicy(RetentionPolicy.Limits)
                .discardPolicy(DiscardPolicy.Old)
                .storageType(StorageType.File)
                .replicas(copies)
                .maxAge(Duration.ofDays(7))
                .maxBytes(storage() / 10 * 3)
                .maximumMessageSize(messageSize())
                .duplicateWindow(DUPLICATE_WINDOW)
                .maxConsumers(MAX_REPLAYS)
                .build();
    }

    private StreamConfiguration undelivered(int copies) {
        return StreamConfiguration.builder()
                .name(Subjects.UNDELIVERED_STREAM)
                .subjects("$JS.EVENT.ADVISORY.CONSUMER.MAX_DELIVERIES." + Subjects.MESSAGES_STREAM + ".*")
                .retentionPolicy(RetentionPolicy.Limits)
                .discardPolicy(DiscardPolicy.Old)
                .storageType(StorageType.File)
                .replicas(copies)
                .maxAge(Duration.ofHours(24))
                .maxBytes(storage() / 50)
                .maxConsumers(1)
                .build();
    }

    /// The inbox of an agent.
    static ConsumerConfiguration durable(AgentId agent, NatsConfig.Deliveries deliveries) {
        return ConsumerConfiguration.builder()
                .durable(agent.value())
                .filterSubjects(Subjects.inboxFilters(agent))
                .ackPolicy(AckPolicy.Explicit)
                .maxDeliver(deliveries.most())
                .sampleFrequency("100")
                .backoff(deliveries.waits().toArray(Duration[]::new))
                .build();
    }

    /// Whether a stream that is there must be changed to be as wanted. What is not said here never changes.
    static boolean differs(StreamConfiguration there, StreamConfiguration wanted) {
        return there.getMaxBytes() != wanted.getMaxBytes()
                || there.getMaximumMessageSize() != wanted.getMaximumMessageSize()
                || there.getReplicas() != wanted.getReplicas()
                || there.getDiscardPolicy() != wanted.getDiscardPolicy()
                || (there.getRepublish() == null) != (wanted.getRepublish() == null);
    }
}
