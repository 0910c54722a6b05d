package io.centter.control.message;

import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.message.DeadLetter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

@RegisterConstructorMapper(DeadLetterSql.Row.class)
interface DeadLetterSql {
    /// A message that has just died.
    @SuppressWarnings("ArrayRecordComponent") // Written once, compared never.
    record Died(
            NetworkId networkId,
            AgentId agentId,
            String subject,
            long streamSeq,
            Instant storedAt,
            Instant diedAt,
            long deliveries,
            @Nullable UUID messageId,
            @Nullable UUID correlationId,
            byte[] content) {}

    /// A dead letter as it is kept.
    @SuppressWarnings("ArrayRecordComponent") // Read once, compared never.
    record Row(
            long seq,
            AgentId agentId,
            String subject,
            Instant storedAt,
            Instant diedAt,
            long deliveries,
            byte[] content,
            @Nullable Instant requeuedAt) {
        DeadLetter told() {
            Letter letter = Letter.read(subject, content);
            return new DeadLetter(
                    seq,
                    agentId,
                    storedAt,
                    diedAt,
                    deliveries,
                    content.length,
                    letter.proof(),
                    letter.envelope(),
                    requeuedAt);
        }
    }

    static DeadLetterSql of(Handle handle) {
        return handle.attach(DeadLetterSql.class);
    }

    /// Empty where it was there already.
    @SqlQuery("""
            INSERT INTO dead_letters (network_id, agent_id, subject, stream_seq, stored_at, died_at, deliveries,
                message_id, correlation_id, content)
            VALUES (:networkId, :agentId, :subject, :streamSeq, :storedAt, :diedAt, :deliveries,
                :messageId, :correlationId, :content)
            ON CONFLICT ON CONSTRAINT dead_letters_once DO NOTHING RETURNING seq
            """)
    Optional<Long> insert(@BindMethods Died died);

    /// Keeps the latest of a network.
    @SqlUpdate("""
            DELETE FROM dead_letters WHERE network_id = :network AND seq <=
                (SELECT seq FROM dead_letters WHERE network_id = :network ORDER BY seq DESC OFFSET :most LIMIT 1)
            """)
    int trim(NetworkId network, int most);

    @SqlQuery("""
            SELECT seq, agent_id, subject, stored_at, died_at, deliveries, content, requeued_at FROM dead_letters
            WHERE network_id = :network AND seq < :before AND (CAST(:agent AS text) IS NULL OR agent_id = :agent)
            ORDER BY seq DESC LIMIT :limit
            """)
    List<Row> list(NetworkId network, @Nullable String agent, long before, int limit);

    @SqlQuery("""
            SELECT seq, agent_id, subject, stored_at, died_at, deliveries, content, requeued_at FROM dead_letters
            WHERE network_id = :network AND (message_id = :id OR correlation_id = :id) ORDER BY seq LIMIT :limit
            """)
    List<Row> conversation(NetworkId network, UUID id, int limit);

    /// Where in its stream a message lay that died.
    @SqlQuery("""
            SELECT stream_seq FROM dead_letters WHERE network_id = :network AND message_id = :id
            ORDER BY seq DESC LIMIT 1
            """)
    Optional<Long> placeOf(NetworkId network, UUID id);

    @SqlQuery("""
            SELECT seq, agent_id, subject, stored_at, died_at, deliveries, content, requeued_at FROM dead_letters
            WHERE network_id = :network AND seq = :seq
            """)
    Optional<Row> row(NetworkId network, long seq);

    @SqlUpdate("UPDATE dead_letters SET requeued_at = :at WHERE network_id = :network AND seq = :seq")
    int requeue(NetworkId network, long seq, @Nullable Instant at);

    @SqlUpdate("DELETE FROM dead_letters WHERE network_id = :network AND seq = :seq")
    int delete(NetworkId network, long seq);

    /// In portions, so that a first clean-up holds nobody up.
    @SqlUpdate("""
            DELETE FROM dead_letters WHERE ctid IN
                (SELECT ctid FROM dead_letters WHERE died_at < :before LIMIT 10000)
            """)
    int forget(Instant before);
}
