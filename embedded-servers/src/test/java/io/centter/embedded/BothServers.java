package io.centter.embedded;

import io.centter.embedded.nats.NatsOptions;
import io.centter.embedded.nats.NatsServer;
import io.centter.embedded.postgres.PostgresOptions;
import io.centter.embedded.postgres.PostgresServer;
import java.io.IOException;
import java.nio.file.Path;

/// A process that runs both servers, says their process ids, and waits for the end of its input; then it ends without
/// closing anything.
final class BothServers {
    private BothServers() {}

    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]);
        var postgres = PostgresServer.start(
                PostgresOptions.in(directory.resolve("postgres")).fastButLosingDataOnCrash());
        var nats = NatsServer.start(NatsOptions.of(
                Path.of(arguments[1]),
                directory.resolve("nats"),
                "listen: \"127.0.0.1:-1\"\nhttp: \"127.0.0.1:-1\"\n"));
        postgres.ensureDatabase("centter");
        System.out.println("ready " + postgres.pid() + " " + nats.pid());
        System.out.flush();
        System.in.readAllBytes();
        System.exit(0);
    }
}
