package io.centter.control.network;

import io.centter.control.db.Transactions;
import io.centter.control.event.Carrier;
import io.centter.control.event.CarrierUnavailable;
import io.centter.control.event.OutboxRow;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Deletes the rows of a network, after the work before it in the outbox was done: its account is down by then. Events
/// are a queue of their own; while there is an account they could be told in, this waits for them, and without one they
/// go with the other rows. The audit log stays.
public final class NetworkPurge implements Carrier {
    private static final Logger LOG = LoggerFactory.getLogger(NetworkPurge.class);

    private final Transactions transactions;

    public NetworkPurge(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Set<String> kinds() {
        return Set.of(NetworkService.PURGE);
    }

    @Override
    public void carry(List<OutboxRow> batch) throws CarrierUnavailable {
        for (OutboxRow row : batch) {
            if (transactions.read(handle -> NetworkSql.of(handle).hasEventsToTell(row.networkId()))) {
                throw new CarrierUnavailable("events of the network are still to be told");
            }
            int purged = transactions.write(handle -> NetworkSql.of(handle).purge(row.networkId()));
            if (purged > 0) {
                LOG.info("network purged network={}", row.networkId());
            }
        }
    }
}
