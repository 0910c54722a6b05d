package io.centter.control.auditing;

import io.centter.control.audit.AuditHead;
import io.centter.control.audit.AuditLog;
import io.centter.control.audit.AuditReader;
import io.centter.control.ground.Ground;
import io.centter.control.refusal.Refused;
import io.centter.model.event.EventData;
import io.centter.model.identity.NetworkId;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells the end of each chain that moved outside the database: as an event of its network, so that it lies in the
/// broker's stream too, and in this program's log. A tail that is cut or written anew later does not fit to it.
public final class Anchors {
    private static final Logger LOG = LoggerFactory.getLogger(Anchors.class);

    private final Ground ground;
    private final Duration interval;

    public Anchors(Ground ground, Duration interval) {
        this.ground = ground;
        this.interval = interval;
    }

    /// Tells of every chain of which it is time to; returns of how many.
    public int anchor() {
        List<AnchorSql.Moved> moved = ground.transactions()
                .read(handle -> AnchorSql.of(handle).moved(ground.now().minus(interval)));
        for (AnchorSql.Moved one : moved) {
            if (one.seq() < one.told()) {
                LOG.error("audit=cut chain={} ends={} told={}", one.chain(), one.seq(), one.told());
                ground.transactions().write(handle -> {
                    AnchorSql.of(handle).told(one.chain(), one.told(), ground.now());
                    return true;
                });
            } else {
                tell(one.chain());
            }
        }
        return moved.size();
    }

    private void tell(String chain) {
        try {
            AuditHead head = chain.equals(AuditLog.USERS)
                    ? ground.transactions().write(handle -> {
                        AuditHead end = AuditReader.head(handle, chain);
                        AnchorSql.of(handle).told(chain, end.seq(), ground.now());
                        return end;
                    })
                    : tell(NetworkId.parse(chain));
            LOG.info("audit=anchored chain={} head={}", chain, head);
        } catch (Refused.NotFound _) {
            // The network is being deleted, or is gone; its chain stays and moves no more.
            LOG.debug("audit=unanchored chain={}", chain);
        }
    }

    private AuditHead tell(NetworkId network) {
        return ground.transactions().inNetwork(network, handle -> {
            AuditHead end = AuditReader.head(handle, network.toString());
            ground.outbox().event(handle, network, new EventData.AuditAnchored(end.seq(), end.hex()));
            AnchorSql.of(handle).told(network.toString(), end.seq(), ground.now());
            return end;
        });
    }
}
