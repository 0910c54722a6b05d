package io.centter.control.metrics;

import com.sun.net.httpserver.HttpServer;
import io.centter.control.config.AdminConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Serves `/metrics` on a port of its own, so that the API's port can be public and this one not.
public final class AdminServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AdminServer.class);

    private final AdminConfig config;
    private final Meters meters;
    private @Nullable HttpServer server;

    public AdminServer(AdminConfig config, Meters meters) {
        this.config = config;
        this.meters = meters;
    }

    /// Does nothing where it is turned off.
    public void start() {
        if (!config.enabled()) {
            return;
        }
        try {
            HttpServer started = HttpServer.create(new InetSocketAddress(config.host(), config.port()), 0);
            started.createContext("/metrics", exchange -> {
                byte[] text = meters.scrape().getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
                exchange.sendResponseHeaders(200, text.length);
                try (exchange) {
                    exchange.getResponseBody().write(text);
                }
            });
            started.start();
            server = started;
            LOG.info("metrics listening address=http://{}:{}/metrics", config.host(), port());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The admin port " + config.host() + ":" + config.port() + " cannot be opened: " + e.getMessage(),
                    e);
        }
    }

    /// The port it really listens on, or -1 where it is turned off.
    public int port() {
        return server == null ? -1 : server.getAddress().getPort();
    }

    @Override
    public void close() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }
}
