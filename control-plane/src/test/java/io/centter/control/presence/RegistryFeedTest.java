package io.centter.control.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.centter.control.TestPlane;
import io.centter.control.config.Config;
import io.centter.control.db.Database;
import io.centter.control.db.Transactions;
import io.centter.embedded.SharedServers;
import io.centter.model.event.EventData;
import io.centter.model.event.HubEvent;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.IdSource;
import io.centter.model.identity.NetworkId;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Rows that were read before a deletion was committed, and arrive after it.
class RegistryFeedTest {
    private static final IdSource IDS = new IdSource(InstantSource.system(), new SecureRandom());

    private static Database database;
    private static Transactions transactions;

    private PresenceBoard board;
    private RegistryFeed feed;

    @BeforeAll
    static void connect() {
        database = new Database(Config.of(TestPlane.settings(SharedServers.createDatabase(), Map.of()))
                .db());
        database.start();
        transactions = new Transactions(database);
    }

    @AfterAll
    static void disconnect() {
        database.close();
    }

    @BeforeEach
    void begin() {
        board = new PresenceBoard(InstantSource.system(), PresenceRules.STANDARD, _ -> {});
        feed = new RegistryFeed(transactions, board, InstantSource.system());
    }

    @Test
    void anAgentThatWasDeletedWhileItsRowWasReadStaysAway() {
        NetworkId network = network();
        AgentId deleted = agent(network);
        AgentId other = agent(network);

        tell(network, new EventData.AgentDeleted(deleted, "Gone"));
        // Its row is still there, as a read that began before the deletion sees it.
        feed.load();
        feed.load(deleted);
        feed.missing(deleted);
        feed.lookUp();

        assertThat(board.find(network, deleted)).isEmpty();
        assertThat(board.find(network, other)).isPresent();
    }

    @Test
    void theAgentsOfADeletedNetworkStayAway() {
        NetworkId network = network();
        AgentId agent = agent(network);
        feed.load();
        assertThat(board.find(network, agent)).isPresent();

        tell(network, new EventData.NetworkDeleted("Gone"));
        feed.load();

        assertThat(board.find(network, agent)).isEmpty();
    }

    private void tell(NetworkId network, EventData data) {
        feed.committed(new HubEvent(IDS.uuid(), 1, network, Instant.now(), data));
    }

    private static NetworkId network() {
        NetworkId network = new NetworkId(IDS.uuid());
        transactions.write(handle -> {
            handle.execute("""
                    INSERT INTO users (id, email, name, password_hash, sessions_valid_from, created_at, updated_at)
                    VALUES (?, ?, 'Owner', 'x', now(), now(), now())
                    """, network.value(), network + "@example.com");
            return handle.execute("""
                    INSERT INTO networks (id, name, slug, owner_id, created_at, updated_at)
                    VALUES (?, 'N', ?, ?, now(), now())
                    """, network.value(), "n" + IDS.agentId(), network.value());
        });
        return network;
    }

    private static AgentId agent(NetworkId network) {
        AgentId agent = IDS.agentId();
        transactions.write(handle -> handle.execute("""
                INSERT INTO agents (id, network_id, name, slug, created_at, updated_at)
                VALUES (?, ?, 'A', ?, now(), now())
                """, agent.value(), network.value(), "a" + agent));
        return agent;
    }
}
