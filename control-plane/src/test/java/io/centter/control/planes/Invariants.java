package io.centter.control.planes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.centter.control.Api;
import io.centter.embedded.nats.NatsServer;
import io.centter.model.wire.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;

/// What must hold after every fault, however it went.
record Invariants(Api api, Jdbi sql, NatsServer broker) {
    private static final Duration HEALED = Duration.ofSeconds(30);

    void hold(Load load) {
        await().atMost(HEALED).until(() -> number("SELECT count(*) FROM outbox") == 0);
        changesAndTheirLines(load);
        accountsAreAsWanted(load.network);
        nobodyIsConnectedWhoMustNot();
        eventsAndTheirChanges(load);
        await().atMost(HEALED).until(() -> load.taken.containsAll(load.sent));
    }

    /// Each change has one line in the audit log, whose chain is whole; what was answered is there.
    private void changesAndTheirLines(Load load) {
        assertThat(agents(load.network)).containsAll(load.made);
        assertThat(number("""
                SELECT count(*) FROM agents a WHERE 1 <> (SELECT count(*) FROM audit_log l
                    WHERE l.network_id = a.network_id AND l.target = 'agent:' || a.id AND l.action = 'agent.create')
                """)).isZero();
        assertThat(number("""
                SELECT count(*) FROM audit_log l WHERE l.action = 'agent.create' AND NOT EXISTS
                    (SELECT 1 FROM agents a WHERE l.target = 'agent:' || a.id)
                """)).isZero();
        assertThat(api.get("/networks/" + load.network + "/audit/verify")
                        .json()
                        .path("intact")
                        .asBoolean())
                .isTrue();
    }

    private void accountsAreAsWanted(String network) {
        await().atMost(HEALED).until(() -> number("""
                        SELECT count(*) FROM networks n JOIN nats_account_state s ON s.network_id = n.id
                        WHERE s.applied_version <> n.authz_version OR s.applied_hash IS NULL
                        """) == 0);
        String before = api.get("/networks/" + network + "/nats/account").text("applied_at");
        JsonNode looked =
                api.post("/networks/" + network + "/nats/account/sync").json();
        assertThat(looked.path("propagation").asText()).isEqualTo("applied");
        assertThat(looked.path("applied_at").asText())
                .as("asked what it has, the broker had what it was given")
                .isEqualTo(before);
    }

    private void nobodyIsConnectedWhoMustNot() {
        Set<String> connected = new HashSet<>();
        connections().forEach(one -> one.forEach(value -> connected.add(value.asText())));
        List<String> revoked = sql.withHandle(
                handle -> handle.createQuery("SELECT user_key FROM nats_credentials WHERE revoked_at IS NOT NULL")
                        .mapTo(String.class)
                        .list());
        assertThat(connected).noneMatch(revoked::contains);
        assertThat(connected).as("agents that may are there").anyMatch(text -> text.startsWith("U"));
    }

    private JsonNode connections() {
        try (InputStream answer = broker.monitorUrl()
                .orElseThrow()
                .resolve("/connz?auth=1&limit=10000")
                .toURL()
                .openStream()) {
            return Wire.tolerant().readTree(answer).path("connections");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Each change has one event, each event a change, in order. Presence is told and not kept: its numbers are
    /// between.
    private void eventsAndTheirChanges(Load load) {
        List<JsonNode> told = events(load.network);
        assertThat(told.stream().map(event -> event.path("seq").asLong()))
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(told.stream()
                        .filter(event -> event.path("type").asText().equals("agent.created"))
                        .map(event -> event.path("agent").asText()))
                .containsExactlyInAnyOrderElementsOf(agents(load.network));
    }

    private List<JsonNode> events(String network) {
        List<JsonNode> events = new ArrayList<>();
        long after = 0;
        boolean more = true;
        while (more) {
            JsonNode page = api.get("/networks/" + network + "/events?topic=hub.%3E&limit=500&after_seq=" + after)
                    .json();
            page.path("items").forEach(item -> events.add(item.path("event")));
            more = page.path("more").asBoolean();
            after = page.path("next_after_seq").asLong();
        }
        return events;
    }

    private List<String> agents(String network) {
        return sql.withHandle(
                handle -> handle.createQuery("SELECT id FROM agents WHERE network_id = CAST(:network AS uuid)")
                        .bind("network", network)
                        .mapTo(String.class)
                        .list());
    }

    private long number(String query) {
        return sql.withHandle(
                handle -> handle.createQuery(query).mapTo(Long.class).one());
    }
}
