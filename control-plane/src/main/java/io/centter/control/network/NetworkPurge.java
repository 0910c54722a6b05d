package io.centter.control.network;

import io.centter.control.db.Transactions;
import io.centter.control.event.Carrier;
import io.centter.control.event.OutboxRow;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Deletes the rows of a network, after everything before it in the outbox was carried: its account is down by then.
/// The audit log stays.
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
    public void carry(List<OutboxRow> batch) {
        for (OutboxRow row : batch) {
            int purged = transactions.write(handle -> NetworkSql.of(handle).purge(row.networkId()));
            if (purged > 0) {
                LOG.info("network purged network={}", row.networkId());
            }
        }
    }
}
