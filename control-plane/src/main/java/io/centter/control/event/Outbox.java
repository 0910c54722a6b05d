package io.centter.control.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.centter.model.event.EventData;
import io.centter.model.event.HubEvent;
import io.centter.model.identity.IdSource;
import io.centter.model.identity.NetworkId;
import io.centter.model.wire.Wire;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes what a transaction leaves to be told or done. Every call belongs into a transaction under the network's row
/// lock ([io.centter.control.db.Transactions#inNetwork]), which gives events their gap-free `seq` and rows their order;
/// after the commit the listeners hear the events and the relay is woken.
public final class Outbox {
    /// The kind of a row that is a [HubEvent].
    public static final String EVENT = "event";

    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

    private final IdSource ids;
    private final InstantSource clock;
    private final List<CommittedListener> listeners = new CopyOnWriteArrayList<>();
    private volatile Runnable wake = () -> {};
    private volatile Consequence consequence = _ -> Optional.empty();

    public Outbox(IdSource ids, InstantSource clock) {
        this.ids = ids;
        this.clock = clock;
    }

    public void listen(CommittedListener listener) {
        listeners.add(listener);
    }

    /// What events leave to be done; one rule for all of them.
    public void entails(Consequence rule) {
        consequence = rule;
    }

    /// What is called after each commit that left rows.
    void wakes(Runnable relay) {
        wake = relay;
    }

    /// One event that happens now.
    public HubEvent event(Handle handle, NetworkId network, EventData data) {
        return events(handle, network, List.of(new Happened(clock.instant(), data)))
                .getFirst();
    }

    /// Many events of one network, numbered in the order of the list.
    public List<HubEvent> events(Handle handle, NetworkId network, List<Happened> happened) {
        if (happened.isEmpty()) {
            return List.of();
        }
        requireTransaction(handle);
        long seq = handle.createQuery("""
                UPDATE networks SET event_seq = event_seq + :count WHERE id = :network RETURNING event_seq
                """)
                        .bind("count", happened.size())
                        .bind("network", network)
                        .mapTo(Long.class)
                        .one()
                - happened.size();
        List<HubEvent> events = new ArrayList<>(happened.size());
        for (Happened one : happened) {
            seq++;
            Instant at = one.at().truncatedTo(ChronoUnit.MICROS);
            events.add(new HubEvent(ids.uuid(), seq, network, at, one.data()));
        }
        insert(handle, network, events);
        insertConsequences(handle, network, happened);
        handle.afterCommit(() -> tell(events));
        return List.copyOf(events);
    }

    /// Work for the carrier of `kind`; it is carried after the rows that the network has before it.
    public void work(Handle handle, NetworkId network, String kind, Object payload) {
        requireTransaction(handle);
        insertWork(handle, network, kind, payload);
        handle.afterCommit(() -> wake.run());
    }

    private void insertWork(Handle handle, NetworkId network, String kind, Object payload) {
        handle.createUpdate("""
                INSERT INTO outbox (network_id, kind, message_id, payload) VALUES (:network, :kind, :id, :payload)
                """)
                .bind("network", network)
                .bind("kind", kind)
                .bind("id", ids.uuid())
                .bind("payload", json(payload))
                .execute();
    }

    /// What the broker must know counts as a version of the network, so that one can tell whether it does.
    private void insertConsequences(Handle handle, NetworkId network, List<Happened> happened) {
        Set<Consequence.Work> works = new LinkedHashSet<>();
        happened.forEach(one -> consequence.of(one.data()).ifPresent(works::add));
        if (!works.isEmpty()) {
            works.forEach(one -> insertWork(handle, network, one.kind(), one.payload()));
            handle.createUpdate("UPDATE networks SET authz_version = authz_version + 1 WHERE id = :network")
                    .bind("network", network)
                    .execute();
        }
    }

    private void insert(Handle handle, NetworkId network, List<HubEvent> events) {
        PreparedBatch batch = handle.prepareBatch("""
                INSERT INTO outbox (network_id, kind, message_id, payload) VALUES (:network, :kind, :id, :payload)
                """);
        for (HubEvent event : events) {
            batch.bind("network", network)
                    .bind("kind", EVENT)
                    .bind("id", event.id())
                    .bind("payload", json(event))
                    .add();
        }
        batch.execute();
    }

    private void tell(List<HubEvent> events) {
        for (HubEvent event : events) {
            for (CommittedListener listener : listeners) {
                try {
                    listener.committed(event);
                } catch (RuntimeException e) {
                    LOG.error(
                            "listener failed event={} seq={} network={}",
                            event.id(),
                            event.seq(),
                            event.networkId(),
                            e);
                }
            }
        }
        wake.run();
    }

    private static void requireTransaction(Handle handle) {
        if (!handle.isInTransaction()) {
            throw new IllegalStateException("an outbox row belongs into the transaction of the change");
        }
    }

    private static String json(Object value) {
        try {
            return Wire.strict().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
