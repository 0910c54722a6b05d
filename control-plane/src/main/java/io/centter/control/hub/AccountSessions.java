package io.centter.control.hub;

import io.centter.control.nats.ClaimsSigner;
import io.centter.control.nats.MintedUser;
import io.centter.control.nats.NatsKey;
import io.centter.control.nats.UserClaims;
import io.centter.model.identity.NetworkId;
import io.centter.model.role.SubjectGrants;
import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/// Short connections into the account of a network, as a user that lives for a minute: what streams hold can only be
/// asked from inside the account.
final class AccountSessions {
    private static final String USER = "hub-inboxes";
    private static final Duration USER_LIFETIME = Duration.ofSeconds(60);
    private static final SubjectGrants GRANTS = new SubjectGrants(List.of("$JS.API.>"), List.of(), List.of("_INBOX.>"));

    private final List<String> urls;
    private final Accounts accounts;
    private final SecureRandom random;
    private final InstantSource clock;

    AccountSessions(List<String> urls, Accounts accounts, SecureRandom random, InstantSource clock) {
        this.urls = List.copyOf(urls);
        this.accounts = accounts;
        this.random = random;
        this.clock = clock;
    }

    /// What is done in the account.
    @FunctionalInterface
    interface Visit<T> {
        T in(Connection connection) throws IOException, JetStreamApiException, InterruptedException;
    }

    /// Connects, visits, and leaves; [BrokerAway] where that cannot be.
    @SuppressWarnings("try") // Closing may be interrupted; that is caught.
    <T> T visit(NetworkId network, Visit<T> visit) throws JetStreamApiException {
        AccountKeys keys = accounts.keys(network);
        ClaimsSigner signer = new ClaimsSigner(keys.signer());
        MintedUser user = new MintedUser(
                NatsKey.newUser(random),
                key -> signer.sign(
                        UserClaims.ofHub(key, USER, keys.account(), GRANTS),
                        clock.instant(),
                        clock.instant().plus(USER_LIFETIME)));
        Options options = Options.builder()
                .servers(urls.toArray(String[]::new))
                .connectionName(USER)
                .authHandler(user)
                .connectionTimeout(Duration.ofSeconds(2))
                .noReconnect()
                .errorListener(new io.nats.client.ErrorListener() {})
                .build();
        try (Connection connection = Nats.connect(options)) {
            return inOpen(connection, visit);
        } catch (IOException e) {
            throw new BrokerAway("the streams of " + network + " cannot be reached: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerAway("stopping");
        }
    }

    /// The library takes a question over a connection that has ended meanwhile for a fault of the one who asks.
    private static <T> T inOpen(Connection connection, Visit<T> visit)
            throws IOException, JetStreamApiException, InterruptedException {
        try {
            return visit.in(connection);
        } catch (IllegalStateException e) {
            if (connection.getStatus() == Connection.Status.CONNECTED) {
                throw e;
            }
            throw new IOException("the connection ended: " + e.getMessage(), e);
        }
    }
}
