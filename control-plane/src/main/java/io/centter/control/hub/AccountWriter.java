package io.centter.control.hub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import io.centter.control.db.Transactions;
import io.centter.control.nats.AccountClaims;
import io.centter.control.nats.ClaimsSigner;
import io.centter.model.api.NetworkStatus;
import io.centter.model.api.Plan;
import io.centter.model.api.RevokedCredentials.ServerReceipt;
import io.centter.model.identity.NetworkId;
import io.centter.model.wire.Wire;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Gives accounts to the broker. One writer at a time has an account, of this process and of all; what is sent is
/// written down first, with an issue time that only rises; the broker is then asked what it has. While it is asked no
/// transaction is open.
final class AccountWriter {
    private static final Logger LOG = LoggerFactory.getLogger(AccountWriter.class);
    /// A little longer than a process that died keeps an account.
    private static final Duration PATIENCE = Duration.ofSeconds(12);
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final int REMEMBERED = 4_096;

    private final Transactions transactions;
    private final TrustRoots roots;
    private final Broker broker;
    private final InstantSource clock;
    private final String writer;
    private final int replicas;
    private final Consumer<NetworkId> overtaken;
    private final Set<String> sent = Collections.newSetFromMap(Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    }));
    private final Turns turns = new Turns(PATIENCE);

    /// @param writer names this process among all
    /// @param replicas on how many servers streams are kept
    /// @param overtaken hears of an account that this process gave the broker too late
    AccountWriter(
            Transactions transactions,
            TrustRoots roots,
            Broker broker,
            InstantSource clock,
            String writer,
            int replicas,
            Consumer<NetworkId> overtaken) {
        this.transactions = transactions;
        this.roots = roots;
        this.broker = broker;
        this.clock = clock;
        this.writer = writer;
        this.replicas = replicas;
        this.overtaken = overtaken;
    }

    /// What is to be done about an account.
    private sealed interface Step {
        /// Nothing; these are the receipts for what holds.
        record Nothing(List<ServerReceipt> receipts) implements Step {}

        /// Another process is at it.
        record Wait() implements Step {}

        /// To be sent.
        record Push(String jwt, String jti, String hash, long epoch) implements Step {}

        /// To be taken from the broker.
        record Delete(long epoch) implements Step {}
    }

    /// Brings the broker to what the database says.
    ///
    /// @param force sends it even where the broker should have it
    /// @return the receipts of the servers for what now holds; none for a network that is over
    List<ServerReceipt> write(NetworkId network, AccountKeys keys, boolean force) {
        return write(network, keys, force, account -> account.claims(roots.controlAccount()));
    }

    /// Gives the broker the account without what CONTROL tells it. Whoever writes it next gives it whole.
    void writeUntold(NetworkId network, AccountKeys keys) {
        write(network, keys, false, account -> account.untold(roots.controlAccount()));
    }

    private List<ServerReceipt> write(
            NetworkId network, AccountKeys keys, boolean force, Function<NetworkAccount, AccountClaims> wish) {
        return alone(network, handle -> plan(handle, network, keys, force, wish), step -> switch (step) {
            case Step.Push push -> push(network, keys, push);
            case Step.Nothing nothing -> nothing.receipts();
            case Step.Delete _, Step.Wait _ -> throw new IllegalStateException("not planned: " + step);
        });
    }

    /// Takes the account from the broker, its streams first.
    void delete(NetworkId network, String account) {
        boolean _ = alone(network, handle -> planDeletion(handle, network), step -> {
            if (step instanceof Step.Delete(long epoch)) {
                delete(network, account, epoch);
            }
            return true;
        });
    }

    /// Decides in a transaction, while nobody else of this process or of another one is at the account, and does it
    /// after the transaction.
    private <T> T alone(NetworkId network, Function<Handle, Step> plan, Function<Step, T> work) {
        return turns.take(network, () -> {
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (true) {
                Step step = transactions.write(plan::apply);
                if (!(step instanceof Step.Wait)) {
                    return work.apply(step);
                }
                if (System.nanoTime() > end) {
                    throw new BrokerAway("another control plane is writing this account");
                }
                pause();
            }
        });
    }

    private Step planDeletion(Handle handle, NetworkId network) {
        AccountSql sql = AccountSql.of(handle);
        Optional<AccountSql.StateRow> state = sql.lock(network).flatMap(_ -> sql.state(network, writer));
        if (state.isEmpty() || state.get().deletedAt() != null) {
            return new Step.Nothing(List.of());
        }
        return state.get().writtenByOther() ? new Step.Wait() : new Step.Delete(sql.deleting(network, writer));
    }

    private void delete(NetworkId network, String account, long epoch) {
        try {
            broker.purgeStreams(account);
            broker.delete(roots.deletion(account, clock.instant()));
            if (transactions.write(handle -> AccountSql.of(handle).deleted(network, epoch, clock.instant())) == 0) {
                throw new BrokerAway("another control plane took this account over");
            }
        } catch (RuntimeException e) {
            failed(network, epoch, e);
            throw e;
        }
    }

    private Step plan(
            Handle handle,
            NetworkId network,
            AccountKeys keys,
            boolean force,
            Function<NetworkAccount, AccountClaims> wish) {
        AccountSql sql = AccountSql.of(handle);
        Optional<AccountSql.StateRow> found = sql.lock(network).flatMap(_ -> sql.state(network, writer));
        if (found.isEmpty() || found.get().isOver()) {
            return new Step.Nothing(List.of());
        }
        AccountSql.StateRow state = found.get();
        if (state.writtenByOther()) {
            return new Step.Wait();
        }
        AccountClaims desired = wish.apply(desired(handle, network, keys, state));
        String hash = ClaimsSigner.fingerprint(desired);
        if (!force && hash.equals(state.appliedHash())) {
            return new Step.Nothing(receipts(state.receipts()));
        }
        long iat = Math.max(clock.instant().getEpochSecond(), state.maxIat() + 1);
        String jwt = roots.sign(desired, Instant.ofEpochSecond(iat));
        String jti =
                ClaimsSigner.verified(jwt, roots.operatorSigner()).path("jti").asText();
        long epoch = sql.pushing(new AccountSql.Pushing(network, writer, jti, iat));
        return new Step.Push(jwt, jti, hash, epoch);
    }

    private List<ServerReceipt> push(NetworkId network, AccountKeys keys, Step.Push push) {
        try {
            sent.add(push.jti());
            List<ServerReceipt> receipts = broker.push(push.jwt());
            if (!broker.lookup(keys.account())
                    .map(now -> jtiOf(now).equals(push.jti()))
                    .orElse(false)) {
                throw new BrokerAway("the broker does not show the account that it was given");
            }
            AccountSql.Applied applied = new AccountSql.Applied(
                    network, push.epoch(), push.hash(), push.jti(), json(receipts), clock.instant());
            if (transactions.write(handle -> AccountSql.of(handle).applied(applied)) == 0) {
                overtaken.accept(network);
                throw new BrokerAway("another control plane took this account over");
            }
            LOG.info("account=applied network={} epoch={} servers={}", network, push.epoch(), receipts.size());
            return receipts;
        } catch (RuntimeException e) {
            // What is still on its way is not this process's wish any more when it arrives.
            sent.remove(push.jti());
            failed(network, push.epoch(), e);
            throw e;
        }
    }

    private void failed(NetworkId network, long epoch, RuntimeException failure) {
        try {
            transactions.write(handle -> {
                AccountSql.of(handle).failed(network, epoch, String.valueOf(failure.getMessage()), clock.instant());
                return true;
            });
        } catch (RuntimeException e) {
            // It is let go of in ten seconds in any case.
            failure.addSuppressed(e);
        }
    }

    private NetworkAccount desired(Handle handle, NetworkId network, AccountKeys keys, AccountSql.StateRow state) {
        Instant now = clock.instant();
        AccountSql sql = AccountSql.of(handle);
        RightsSql rights = RightsSql.of(handle);
        Map<String, Long> revocations = sql.revocations(network, now).stream()
                .collect(Collectors.toMap(AccountSql.Revocation::userKey, AccountSql.Revocation::until));
        return new NetworkAccount(
                network,
                keys,
                new StreamPlan(Plan.valueOf(state.plan().toUpperCase(Locale.ROOT)), replicas),
                NetworkStatus.valueOf(state.status().toUpperCase(Locale.ROOT)),
                AgentGrants.roleSets(rights, network, now),
                AgentGrants.scopesOf(rights, network),
                revocations);
    }

    /// Whether a JWT of this id that is heard of now is this process's own doing. Each is heard once: when it comes
    /// again, somebody else sends it.
    boolean isEcho(String jti) {
        return sent.remove(jti);
    }

    /// The name of this process.
    String name() {
        return writer;
    }

    /// The id of a JWT that this plane's operator signed; empty for any other.
    String jtiOf(String jwt) {
        return claims(jwt).map(claims -> claims.path("jti").asText()).orElse("");
    }

    /// When it says it was issued, in seconds, where this plane's operator signed it.
    Optional<Long> iatOf(String jwt) {
        return claims(jwt).map(claims -> claims.path("iat").asLong());
    }

    private Optional<JsonNode> claims(String jwt) {
        try {
            return Optional.of(ClaimsSigner.verified(jwt, roots.operatorSigner()));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerAway("stopping");
        }
    }

    static List<ServerReceipt> receipts(String json) {
        try {
            return Wire.tolerant().readValue(json, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("receipts are no JSON", e);
        }
    }

    private static String json(List<ServerReceipt> receipts) {
        try {
            return Wire.strict().writeValueAsString(receipts);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("receipts are plain records", e);
        }
    }
}
