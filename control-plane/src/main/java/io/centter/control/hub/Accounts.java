package io.centter.control.hub;

import io.centter.control.db.Seal;
import io.centter.control.db.Transactions;
import io.centter.control.ground.Ground;
import io.centter.model.api.AccountDrift;
import io.centter.model.api.RevokedCredentials.ServerReceipt;
import io.centter.model.identity.NetworkId;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The accounts of the networks. What an account should be is built from the database each time, never patched.
final class Accounts {
    private static final Logger LOG = LoggerFactory.getLogger(Accounts.class);

    /// How long a deletion waits for events that are still to be told.
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);
    private static final int LOOKS = 5;

    private final Transactions transactions;
    private final Seal seal;
    private final Broker broker;
    private final SecureRandom random;
    private final InstantSource clock;
    private final AccountWriter writer;
    private final Map<NetworkId, AccountKeys> keys = new ConcurrentHashMap<>();
    private final Map<String, NetworkId> networks = new ConcurrentHashMap<>();

    /// @param replicas on how many servers streams are kept
    /// @param overtaken hears of an account that this process gave the broker too late
    Accounts(
            Ground ground,
            Seal seal,
            TrustRoots roots,
            Broker broker,
            String holder,
            int replicas,
            Consumer<NetworkId> overtaken) {
        this.transactions = ground.transactions();
        this.seal = seal;
        this.broker = broker;
        this.random = ground.random();
        this.clock = ground.clock();
        this.writer = new AccountWriter(transactions, roots, broker, clock, holder, replicas, overtaken);
    }

    /// Whether a JWT of this id that is heard of now is this process's own doing.
    boolean isEcho(String jti) {
        return writer.isEcho(jti);
    }

    /// Reads whose accounts there are, before the broker speaks of them.
    void load() {
        transactions
                .read(handle -> AccountSql.of(handle).owners())
                .forEach(one -> networks.put(one.account(), one.networkId()));
    }

    /// Another process made an account.
    void learn(String account, NetworkId network) {
        networks.put(account, network);
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

    /// The same for those that may wait: asks the database about an account that another process made just now.
    Optional<NetworkId> networkOf(String account) {
        Optional<NetworkId> known = knownNetworkOf(account);
        if (known.isPresent()) {
            return known;
        }
        Optional<NetworkId> found =
                transactions.read(handle -> AccountSql.of(handle).networkOf(account));
        found.ifPresent(network -> learn(account, network));
        return found;
    }

    List<NetworkId> all() {
        return transactions.read(handle -> AccountSql.of(handle).networks());
    }

    /// Brings the broker to what the database says; does nothing where it is there already.
    ///
    /// @return the receipts of the servers for what now holds
    List<ServerReceipt> sync(NetworkId network) {
        AccountKeys known = keys.get(network);
        if (known == null && isOver(network)) {
            return List.of();
        }
        return writer.write(network, known == null ? freshKeys(network) : known, false);
    }

    /// Gives the broker the account anew in two steps, first without what CONTROL tells it: so the broker makes that
    /// connection again. Questions and heartbeats of agents pass all the while.
    void reconnect(NetworkId network) {
        AccountKeys mine = freshKeys(network);
        writer.writeUntold(network, mine);
        writer.write(network, mine, false);
        LOG.warn("account=reconnected network={} reason=\"no stream of it heard what it was told\"", network);
    }

    /// Looks at what the broker really has, and puts it right.
    ///
    /// @return what was wrong; empty also where the broker was never given the account before
    Optional<AccountDrift.Kind> verify(NetworkId network) {
        if (isOver(network)) {
            return Optional.empty();
        }
        AccountKeys mine = freshKeys(network);
        Optional<Finding> found = look(network, mine);
        writer.write(network, mine, found.isPresent());
        transactions.write(handle -> {
            AccountSql.of(handle).checked(network, clock.instant());
            // Where nothing waits, everything is there.
            AccountSql.of(handle).reached(network, -1);
            return true;
        });
        return found.flatMap(Finding::drift);
    }

    /// @param drift empty where nobody did it
    private record Finding(Optional<AccountDrift.Kind> drift) {}

    /// What the broker has, against what it was given. While others write it changes, so it is looked at again until
    /// both looks are of one moment.
    private Optional<Finding> look(NetworkId network, AccountKeys mine) {
        for (int i = 0; i < LOOKS; i++) {
            Optional<AccountSql.StateRow> before = state(network);
            if (before.isEmpty() || before.get().appliedJti() == null) {
                // What nobody has applied yet is given in any case, and is perhaps on its way: not twice.
                return Optional.empty();
            }
            List<Optional<String>> all = broker.lookupAll(mine.account());
            AccountSql.StateRow given = before.get();
            List<Optional<String>> wrong =
                    all.stream().filter(jwt -> !isOf(jwt, given)).toList();
            if (wrong.isEmpty()) {
                return lacksReceipts(given, all.size()) ? Optional.of(new Finding(Optional.empty())) : Optional.empty();
            }
            if (state(network).map(AccountSql.StateRow::maxIat).equals(Optional.of(given.maxIat()))
                    && !given.writtenByOther()) {
                return Optional.of(finding(network, given, wrong, wrong.size() < all.size()));
            }
        }
        // It is written all the time, so nobody needs to put it right.
        return Optional.empty();
    }

    /// A server that was away may have it from the others; it is told once more, so that it says so itself.
    private static boolean lacksReceipts(AccountSql.StateRow given, int servers) {
        // What is pushed last stays named once it has been applied: while the two differ a push is under way.
        return Objects.equals(given.pushingJti(), given.appliedJti())
                && AccountWriter.receipts(given.receipts()).size() < servers;
    }

    private boolean isOf(Optional<String> jwt, AccountSql.StateRow given) {
        String jti = jwt.map(writer::jtiOf).orElse("");
        return !jti.isEmpty() && (jti.equals(given.appliedJti()) || jti.equals(given.pushingJti()));
    }

    private Finding finding(
            NetworkId network, AccountSql.StateRow given, List<Optional<String>> wrong, boolean othersAreRight) {
        // Of several, what somebody must have done.
        AccountDrift.Kind kind = wrong.stream()
                .map(jwt -> kind(jwt, given.maxIat()))
                .max(Comparator.comparing(
                        one -> one == AccountDrift.Kind.FOREIGN || one == AccountDrift.Kind.DIFFERING))
                .orElseThrow();
        if (othersAreRight && (kind == AccountDrift.Kind.MISSING || kind == AccountDrift.Kind.OLDER)) {
            // Nobody did that: a server was away while the others were told.
            LOG.info("account=behind network={} servers={} drift={}", network, wrong.size(), kind);
            return new Finding(Optional.empty());
        }
        LOG.warn("account=drifted network={} account={} drift={}", network, given.account(), kind);
        return new Finding(Optional.of(kind));
    }

    private AccountDrift.Kind kind(Optional<String> jwt, long given) {
        if (jwt.isEmpty()) {
            return AccountDrift.Kind.MISSING;
        }
        return writer.iatOf(jwt.get())
                .map(iat -> iat < given ? AccountDrift.Kind.OLDER : AccountDrift.Kind.DIFFERING)
                .orElse(AccountDrift.Kind.FOREIGN);
    }

    /// Takes the account from the broker, with all its streams: those first, since what stays of them would hold up
    /// the broker's next start.
    void delete(NetworkId network) {
        AccountKeys mine = keys(network);
        writer.delete(network, mine.account());
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
        return state(network)
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

    /// Whether the network is gone or going, so that nothing is to be given to the broker for it.
    boolean isOver(NetworkId network) {
        return transactions
                        .read(handle -> AccountSql.of(handle).status(network))
                        .filter(status -> !status.equals("deleting"))
                        .isEmpty()
                || state(network).map(AccountSql.StateRow::isOver).orElse(false);
    }

    private Optional<AccountSql.StateRow> state(NetworkId network) {
        return transactions.read(handle -> AccountSql.of(handle).state(network, writer.name()));
    }

    // Read anew: what is sealed may have been sealed by another process.
    private AccountKeys freshKeys(NetworkId network) {
        return remember(network, transactions.write(handle -> AccountKeys.loadOrCreate(handle, network, seal, random)));
    }

    private AccountKeys remember(NetworkId network, AccountKeys mine) {
        keys.put(network, mine);
        networks.put(mine.account(), network);
        return mine;
    }
}
