package io.centter.control.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centter.control.Api;
import io.centter.control.TestPlane;
import io.centter.control.audit.AuditLog;
import io.centter.control.config.Config;
import io.centter.control.db.Database;
import io.centter.control.db.Transactions;
import io.centter.control.event.Outbox;
import io.centter.control.ground.Ground;
import io.centter.control.http.Caller;
import io.centter.control.http.Cursors;
import io.centter.control.http.Idempotency;
import io.centter.control.http.IdempotencyKey;
import io.centter.control.http.IfMatch;
import io.centter.control.http.Origin;
import io.centter.control.refusal.Refused;
import io.centter.model.api.DeploymentView;
import io.centter.model.api.InstanceStatus;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.IdSource;
import io.centter.model.identity.NetworkId;
import io.centter.model.identity.UserId;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Over HTTP there is no provider; behind it, one that only writes down what it is told, in the place of a cloud.
class DeploymentsTest {
    private static TestPlane plane;
    private static Api owner;
    private static Api stranger;
    private static Caller.UserCaller caller;
    private static Database database;
    private static DeploymentService service;
    private static final ConcurrentLinkedQueue<MachineOrder> ORDERS = new ConcurrentLinkedQueue<>();
    private NetworkId network;
    private UUID team;

    @BeforeAll
    static void start() {
        plane = TestPlane.start();
        owner = plane.person("owner@example.com");
        stranger = plane.person("stranger@example.com");
        caller = new Caller.UserCaller(
                UserId.parse(owner.get("/auth/me").text("id")),
                new UUID(0, 1),
                Instant.MAX,
                new Origin("127.0.0.1", "test", "0".repeat(32)));
        database = new Database(
                Config.of(TestPlane.settings(plane.database(), Map.of())).db());
        database.start();
        InstantSource clock = InstantSource.system();
        IdSource ids = new IdSource(clock, new SecureRandom());
        service = new DeploymentService(
                new Ground(
                        new Transactions(database),
                        new Outbox(ids, clock),
                        new AuditLog(clock, new byte[32]),
                        new Idempotency(clock),
                        new Cursors(new byte[32]),
                        ids,
                        clock,
                        new SecureRandom()),
                (_, order) -> ORDERS.add(order));
    }

    @AfterAll
    static void stop() {
        database.close();
        plane.close();
    }

    @BeforeEach
    void newTeam() {
        ORDERS.clear();
        network =
                NetworkId.parse(owner.post("/networks", Map.of("name", "Acme")).text("id"));
        team = UUID.fromString(owner.post("/networks/" + network + "/teams", Map.of("name", "Support"))
                .text("id"));
    }

    @Test
    void withoutAProviderARequestThatIsInOrderIsToldSoAndNothingIsRecorded() {
        AgentId sol = member("Sol");

        Api.Answer answer = deploy(owner, sol);

        assertThat(answer.status()).isEqualTo(501);
        assertThat(answer.code()).isEqualTo("not-configured");
        assertThat(answer.header("Retry-After")).isEmpty();
        assertThat(owner.get("/agents/" + sol + "/instance").status()).isEqualTo(404);
        assertThat(owner.get("/teams/" + team + "/deployments").json().path("items"))
                .isEmpty();
        assertThat(rows("SELECT action FROM audit_log WHERE network_id = :id::uuid AND action LIKE 'instance.%'"))
                .isEmpty();
    }

    @Test
    void whatIsNotInOrderIsSaidFirst() {
        AgentId sol = member("Sol");
        AgentId alone = agent(network.toString(), "Alone");
        String otherNetwork = owner.post("/networks", Map.of("name", "Other")).text("id");

        assertThat(deploy(owner, alone).code()).isEqualTo("not-in-team");
        assertThat(deploy(owner, agent(otherNetwork, "Theirs")).status()).isEqualTo(404);
        assertThat(deploy(owner, new AgentId("0123456789ab")).status()).isEqualTo(404);
        assertThat(deploy(stranger, sol).status()).isEqualTo(404);
        assertThat(deploy(plane.api(), sol).status()).isEqualTo(401);
        Api operator = plane.person(UUID.randomUUID() + "@example.com");
        owner.post(
                "/networks/" + network + "/members",
                Map.of("email", operator.get("/auth/me").text("email"), "role", "operator"));
        assertThat(deploy(operator, sol).status()).isEqualTo(403);
        assertThat(owner.post("/teams/" + team + "/deployments", Map.of()).pointer())
                .isEqualTo("/agent_id");
        service.deploy(caller, network, team, sol, Optional.empty());
        assertThat(deploy(owner, sol).code()).isEqualTo("already-deployed");
        service.deploy(caller, network, team, member("Luna"), Optional.empty());
        assertThat(deploy(owner, member("Third")).code()).isEqualTo("plan-limit");
        owner.post("/networks/" + network + "/suspend", Map.of("reason", "Unpaid"));
        assertThat(deploy(owner, member("Fourth")).code()).isEqualTo("network-suspended");
    }

    @Test
    void ofTwoThatRaceForTheLastPlaceExactlyOneGetsIt() throws Exception {
        service.deploy(caller, network, team, member("First"), Optional.empty());
        List<Callable<String>> racers = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            AgentId agent = member("Racer " + i);
            racers.add(() -> {
                try {
                    return service.deploy(caller, network, team, agent, Optional.empty())
                            .state()
                            .name();
                } catch (Refused.Limit e) {
                    return e.code();
                }
            });
        }
        List<String> results = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            for (Future<String> one : threads.invokeAll(racers)) {
                results.add(one.get());
            }
        }

        assertThat(results).filteredOn("REQUESTED"::equals).hasSize(1);
        assertThat(results).filteredOn("plan-limit"::equals).hasSize(5);
        assertThat(rows("SELECT id FROM deployments WHERE network_id = :id::uuid AND ended_at IS NULL"))
                .hasSize(2);
        assertThat(ORDERS).hasSize(2);
    }

    @Test
    void aLargerPlanHasMorePlacesAndTheLargestHasNoEnd() {
        plan("team");
        for (int i = 0; i < 5; i++) {
            service.deploy(caller, network, team, member("Agent " + i), Optional.empty());
        }
        AgentId sixth = member("Sixth");
        assertThatThrownBy(() -> service.deploy(caller, network, team, sixth, Optional.empty()))
                .isInstanceOf(Refused.Limit.class)
                .hasMessageContaining("allows 5 deployed agents, and 5 are deployed");
        plan("enterprise");
        for (int i = 6; i < 24; i++) {
            service.deploy(caller, network, team, member("Agent " + i), Optional.empty());
        }
        assertThat(owner.get("/networks/" + network + "/stats")
                        .json()
                        .at("/recorded/deployed_agents")
                        .asInt())
                .isEqualTo(23);
    }

    @Test
    void theSameKeyDeploysOnce() {
        AgentId sol = member("Sol");
        Optional<IdempotencyKey> key = Optional.of(new IdempotencyKey("user:" + caller.user(), "once", new byte[] {1}));

        DeploymentView first = service.deploy(caller, network, team, sol, key);
        DeploymentView second = service.deploy(caller, network, team, sol, key);

        assertThat(second.id()).isEqualTo(first.id());
        assertThat(ORDERS).hasSize(1);
    }

    @Test
    void anInstanceIsStoppedStartedAndTerminatedAndAnOrderThatMakesNoSenseIsRefused() {
        AgentId sol = member("Sol");
        UUID id = service.deploy(caller, network, team, sol, Optional.empty()).id();
        assertThatThrownBy(() -> change(sol, MachineOrder.Kind.STOP))
                .isInstanceOf(Refused.Conflict.class)
                .hasMessageContaining("requested");
        becomes(id, "running");
        assertThatThrownBy(() -> change(sol, MachineOrder.Kind.START)).isInstanceOf(Refused.Conflict.class);
        assertThat(change(sol, MachineOrder.Kind.STOP).state()).isEqualTo(InstanceStatus.STOPPING);
        becomes(id, "stopped");
        assertThat(change(sol, MachineOrder.Kind.START).state()).isEqualTo(InstanceStatus.STARTING);
        assertThat(change(sol, MachineOrder.Kind.TERMINATE).state()).isEqualTo(InstanceStatus.TERMINATING);
        assertThatThrownBy(() -> change(sol, MachineOrder.Kind.TERMINATE)).isInstanceOf(Refused.Conflict.class);

        assertThat(ORDERS)
                .extracting(MachineOrder::kind)
                .containsExactly(
                        MachineOrder.Kind.LAUNCH,
                        MachineOrder.Kind.STOP,
                        MachineOrder.Kind.START,
                        MachineOrder.Kind.TERMINATE);
        assertThat(rows("SELECT action FROM audit_log WHERE network_id = :id::uuid AND action LIKE 'instance.%' "
                        + "ORDER BY seq"))
                .containsExactly("instance.launch", "instance.stop", "instance.start", "instance.terminate");
    }

    @Test
    void anInstanceIsSeenByItsTenantAndChangedOnItsVersion() {
        AgentId sol = member("Sol");
        String path = "/agents/" + sol + "/instance";
        for (Api.Answer none : List.of(
                owner.with("If-Match", "*").post(path + "/start"),
                owner.with("If-Match", "*").post(path + "/stop"),
                owner.with("If-Match", "*").delete(path))) {
            assertThat(none.status()).isEqualTo(404);
        }
        UUID id = service.deploy(caller, network, team, sol, Optional.empty()).id();
        becomes(id, "running");

        Api.Answer shown = owner.get(path);
        assertThat(shown.text("state")).isEqualTo("running");
        assertThat(shown.header("ETag")).isEqualTo("\"1\"");
        assertThat(owner.get("/teams/" + team + "/deployments").json().path("items"))
                .containsExactly(shown.json());
        assertThat(stranger.get(path).status()).isEqualTo(404);
        assertThat(stranger.get("/teams/" + team + "/deployments").status()).isEqualTo(404);
        assertThat(owner.post(path + "/stop").status()).isEqualTo(428);
        assertThat(owner.with("If-Match", "\"7\"").post(path + "/stop").status())
                .isEqualTo(412);
        assertThat(owner.with("If-Match", "\"1\"").post(path + "/stop").code()).isEqualTo("not-configured");
        assertThat(owner.with("If-Match", "\"1\"").post(path + "/start").code()).isEqualTo("wrong-state");
        assertThat(owner.get(path).text("state")).isEqualTo("running");
        assertThat(owner.with("If-Match", "*").delete("/teams/" + team).code()).isEqualTo("team-deployed");
        assertThat(owner.with("If-Match", "*").delete("/agents/" + sol).code()).isEqualTo("agent-deployed");
    }

    @Test
    void whatIsOverCountsNoMoreAndOutlivesItsTeam() {
        AgentId sol = member("Sol");
        UUID id = service.deploy(caller, network, team, sol, Optional.empty()).id();
        plane.sql()
                .useHandle(handle -> handle.createUpdate(
                                "UPDATE deployments SET state = 'terminated', ended_at = now() WHERE id = :id")
                        .bind("id", id)
                        .execute());

        assertThat(owner.get("/agents/" + sol + "/instance").status()).isEqualTo(404);
        service.deploy(caller, network, team, member("Second"), Optional.empty());
        service.deploy(caller, network, team, sol, Optional.empty());
        assertThat(rows("SELECT id::text FROM deployments WHERE network_id = :id::uuid"))
                .hasSize(3);
    }

    private DeploymentView change(AgentId agent, MachineOrder.Kind order) {
        return service.change(caller, network, agent, order, new IfMatch("*"));
    }

    private Api.Answer deploy(Api api, AgentId agent) {
        return api.post("/teams/" + team + "/deployments", Map.of("agent_id", agent));
    }

    private void becomes(UUID id, String state) {
        plane.sql()
                .useHandle(handle -> handle.createUpdate("UPDATE deployments SET state = :state WHERE id = :id")
                        .bind("state", state)
                        .bind("id", id)
                        .execute());
    }

    private void plan(String plan) {
        assertThat(owner.with("If-Match", "*")
                        .patch("/networks/" + network, Map.of("plan", plan))
                        .status())
                .isEqualTo(200);
    }

    private AgentId member(String name) {
        AgentId agent = agent(network.toString(), name);
        owner.post("/teams/" + team + "/agents", Map.of("agent_id", agent, "role", "support"));
        return agent;
    }

    private static AgentId agent(String network, String name) {
        return new AgentId(owner.post("/networks/" + network + "/agents", Map.of("name", name))
                .json()
                .path("agent")
                .path("id")
                .asText());
    }

    private List<String> rows(String sql) {
        return plane.sql()
                .withHandle(handle -> handle.createQuery(sql)
                        .bind("id", network.value())
                        .mapTo(String.class)
                        .list());
    }
}
