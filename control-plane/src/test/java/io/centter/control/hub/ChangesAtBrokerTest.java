package io.centter.control.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.centter.control.nats.ClaimsSigner;
import io.centter.control.nats.NatsKey;
import io.centter.model.api.AccountDrift;
import io.centter.model.api.IssuedCredentials;
import io.centter.model.api.NatsAccountView;
import io.centter.model.event.EventData;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.message.Subjects;
import io.centter.model.permission.Effect;
import io.centter.model.permission.Scope;
import io.centter.model.role.Role;
import io.nats.client.Connection;
import io.nats.client.Subscription;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// What changes in the database, at the broker: who may publish what, and who is out.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChangesAtBrokerTest {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final String NEWS = "mesh.event.newsletter.sent";

    private HubFixture at;
    private NetworkId network;
    private AgentId agent;
    private int networks;

    @BeforeAll
    void begin(@TempDir Path directory) throws IOException {
        at = new HubFixture(directory);
        at.start(SOON);
    }

    @AfterAll
    void end() {
        at.close();
    }

    @BeforeEach
    void newNetwork() {
        network = at.network("wire-" + networks++);
        agent = at.agent(network, "linda", Role.ASSISTANT);
    }

    @Test
    void aGrantThatMeansASubjectReachesTheBrokerAndItsEndToo() throws Exception {
        UUID id = UUID.randomUUID();
        IssuedCredentials before = at.issue(network, agent);
        try (HubFixture.Client client = at.connect(before)) {
            Subscription orders = client.connection.subscribe(Subjects.control(agent));
            assertThat(mayPublish(client, NEWS)).isFalse();
            permit(id, "newsletter:send", null);
            assertThat(new String(
                            Objects.requireNonNull(orders.nextMessage(SOON)).getData(), StandardCharsets.UTF_8))
                    .contains("\"reload\"");
            assertThat(mayPublish(client, NEWS)).isFalse();
        }
        connects(before);
        IssuedCredentials given = at.issue(network, agent);
        try (HubFixture.Client client = at.connect(given)) {
            assertThat(mayPublish(client, NEWS)).isTrue();
            assertThat(mayPublish(client, "mesh.event.infra.done")).isFalse();
            assertThat(mayPublish(client, "mesh.heartbeat." + agent)).isTrue();
            assertThat(mayPublish(client, "mesh.heartbeat.0123456789ab")).isFalse();
            change(handle -> {
                handle.execute("UPDATE permissions SET ended_at = now() WHERE id = ?", id);
                return new EventData.PermissionEnded(
                        agent, id, Scope.parse("newsletter:send"), Effect.GRANT, "no more");
            });
            await().atMost(SOON).until(() -> isOut(client));
        }
        try (HubFixture.Client client = at.connect(at.issue(network, agent))) {
            assertThat(mayPublish(client, NEWS)).isFalse();
        }
    }

    @Test
    void credentialsEndWithTheGrantThatTheyCarry() throws Exception {
        UUID id = UUID.randomUUID();
        Instant end = Instant.now().plusSeconds(3);
        permit(id, "newsletter:send", end);
        IssuedCredentials issued = at.issue(network, agent);
        assertThat(issued.expiresAt()).isBeforeOrEqualTo(end);
        try (HubFixture.Client client = at.connect(issued)) {
            assertThat(mayPublish(client, NEWS)).isTrue();
            await().atMost(SOON).until(() -> Instant.now().isAfter(end));
            change(handle -> {
                handle.execute("UPDATE permissions SET ended_at = now() WHERE id = ?", id);
                return new EventData.PermissionExpired(agent, id, Scope.parse("newsletter:send"), Effect.GRANT);
            });
            await().atMost(SOON).until(() -> isOut(client));
        }
    }

    @Test
    void aChangedRoleIsAnotherTemplateAndNeedsNoNewCredentials() throws Exception {
        try (HubFixture.Client client = at.connect(at.issue(network, agent))) {
            assertThat(mayPublish(client, NEWS)).isFalse();
            change(handle -> {
                handle.execute("""
                        INSERT INTO role_scopes (network_id, role, scope, changed_at)
                        VALUES (?, 'assistant', 'newsletter:send', now())
                        """, network.value());
                return new EventData.RoleChanged(Role.ASSISTANT, List.of(Scope.parse("newsletter:send")), List.of(), 2);
            });
            await().atMost(SOON).ignoreExceptions().until(() -> mayPublish(client, NEWS));
            change(handle -> {
                handle.execute(
                        "DELETE FROM role_scopes WHERE network_id = ? AND scope = 'newsletter:send'", network.value());
                return new EventData.RoleChanged(Role.ASSISTANT, List.of(), List.of(Scope.parse("newsletter:send")), 3);
            });
            await().atMost(SOON).ignoreExceptions().until(() -> !mayPublish(client, NEWS));
        }
    }

    @Test
    void whoIsInTeamsMayWhatAnyOfItsRolesMayUntilItLeaves() throws Exception {
        UUID team = UUID.randomUUID();
        try (HubFixture.Client client = at.connect(at.issue(network, agent))) {
            join(team, Role.SALES);
            await().atMost(SOON).until(() -> at.plane.relay.waiting() == 0);
            assertThat(mayPublish(client, "mesh.heartbeat." + agent)).isTrue();
        }
        try (HubFixture.Client client = at.connect(at.issue(network, agent))) {
            assertThat(mayPublish(client, NEWS)).isTrue();
            assertThat(mayPublish(client, "mesh.event.support.ticket")).isFalse();
            change(handle -> {
                handle.execute("UPDATE team_agents SET role = 'support' WHERE team_id = ?", team);
                return new EventData.TeamAgentRoleChanged(team, agent, Role.SALES, Role.SUPPORT);
            });
            await().atMost(SOON).until(() -> isOut(client));
        }
        try (HubFixture.Client client = at.connect(at.issue(network, agent))) {
            assertThat(mayPublish(client, NEWS)).isFalse();
            assertThat(mayPublish(client, "mesh.event.support.ticket")).isTrue();
            change(handle -> {
                handle.execute("DELETE FROM teams WHERE id = ?", team);
                return new EventData.TeamDeleted(team, "Team", 1);
            });
            await().atMost(SOON).until(() -> isOut(client));
        }
        try (HubFixture.Client client = at.connect(at.issue(network, agent))) {
            assertThat(mayPublish(client, "mesh.event.support.ticket")).isFalse();
        }
    }

    @Test
    void whoGetsOneMoreRoleKeepsItsCredentialsUntilItHasLess() throws Exception {
        UUID team = UUID.randomUUID();
        join(team, Role.SALES);
        IssuedCredentials ofTwo = at.issue(network, agent);
        try (HubFixture.Client client = at.connect(ofTwo)) {
            join(UUID.randomUUID(), Role.SUPPORT);
            applied();
            assertThat(mayPublish(client, NEWS)).isTrue();
            connects(ofTwo);
            change(handle -> {
                handle.execute("DELETE FROM teams WHERE id = ?", team);
                return new EventData.TeamDeleted(team, "Team", 1);
            });
            await().atMost(SOON).until(() -> isOut(client));
        }
    }

    @Test
    void whatIsOnlyForTokensDisturbsNobody() throws Exception {
        try (HubFixture.Client client = at.connect(at.issue(network, agent))) {
            long before = account().desiredVersion();
            permit(UUID.randomUUID(), "skill:execute:crm", null);
            await().atMost(SOON).until(() -> at.plane.relay.waiting() == 0);
            assertThat(account().desiredVersion()).isEqualTo(before);
            assertThat(isOut(client)).isFalse();
        }
    }

    @Test
    void theAccountSaysWhatTheBrokerHas() {
        await().atMost(SOON).until(() -> account().propagation().equals("applied"));
        NatsAccountView first = account();
        join(UUID.randomUUID(), Role.SALES);
        await().atMost(SOON).until(() -> account().appliedVersion() > first.appliedVersion());
        NatsAccountView second = account();
        assertThat(second.appliedVersion()).isEqualTo(second.desiredVersion());
        assertThat(second.receipts()).singleElement().satisfies(receipt -> {
            assertThat(receipt.server()).isEqualTo("hub1");
            assertThat(receipt.millis()).isBetween(0L, 2_000L);
        });
        assertThat(second.appliedAt()).isAfter(Objects.requireNonNull(first.appliedAt()));
        assertThat(second.error()).isNull();
        assertThat(second.drift()).isNull();
    }

    @Test
    void anAccountThatSomebodyTookAwayIsPutBack() throws Exception {
        applied();
        IssuedCredentials credentials = at.issue(network, agent);
        at.plane.hub.broker().delete(at.roots.deletion(account().account(), Instant.now()));
        drifted(AccountDrift.Kind.MISSING);
        connects(credentials);
    }

    @Test
    void anOlderAccountIsReplaced() throws Exception {
        applied();
        String old = at.plane.hub.broker().lookup(account().account()).orElseThrow();
        join(UUID.randomUUID(), Role.SALES);
        await().atMost(SOON).until(() -> account().propagation().equals("applied") && !old.equals(jwt()));
        IssuedCredentials credentials = at.issue(network, agent);
        at.plane.hub.broker().push(old);
        drifted(AccountDrift.Kind.OLDER);
        connects(credentials);
    }

    @Test
    void anAccountOfAnotherOperatorIsReplaced() throws Exception {
        applied();
        IssuedCredentials credentials = at.issue(network, agent);
        at.plane.hub.broker().push(Foreign.account(account().account()));
        drifted(AccountDrift.Kind.FOREIGN);
        connects(credentials);
        await().atMost(SOON).until(() -> at.plane.relay.waiting() == 0);
        long lines = at.transactions.read(handle -> handle.createQuery("""
                SELECT count(*) FROM audit_log WHERE network_id = :network AND action = 'nats.account.repair'
                """)
                .bind("network", network)
                .mapTo(Long.class)
                .one());
        assertThat(lines).isEqualTo(1);
    }

    @Test
    void accountsOfNobodyHereAreTold() {
        applied();
        String stranger = Foreign.newAccount();
        at.plane.hub.broker().push(Foreign.account(stranger));
        int before = at.plane.hub.unknownAccounts();
        at.plane.hub.reconciler().verifyAll(() -> true);
        assertThat(at.plane.hub.unknownAccounts()).isEqualTo(before + 1);
        List<String> told = at.transactions.read(
                handle -> handle.createQuery("SELECT target FROM audit_log WHERE action = 'nats.account.unknown'")
                        .mapTo(String.class)
                        .list());
        assertThat(told).contains("account:" + stranger);
    }

    private void applied() {
        await().atMost(SOON).until(() -> account().propagation().equals("applied"));
    }

    private void drifted(AccountDrift.Kind kind) {
        await().atMost(SOON).until(() -> account().drift() != null);
        assertThat(Objects.requireNonNull(account().drift()).kind()).isEqualTo(kind);
    }

    private void connects(IssuedCredentials credentials) throws Exception {
        try (HubFixture.Client client = at.connect(credentials)) {
            assertThat(client.connection.getStatus()).isEqualTo(Connection.Status.CONNECTED);
        }
    }

    private String jwt() {
        return at.plane.hub.broker().lookup(account().account()).orElseThrow();
    }

    private NatsAccountView account() {
        return at.plane.hub.account(network);
    }

    private static boolean isOut(HubFixture.Client client) {
        return client.connection.getStatus() != Connection.Status.CONNECTED;
    }

    private static boolean mayPublish(HubFixture.Client client, String subject) throws Exception {
        client.errors.clear();
        client.connection.publish(subject, "{}".getBytes(StandardCharsets.UTF_8));
        // Nobody may publish this, so its refusal comes last.
        client.connection.publish("never.allowed", new byte[0]);
        client.connection.flush(SOON);
        await().atMost(SOON).until(() -> client.errors.stream().anyMatch(error -> error.contains("never.allowed")));
        return client.errors.stream().noneMatch(error -> error.contains('"' + subject + '"'));
    }

    private interface Change {
        EventData in(Handle handle);
    }

    private void change(Change change) {
        at.transactions.inNetwork(network, handle -> at.plane.outbox.event(handle, network, change.in(handle)));
    }

    private void permit(UUID id, String scope, @Nullable Instant until) {
        change(handle -> {
            handle.createUpdate("""
                    INSERT INTO permissions (id, network_id, agent_id, scope, effect, expires_at, created_at)
                    VALUES (:id, :network, :agent, :scope, 'grant', :until, now())
                    """)
                    .bindMap(Map.of("id", id, "network", network, "agent", agent, "scope", scope))
                    .bind("until", until)
                    .execute();
            return new EventData.PermissionGranted(agent, id, Scope.parse(scope), "test", until);
        });
    }

    private void join(UUID team, Role role) {
        change(handle -> {
            handle.execute("""
                    INSERT INTO teams (id, network_id, name, slug, created_at, updated_at)
                    VALUES (?, ?, 'Team', ?, now(), now())
                    """, team, network.value(), "t" + team.toString().substring(0, 8));
            handle.execute("""
                    INSERT INTO team_agents (network_id, team_id, agent_id, role, added_at) VALUES (?, ?, ?, ?, now())
                    """, network.value(), team, agent.value(), role.wireName());
            return new EventData.TeamAgentAdded(team, agent, role);
        });
    }

    /// Accounts that another operator signs.
    private static final class Foreign {
        private static final NatsKey OPERATOR = NatsKey.newOperator(HubFixture.RANDOM);

        static String newAccount() {
            return NatsKey.newAccount(HubFixture.RANDOM).publicKey();
        }

        static String account(String account) {
            return new ClaimsSigner(OPERATOR).sign(ControlAccount.systemClaims(account), Instant.now(), null);
        }
    }
}
