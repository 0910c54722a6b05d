package io.centter.control.hub;

import io.centter.control.audit.Actor;
import io.centter.control.audit.AuditEntry;
import io.centter.control.ground.Ground;
import io.centter.control.refusal.Refused;
import io.centter.model.api.AccountDrift;
import io.centter.model.event.EventData;
import io.centter.model.identity.NetworkId;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes what the broker has equal to what the database says, network by network, and tells where it was not: in the
/// log, in the network's audit log, as an event and in its account.
final class Reconciler {
    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);
    // Of the ten connections to the database that a process has most are left to those who ask something of it.
    private static final Looks LOOKS = new Looks(4);

    /// What [Reconciler] needs of the rest.
    record Parts(
            Ground ground,
            TrustRoots roots,
            Broker broker,
            Accounts accounts,
            Inboxes inboxes,
            MeshCarrier carrier,
            StaleCredentials stale) {}

    private final Parts parts;
    private final Stores stores;
    private volatile Set<String> unknown = Set.of();

    Reconciler(Parts parts) {
        this.parts = parts;
        this.stores = new Stores(parts.broker());
    }

    /// Accounts that the broker was last seen to have and that are of no network here.
    int unknownAccounts() {
        return unknown.size();
    }

    /// Looks at one network now; where the broker is away, nothing happens.
    void now(NetworkId network) {
        try {
            verify(network, stores::copies);
        } catch (BrokerAway e) {
            LOG.info("account=not_reached network={} reason={}", network, e.getMessage());
        }
    }

    /// Looks at all networks, a few at a time. One that cannot be put right does not hold up the others.
    ///
    /// @return whether each network that can be reached was
    boolean verifyAll(BooleanSupplier linkIsUp) {
        Map<String, Map<String, Integer>> copies = stores.copies();
        boolean allReached = LOOKS.atEach(
                parts.accounts().all(),
                network -> verify(network, account -> copies.getOrDefault(account, Map.of()), linkIsUp));
        lookForUnknown();
        return allReached;
    }

    /// Whether it was reached, or need not be.
    private boolean verify(NetworkId network, Function<String, Map<String, Integer>> copies, BooleanSupplier linkIsUp) {
        try {
            verify(network, copies);
            return true;
        } catch (Refused.Unavailable e) {
            throw e;
        } catch (RuntimeException e) {
            if (!linkIsUp.getAsBoolean()) {
                throw e;
            }
            if (parts.accounts().isOver(network)) {
                // It was deleted while it was looked at.
                LOG.debug("account=gone network={} reason={}", network, e.toString());
                return true;
            }
            if (e instanceof BrokerAway) {
                LOG.warn("account=not_reached network={} reason={}", network, e.getMessage());
                return false;
            }
            LOG.error("account=not_repaired network={}", network, e);
            return true;
        }
    }

    /// @param copies the streams of an account, as they are or were a moment ago
    private void verify(NetworkId network, Function<String, Map<String, Integer>> copies) {
        if (parts.accounts().isOver(network)) {
            return;
        }
        parts.stale().endAll(network);
        Optional<AccountDrift.Kind> drift = parts.accounts().verify(network);
        String account = parts.accounts().keys(network).account();
        Map<String, Integer> there = copies.apply(account);
        if (isIncomplete(there)) {
            // A stream may have been made since.
            there = stores.copies(account);
        }
        boolean incomplete = isIncomplete(there);
        if ((drift.isPresent() || incomplete) && !parts.accounts().isSuspended(network)) {
            parts.carrier().forget(network);
            parts.inboxes()
                    .ensure(
                            network,
                            parts.ground()
                                    .transactions()
                                    .read(handle -> CredentialSql.of(handle)
                                            .holders(
                                                    network,
                                                    parts.ground().clock().instant())));
            LOG.info("account=repaired network={} drift={} streams_were={}", network, drift, there);
        }
        drift.ifPresent(kind -> tell(network, kind));
    }

    private boolean isIncomplete(Map<String, Integer> copies) {
        return !copies.keySet().containsAll(Inboxes.STREAMS)
                || copies.values().stream()
                        .anyMatch(count -> count != parts.inboxes().replicas());
    }

    private void tell(NetworkId network, AccountDrift.Kind kind) {
        String word = kind.name().toLowerCase(Locale.ROOT);
        try {
            parts.ground().transactions().inNetwork(network, handle -> {
                AccountSql.of(handle).drifted(network, word, parts.ground().now());
                parts.ground().outbox().event(handle, network, new EventData.AccountDrifted(word));
                parts.ground()
                        .audit()
                        .write(
                                handle,
                                AuditEntry.of(network, Actor.hub(), "nats.account.repair", "network:" + network)
                                        .change(Map.of("drift", word), null)
                                        .because("The broker had another account than it was given."));
                return true;
            });
        } catch (Refused.NotFound _) {
            LOG.debug("drift=untold network={}", network);
        }
    }

    /// Accounts that nobody here made are left alone: they may be another installation's. They are told of once.
    private void lookForUnknown() {
        Set<String> there = new TreeSet<>(parts.broker().accounts());
        there.removeAll(List.of(
                parts.roots().texts().systemAccount(), parts.roots().texts().controlAccount()));
        Set<String> ours = new HashSet<>();
        parts.ground()
                .transactions()
                .read(handle -> AccountSql.of(handle).everyAccount())
                .forEach(ours::add);
        there.removeAll(ours);
        Set<String> fresh = new TreeSet<>(there);
        fresh.removeAll(unknown);
        unknown = Set.copyOf(there);
        if (!fresh.isEmpty()) {
            LOG.warn("accounts=unknown count={} accounts={}", fresh.size(), fresh);
            parts.ground().transactions().write(handle -> tellUnknown(handle, fresh));
        }
    }

    private boolean tellUnknown(Handle handle, Set<String> accounts) {
        for (String account : accounts) {
            parts.ground()
                    .audit()
                    .write(
                            handle,
                            AuditEntry.ofUser(Actor.hub(), "nats.account.unknown", "account:" + account)
                                    .because("The broker has an account that is of no network here."));
        }
        return true;
    }
}
