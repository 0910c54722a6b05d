package io.centter.console.live;

import io.centter.model.api.IssuedCredentials;
import io.centter.model.message.Subjects;
import io.nats.client.Connection;
import io.nats.client.ConnectionListener;
import io.nats.client.Consumer;
import io.nats.client.Dispatcher;
import io.nats.client.ErrorListener;
import io.nats.client.Message;
import io.nats.client.MessageHandler;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One connection to the broker with everything a console listens to. It never reconnects: whoever holds it opens a new
/// one, with new credentials where the old ones are spent.
final class BrokerLine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerLine.class);

    private final Connection connection;
    private volatile boolean closing;

    private BrokerLine(IssuedCredentials credentials, Runnable lost) throws IOException, InterruptedException {
        List<String> addresses = new ArrayList<>(credentials.servers());
        addresses.addAll(credentials.websockets());
        connection = Nats.connect(new Options.Builder()
                .servers(addresses.toArray(String[]::new))
                .noRandomize()
                .noReconnect()
                .connectionName("centter-console")
                .authHandler(Nats.staticCredentials(credentials.creds().getBytes(StandardCharsets.UTF_8)))
                .inboxPrefix(Subjects.replyPrefix(credentials.userName()))
                .connectionTimeout(Duration.ofSeconds(3))
                .pingInterval(Duration.ofSeconds(5))
                .maxPingsOut(2)
                .connectionListener((_, event) -> {
                    if (!closing
                            && (event == ConnectionListener.Events.CLOSED
                                    || event == ConnectionListener.Events.DISCONNECTED)) {
                        lost.run();
                    }
                })
                .errorListener(new Quiet())
                .build());
    }

    /// Connects and subscribes; when this returns, the broker has taken the subscriptions.
    ///
    /// @param handler hears every message, one after the other
    /// @param lost called once or more when the connection ends by itself
    static BrokerLine open(IssuedCredentials credentials, MessageHandler handler, Runnable lost)
            throws IOException, InterruptedException {
        BrokerLine line = new BrokerLine(credentials, lost);
        try {
            Dispatcher dispatcher = line.connection.createDispatcher(handler);
            // What waits here is either applied or covered by a snapshot; it must not be cut silently.
            dispatcher.setPendingLimits(-1, -1);
            dispatcher.subscribe(Subjects.ALL_PRESENCE);
            dispatcher.subscribe(Subjects.ALL_EVENTS);
            line.connection.flush(Duration.ofSeconds(3));
            return line;
        } catch (TimeoutException e) {
            line.close();
            throw new IOException("The broker does not answer.", e);
        }
    }

    /// Asks the broker for a sign of life and measures it.
    Duration roundTrip() throws IOException {
        return connection.RTT();
    }

    /// Asks and waits for the one answer.
    byte[] ask(String subject, byte[] question, Duration limit) throws IOException, InterruptedException {
        Message answer = connection.request(subject, question, limit);
        if (answer == null) {
            throw new IOException("Nobody answered on " + subject + " within " + limit.toSeconds() + " s.");
        }
        return answer.getData();
    }

    boolean isOpen() {
        return connection.getStatus() == Connection.Status.CONNECTED;
    }

    @Override
    public void close() {
        closing = true;
        try {
            connection.close();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Quiet implements ErrorListener {
        @Override
        public void errorOccurred(Connection conn, String error) {
            LOG.info("broker says error={}", error);
        }

        @Override
        public void exceptionOccurred(Connection conn, Exception exp) {
            LOG.debug("connection exception", exp);
        }

        @Override
        public void slowConsumerDetected(Connection conn, @Nullable Consumer consumer) {
            LOG.info("the console reads slower than events come");
        }
    }
}
