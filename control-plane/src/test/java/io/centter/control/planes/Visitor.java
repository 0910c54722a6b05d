package io.centter.control.planes;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.centter.control.Api;
import io.nats.client.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jdbi.v3.core.Jdbi;

/// One more agent of the network under load, which comes and is seen.
final class Visitor {
    private static final Duration LONG = Duration.ofMinutes(2);

    final String id;
    private final Jdbi sql;

    /// Made by one of the planes, as soon as it can.
    Visitor(Api api, Load load, Jdbi sql) {
        this.sql = sql;
        id = await().atMost(LONG)
                .until(
                        () -> api.post(
                                        "/networks/" + load.network + "/agents",
                                        Map.of("name", "One " + UUID.randomUUID()))
                                .json()
                                .at("/agent/id")
                                .asText(),
                        made -> !made.isEmpty());
        load.made.add(id);
    }

    Connection connect(Api api) throws Exception {
        JsonNode issued = await().atMost(LONG)
                .ignoreExceptions()
                .until(() -> api.post("/agents/" + id + "/nats/credentials").json(), json -> json.has("creds"));
        return TwoPlanes.connect(issued, new ConcurrentLinkedQueue<>());
    }

    /// What was written down of its presence.
    List<String> history() {
        return sql.withHandle(handle ->
                handle.createQuery("""
                        SELECT from_presence || '>' || to_presence FROM presence_changes WHERE agent_id = :agent
                            AND from_presence <> to_presence ORDER BY at, position
                        """).bind("agent", id).mapTo(String.class).list());
    }
}
