package io.centter.control.metrics;

import io.centter.control.http.Access;
import io.centter.control.http.Reply;
import io.centter.control.http.Router;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// `/health/live` for who restarts processes, `/health/ready` for who sends requests to them.
public final class HealthRoutes {
    private final BooleanSupplier database;
    private final Supplier<String> nats;

    /// Health from two questions.
    ///
    /// @param database whether PostgreSQL answers and is migrated
    /// @param nats the broker's status as [Health] writes it
    public HealthRoutes(BooleanSupplier database, Supplier<String> nats) {
        this.database = database;
        this.nats = nats;
    }

    public void declare(Router router) {
        router.get("//health/live", "Tells that the process runs.")
                .by(Access.everyone())
                .gives(Live.class)
                .inMemory()
                .handle(_ -> Reply.of(new Live("live")));
        router.get("//health/ready", "Tells whether requests can be served.")
                .by(Access.everyone())
                .gives(Health.class)
                .orGives(503)
                .handle(_ -> ready());
    }

    private Reply<Health> ready() {
        boolean up = database.getAsBoolean();
        String broker = nats.get();
        String status = !up ? "unavailable" : broker.equals("connected") ? "ready" : "degraded";
        return Reply.of(new Health(status, up ? "up" : "away", broker)).withStatus(up ? 200 : 503);
    }
}
