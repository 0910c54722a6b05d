package io.centter.control.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.centter.control.Api;
import io.centter.control.TestPlane;
import io.centter.control.config.Config;
import io.centter.control.db.Database;
import io.centter.control.db.Notifications;
import io.centter.control.db.Transactions;
import io.centter.model.api.MemberRole;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.identity.UserId;
import io.centter.model.permission.Effect;
import io.centter.model.permission.Scope;
import io.centter.model.role.Role;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Snapshots of a second process beside the plane whose API makes the changes.
final class AccessSnapshotsTest {
    private static final Duration SOON = Duration.ofSeconds(5);

    private static TestPlane plane;
    private static Database database;
    private static Notifications hearing;
    private static AccessSnapshots other;
    private static Jdbi sql;
    private static Api owner;
    private static NetworkId network;

    @BeforeAll
    static void start() {
        plane = TestPlane.start();
        sql = plane.sql();
        Config config = Config.of(TestPlane.settings(plane.database(), Map.of()));
        database = new Database(config.db());
        database.start();
        Notifications[] ear = new Notifications[1];
        other = new AccessSnapshots(new Transactions(database), () -> ear[0].isCurrent(), InstantSource.system());
        hearing = new Notifications(config.db(), AccessSnapshots.CHANNEL, other);
        ear[0] = hearing;
        hearing.start();
        await().atMost(SOON).until(hearing::isCurrent);
        owner = plane.person("owner@example.com");
        network =
                NetworkId.parse(owner.post("/networks", Map.of("name", "Acme")).text("id"));
    }

    @AfterAll
    static void stop() {
        hearing.close();
        database.close();
        plane.close();
    }

    @Test
    void anotherProcessHearsOfEveryKindOfChange() {
        AgentId agent = agent("Linda");
        assertThat(access(agent).rights().role()).isEqualTo(Role.ASSISTANT);
        assertThat(other.of(network).roles().get(Role.ANALYST)).containsExactly(Scope.parse("skill:read:*"));

        UUID team = teamOf(agent);
        UUID permission = permissionOf(agent);
        run("UPDATE agents SET custom_skills = '{crm}', locked_at = now() WHERE id = ?", agent.value());
        run("DELETE FROM role_scopes WHERE network_id = ? AND role = 'sales'", network.value());

        await().atMost(SOON).untilAsserted(() -> {
            assertThat(access(agent).rights().teams())
                    .singleElement()
                    .satisfies(place -> assertThat(place.role()).isEqualTo(Role.DEVELOPER));
            assertThat(access(agent).rights().manual())
                    .singleElement()
                    .satisfies(one -> assertThat(one.effect()).isEqualTo(Effect.REVOKE));
            assertThat(access(agent).rights().offer("crm")).isPresent();
            assertThat(access(agent).rights().lock()).isNotNull();
            assertThat(other.of(network).teams()).containsEntry(team, "Ops");
            assertThat(other.of(network).roles()).doesNotContainKey(Role.SALES);
        });

        run("UPDATE permissions SET ended_at = now() WHERE id = ?", permission);
        run("DELETE FROM teams WHERE id = ?", team);
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(access(agent).rights().manual()).isEmpty();
            assertThat(access(agent).rights().teams()).isEmpty();
            assertThat(other.ofTeam(team)).isEmpty();
        });
    }

    @Test
    void whatDoesNotConcernRightsChangesNothing() {
        AgentId agent = agent("Quiet");
        long before = version();
        run("UPDATE agents SET last_heartbeat_at = now(), tools = '{hammer}' WHERE id = ?", agent.value());
        run("UPDATE networks SET event_seq = event_seq + 1, version = version + 1 WHERE id = ?", network.value());
        assertThat(version()).isEqualTo(before);
    }

    @Test
    void whoMissedChangesThatAreForgottenReadsEverything() {
        AgentId agent = agent("Missed");
        AtomicBoolean heard = new AtomicBoolean(true);
        AccessSnapshots deaf = new AccessSnapshots(new Transactions(database), heard::get, InstantSource.system());
        assertThat(deaf.agent(agent)).isPresent();

        run("UPDATE agents SET role = 'analyst' WHERE id = ?", agent.value());
        run("UPDATE agents SET role = 'coordinator' WHERE id = ?", agent.value());
        run("DELETE FROM access_changes WHERE network_id = ?", network.value());
        assertThat(deaf.agent(agent).orElseThrow().agent().rights().role()).isEqualTo(Role.ASSISTANT);

        heard.set(false);
        assertThat(deaf.agent(agent).orElseThrow().agent().rights().role()).isEqualTo(Role.COORDINATOR);
        run("UPDATE agents SET deleted_at = now(), api_key_hash = NULL WHERE id = ?", agent.value());
        assertThat(deaf.agent(agent)).isEmpty();
    }

    @Test
    void theProcessThatCommitsSeesItAtOnce() {
        Api colleague = plane.person("colleague@example.com");
        assertThat(colleague.get("/networks/" + network).status()).isEqualTo(404);
        owner.post("/networks/" + network + "/members", Map.of("email", "colleague@example.com", "role", "viewer"));
        assertThat(colleague.get("/networks/" + network).status()).isEqualTo(200);
        String user = colleague.get("/auth/me").text("id");
        assertThat(owner.delete("/networks/" + network + "/members/" + user).status())
                .isEqualTo(204);
        assertThat(colleague.get("/networks/" + network).status()).isEqualTo(404);
        await().atMost(SOON)
                .until(() -> other.of(network).member(UserId.parse(user)).isEmpty());
    }

    @Test
    void membersAndKeysAreThere() {
        assertThat(other.of(network).member(UserId.parse(owner.get("/auth/me").text("id"))))
                .contains(MemberRole.OWNER);
        assertThat(other.byKey(new byte[32])).isEmpty();
    }

    private static UUID teamOf(AgentId agent) {
        UUID team = UUID.randomUUID();
        run(
                "INSERT INTO teams (id, network_id, name, slug, created_at, updated_at) VALUES (?, ?, 'Ops', ?, now(), now())",
                team,
                network.value(),
                "ops-" + agent);
        run(
                "INSERT INTO team_agents (network_id, team_id, agent_id, role, added_at) VALUES (?, ?, ?, 'developer', now())",
                network.value(),
                team,
                agent.value());
        return team;
    }

    private static UUID permissionOf(AgentId agent) {
        UUID permission = UUID.randomUUID();
        run(
                "INSERT INTO permissions (id, network_id, agent_id, scope, effect, created_at)"
                        + " VALUES (?, ?, ?, 'infra:deploy', 'revoke', now())",
                permission,
                network.value(),
                agent.value());
        return permission;
    }

    private static AgentId agent(String name) {
        Api.Answer made = owner.post("/networks/" + network + "/agents", Map.of("name", name));
        return new AgentId(made.json().path("agent").path("id").asText());
    }

    private static AgentAccess access(AgentId agent) {
        return other.agent(agent).orElseThrow().agent();
    }

    private static long version() {
        return sql.withHandle(
                handle -> handle.select("SELECT access_version FROM networks WHERE id = ?", network.value())
                        .mapTo(Long.class)
                        .one());
    }

    private static void run(String statement, Object... values) {
        sql.useHandle(handle -> handle.execute(statement, values));
    }
}
