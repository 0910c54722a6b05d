package io.centter.control.hub;

import com.fasterxml.jackson.databind.JsonNode;
import io.centter.control.nats.ClaimsSigner;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps what the broker has of the CONTROL account as this version of the hub needs it: a broker that was set up by an
/// earlier one lacks the exports that came later.
final class ControlUpkeep {
    private static final Logger LOG = LoggerFactory.getLogger(ControlUpkeep.class);

    private final Broker broker;
    private final TrustRoots roots;
    private final InstantSource clock;

    ControlUpkeep(Broker broker, TrustRoots roots, InstantSource clock) {
        this.broker = broker;
        this.roots = roots;
        this.clock = clock;
    }

    /// Looks, and gives the broker the account anew where its exports differ.
    void look() {
        String account = roots.controlAccount();
        Instant now = clock.instant();
        String wanted = roots.sign(ControlAccount.claims(account), now);
        Optional<String> there = broker.lookup(account);
        if (there.isPresent() && exports(there.get()).equals(exports(wanted))) {
            return;
        }
        broker.push(wanted);
        LOG.info("control_account=renewed account={}", account);
    }

    private JsonNode exports(String jwt) {
        return ClaimsSigner.verified(jwt, roots.operatorSigner()).path("nats").path("exports");
    }
}
