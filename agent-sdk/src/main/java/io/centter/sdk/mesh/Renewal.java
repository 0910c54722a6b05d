package io.centter.sdk.mesh;

import io.centter.sdk.rest.ApiFailure;
import io.nats.client.Connection;
import io.nats.client.ForceReconnectOptions;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Exchanges the credentials of one connection before they end, and finds out where the brokers went when they have
/// been away for long.
final class Renewal {
    private static final Duration LOOK = Duration.ofSeconds(30);
    private static final Duration LONG_AWAY = Duration.ofSeconds(60);
    private static final Duration BETWEEN_SEARCHES = Duration.ofMinutes(5);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(5);
    private static final Duration LONGEST_RETRY = Duration.ofMinutes(5);

    private final Access access;
    private final Connection connection;
    private final ChangingCredentials login;
    private final InstantSource clock;
    private final LinkListener listener;
    private final Tally tally;
    private final double spread;
    private Duration retry = FIRST_RETRY;
    private Instant notBefore = Instant.MIN;
    private Instant noSearchBefore = Instant.MIN;

    /// @param spread 0 to 1, another for each agent
    Renewal(
            Access access,
            Connection connection,
            ChangingCredentials login,
            InstantSource clock,
            LinkListener listener,
            Tally tally,
            double spread) {
        this.access = access;
        this.connection = connection;
        this.login = login;
        this.clock = clock;
        this.listener = listener;
        this.tally = tally;
        this.spread = spread;
    }

    /// When to look next.
    synchronized Duration pause() {
        Instant due = due();
        Duration wait = due == null ? LOOK : Duration.between(clock.instant(), due);
        return wait.isNegative() ? Duration.ZERO : wait.compareTo(LOOK) < 0 ? wait : LOOK;
    }

    /// Does what is due.
    ///
    /// @return whether the connection must be replaced, because the brokers are elsewhere
    synchronized boolean look(@Nullable Instant lostAt) {
        Instant now = clock.instant();
        Instant due = due();
        if (due != null && !now.isBefore(due)) {
            exchange();
            return false;
        }
        boolean away = lostAt != null && Duration.between(lostAt, now).compareTo(LONG_AWAY) > 0;
        if (!away || now.isBefore(noSearchBefore)) {
            return false;
        }
        noSearchBefore = now.plus(BETWEEN_SEARCHES);
        List<String> before = access.servers();
        try {
            login.become(access.renew());
        } catch (ApiFailure e) {
            tally.info("search=failed detail=\"" + e.getMessage() + "\"");
        }
        return !access.servers().equals(before);
    }

    /// Exchanges them although their time is not over.
    synchronized void now() {
        exchange();
    }

    private @Nullable Instant due() {
        Instant due = access.renewalDue(spread);
        return due == null || !due.isBefore(notBefore) ? due : notBefore;
    }

    private void exchange() {
        try {
            login.become(access.renew());
            tally.count(Counter.RENEWALS);
            retry = FIRST_RETRY;
            notBefore = Instant.MIN;
            reconnect();
        } catch (ApiFailure e) {
            tally.trouble(Counter.CONNECTION_ERRORS, e);
            notBefore = clock.instant().plus(retry);
            retry = retry.compareTo(LONGEST_RETRY) < 0 ? retry.multipliedBy(2) : LONGEST_RETRY;
        }
    }

    // The old credentials are good for a while yet: what fails here is no loss.
    private void reconnect() {
        listener.exchanging();
        try {
            connection.forceReconnect(
                    ForceReconnectOptions.builder().flush(Duration.ofSeconds(2)).build());
        } catch (IOException e) {
            tally.trouble(Counter.CONNECTION_ERRORS, e);
            listener.resumed(connection);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
