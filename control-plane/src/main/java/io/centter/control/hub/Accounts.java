package io.centter.control.hub;

import com.fasterxml.jackson.databind.JsonNode;
import io.centter.control.db.Seal;
import io.centter.control.db.Transactions;
import io.centter.control.nats.AccountClaims;
import io.centter.control.nats.ClaimsSigner;
import io.centter.model.api.NetworkStatus;
import io.centter.model.api.Plan;
import io.centter.model.api.RevokedCredentials.ServerReceipt;
import io.centter.model.identity.NetworkId;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The accounts of the networks. What an account should be is built from the database each time, never patched; the
/// broker is told under the row's lock, with an issue time that only rises, and asked what it then has.
final class Accounts {
    private static final Logger LOG = LoggerFactory.getLogger(Accounts.class);

    /// How long a deletion waits for events that are still to be told.
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    private final Transactions transactions;
    private final Seal seal;
    private final TrustRoots roots;
    private final Broker broker;
    private final SecureRandom random;
    private final InstantSource clock;
    private final Map<NetworkId, AccountKeys> keys = new ConcurrentHashMap<>();
    private final Map<String, NetworkId> networks = new ConcurrentHashMap<>();
    private final Map<NetworkId, List<ServerReceipt>> lastReceipts = new ConcurrentHashMap<>();

    Accounts(
            Transactions transactions,
            Seal seal,
            TrustRoots roots,
            Broker broker,
            SecureRandom random,
            InstantSource clock) {
        this.transactions = transactions;
        this.seal = seal;
        this.roots = roots;
        this.broker = broker;
        this.random = random;
        this.clock = clock;
    }

    /// Reads whose accounts there are, before the broker speaks of them.
    void load() {
        transactions
                .read(handle -> AccountSql.of(handle).owners())
                .forEach(one -> networks.put(one.account(), one.networkId()));
    }

    /// The keys of a network's account, made with the first question.
    AccountKeys keys(NetworkId network) {
        AccountKeys known = keys.get(network);
        return known != null
                ? known
                : remember(
                        network, transactions.write(handle -> AccountKeys.loadOrCreate(handle, network, seal, random)));
    }

    /// Whose account it is, from memory alone: for threads that must not wait.
    Optional<NetworkId> knownNetworkOf(String account) {
        return Optional.ofNullable(networks.get(account));
    }

    List<NetworkId> all() {
        return transactions.read(handle -> AccountSql.of(handle).networks());
    }

    /// Brings the broker to what the database says; does nothing where it is there already.
    ///
    /// @return the receipts of the servers for what now holds
    List<ServerReceipt> sync(NetworkId network) {
        return transactions.write(handle -> syncLocked(handle, network, false));
    }

    /// Looks at what the broker really has, and puts it right.
    ///
    /// @return whether it was wrong
    boolean verify(NetworkId network) {
        return transactions.write(handle -> {
            AccountKeys mine = AccountKeys.loadOrCreate(handle, network, seal, random);
            Optional<AccountSql.StateRow> state = lockedState(handle, network);
            if (state.isEmpty() || state.get().isOver()) {
                return false;
            }
            boolean right = broker.lookup(mine.account())
                    .map(jwt -> holds(jwt, String.valueOf(state.get().appliedJti())))
                    .orElse(false);
            if (!right && state.get().appliedJti() != null) {
                LOG.warn("account=drifted network={} account={}", network, mine.account());
            }
            syncLocked(handle, network, !right);
            return !right;
        });
    }

    /// Takes the account from the broker, with all its streams: those first, since what stays of them would hold up
    /// the broker's next start.
    void delete(NetworkId network) {
        AccountKeys mine = keys(network);
        transactions.write(handle -> {
            AccountSql sql = AccountSql.of(handle);
            sql.lock(network);
            broker.purgeStreams(mine.account());
            broker.delete(roots.deletion(mine.account(), clock.instant()));
            sql.markDeleted(network, clock.instant());
            return true;
        });
        keys.remove(network);
        networks.remove(mine.account());
        LOG.info("account=deleted network={} account={}", network, mine.account());
    }

    /// Whether a network that is being deleted should keep its account a little longer, for events on their way.
    boolean hasLastWords(NetworkId network) {
        Instant since = clock.instant().minus(LAST_WORDS);
        return transactions.read(handle -> AccountSql.of(handle).hasLastWords(network, since));
    }

    /// Whether nothing can be told in the account any more: the network is being deleted, and the broker has no account
    /// of it or never had.
    boolean isGone(NetworkId network) {
        Optional<String> status =
                transactions.read(handle -> AccountSql.of(handle).status(network));
        if (status.isPresent() && !status.get().equals("deleting")) {
            return false;
        }
        return transactions
                .read(handle -> AccountSql.of(handle).state(network))
                .filter(state -> state.deletedAt() == null && state.appliedJti() != null)
                .flatMap(state -> broker.lookup(state.account()))
                .isEmpty();
    }

    /// Whether the network is stopped, so that nobody may connect to its account.
    boolean isSuspended(NetworkId network) {
        return transactions
                .read(handle -> AccountSql.of(handle).status(network))
                .filter("suspended"::equals)
                .isPresent();
    }

    private static Optional<AccountSql.StateRow> lockedState(Handle handle, NetworkId network) {
        AccountSql sql = AccountSql.of(handle);
        return sql.lock(network).flatMap(_ -> sql.state(network));
    }

    private List<ServerReceipt> syncLocked(Handle handle, NetworkId network, boolean force) {
        AccountKeys mine = AccountKeys.loadOrCreate(handle, network, seal, random);
        AccountSql sql = AccountSql.of(handle);
        Optional<AccountSql.StateRow> found = lockedState(handle, network);
        if (found.isEmpty() || found.get().isOver()) {
            return List.of();
        }
        remember(network, mine);
        AccountSql.StateRow state = found.get();
        AccountClaims desired = desired(network, mine, state, sql).claims(roots.controlAccount());
        String hash = ClaimsSigner.fingerprint(desired);
        if (!force && hash.equals(state.appliedHash())) {
            return lastReceipts.getOrDefault(network, List.of());
        }
        long iat = Math.max(clock.instant().getEpochSecond(), state.maxIat() + 1);
        String jwt = roots.sign(desired, Instant.ofEpochSecond(iat));
        List<ServerReceipt> receipts = broker.push(jwt);
        String jti =
                ClaimsSigner.verified(jwt, roots.operatorSigner()).path("jti").asText();
        if (!broker.lookup(mine.account()).map(now -> holds(now, jti)).orElse(false)) {
            throw new BrokerAway("the broker does not show the account that it was given");
        }
        sql.applied(new AccountSql.Applied(network, state.authzVersion(), hash, jti, iat, clock.instant()));
        lastReceipts.put(network, receipts);
        LOG.info("account=applied network={} version={} servers={}", network, state.authzVersion(), receipts.size());
        return receipts;
    }

    private NetworkAccount desired(NetworkId network, AccountKeys mine, AccountSql.StateRow state, AccountSql sql) {
        Map<String, Long> revocations = sql.revocations(network, clock.instant()).stream()
                .collect(Collectors.toMap(AccountSql.Revocation::userKey, AccountSql.Revocation::until));
        return new NetworkAccount(
                network,
                mine.account(),
                Plan.valueOf(state.plan().toUpperCase(Locale.ROOT)),
                NetworkStatus.valueOf(state.status().toUpperCase(Locale.ROOT)),
                mine.roleKeys(),
                mine.signingKey(),
                revocations);
    }

    private AccountKeys remember(NetworkId network, AccountKeys mine) {
        keys.put(network, mine);
        networks.put(mine.account(), network);
        return mine;
    }

    private boolean holds(String jwt, String jti) {
        try {
            JsonNode claims = ClaimsSigner.verified(jwt, roots.operatorSigner());
            return claims.path("jti").asText().equals(jti);
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
