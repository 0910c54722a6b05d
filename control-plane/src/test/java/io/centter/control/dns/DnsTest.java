package io.centter.control.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.centter.control.Api;
import io.centter.control.TestPlane;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DnsTest {
    private static TestPlane plane;
    private static Api owner;
    private static Api stranger;
    private String network;
    private String agent;
    private String path;

    @BeforeAll
    static void start() {
        plane = TestPlane.start();
        owner = plane.person("owner@example.com");
        stranger = plane.person("stranger@example.com");
    }

    @AfterAll
    static void stop() {
        plane.close();
    }

    @BeforeEach
    void newAgent() {
        network = owner.post("/networks", Map.of("name", "Acme")).text("id");
        agent = owner.post("/networks/" + network + "/agents", Map.of("name", "Sol"))
                .json()
                .path("agent")
                .path("id")
                .asText();
        path = "/agents/" + agent + "/dns";
    }

    @Test
    void anAddressByHandIsSetShownAndTakenAway() {
        assertThat(owner.get(path).text("skipped")).isEqualTo("no-address");

        Api.Answer put = owner.with("If-Match", "\"1\"").put(path, Map.of("address", "8.8.8.8"));

        assertThat(put.status()).isEqualTo(200);
        assertThat(put.text("address")).isEqualTo("8.8.8.8");
        assertThat(put.text("source")).isEqualTo("override");
        assertThat(put.text("type")).isEqualTo("A");
        assertThat(put.text("name")).startsWith("sol.acme");
        assertThat(put.header("ETag")).isEqualTo("\"2\"");
        assertThat(owner.get("/networks/" + network + "/dns").json().path("items"))
                .containsExactly(put.json());
        assertThat(owner.put(path, Map.of("address", "8.8.4.4")).status()).isEqualTo(428);
        assertThat(owner.with("If-Match", "\"1\"")
                        .put(path, Map.of("address", "8.8.4.4"))
                        .status())
                .isEqualTo(412);
        assertThat(owner.with("If-Match", "\"2\"").delete(path).status()).isEqualTo(204);
        assertThat(owner.with("If-Match", "*").delete(path).status()).isEqualTo(404);
        assertThat(owner.get(path).json().has("address")).isFalse();
        assertThat(rows("SELECT action FROM audit_log WHERE network_id = :id::uuid AND action LIKE 'dns.%'"))
                .hasSize(2);
        assertThat(rows("SELECT payload::jsonb ->> 'type' FROM outbox WHERE network_id = :id::uuid "
                        + "AND payload::jsonb ->> 'type' = 'dns.override-changed'"))
                .hasSize(2);
    }

    @Test
    void onlyPublicAddressesAreTaken() {
        for (String address : List.of(
                "10.0.0.1",
                "172.20.0.1",
                "192.168.0.1",
                "100.64.0.1",
                "100.1.2.3",
                "127.0.0.1",
                "169.254.169.254",
                "192.0.2.1",
                "224.0.0.1",
                "0.0.0.0",
                "255.255.255.255",
                "::1",
                "fd00::1",
                "fe80::1",
                "2001:db8::1",
                "::ffff:10.0.0.1",
                "64:ff9b::808:808",
                "8.8.8",
                "0x8.8.8.8",
                "dns.google")) {
            Api.Answer refused = owner.with("If-Match", "*").put(path, Map.of("address", address));
            assertThat(refused.status()).as(address).isEqualTo(422);
            assertThat(refused.code()).as(address).isEqualTo("forbidden-address");
            assertThat(refused.pointer()).as(address).isEqualTo("/address");
        }
        assertThat(owner.with("If-Match", "*").put(path, Map.of()).pointer()).isEqualTo("/address");
        assertThat(owner.get(path).json().has("address")).isFalse();
    }

    @Test
    void whatAnAgentSaysOfItselfIsNotPublishedWithoutProof() {
        plane.sql()
                .useHandle(
                        handle -> handle.createUpdate("""
                        UPDATE agents SET location = '{"public_ip": "8.8.8.8"}' WHERE id = :agent
                        """).bind("agent", agent).execute());

        Api.Answer shown = owner.get(path);

        assertThat(shown.text("address")).isEqualTo("8.8.8.8");
        assertThat(shown.text("source")).isEqualTo("heartbeat");
        assertThat(shown.text("skipped")).isEqualTo("unproven");
        assertThat(shown.json().has("type")).isFalse();
    }

    @Test
    void withoutAZoneNothingIsPublishedAndThatIsSaid() {
        owner.with("If-Match", "*").put(path, Map.of("address", "8.8.8.8"));

        Api.Answer sync = owner.post("/networks/" + network + "/dns/sync");

        assertThat(sync.status()).isEqualTo(501);
        assertThat(sync.code()).isEqualTo("not-configured");
        assertThat(sync.text("detail")).contains("could be: 1");
    }

    @Test
    void namesAreTheirTenantsAndWhoOnlyLooksChangesNone() {
        Api any = stranger.with("If-Match", "*");
        assertThat(any.get(path).status()).isEqualTo(404);
        assertThat(any.put(path, Map.of("address", "8.8.8.8")).status()).isEqualTo(404);
        assertThat(any.delete(path).status()).isEqualTo(404);
        assertThat(any.get("/networks/" + network + "/dns").status()).isEqualTo(404);
        assertThat(any.post("/networks/" + network + "/dns/sync").status()).isEqualTo(404);
        Api viewer = plane.person(UUID.randomUUID() + "@example.com");
        owner.post(
                "/networks/" + network + "/members",
                Map.of("email", viewer.get("/auth/me").text("email"), "role", "viewer"));
        Api looks = viewer.with("If-Match", "*");
        assertThat(looks.get(path).status()).isEqualTo(200);
        assertThat(looks.put(path, Map.of("address", "8.8.8.8")).status()).isEqualTo(403);
        assertThat(looks.delete(path).status()).isEqualTo(403);
        assertThat(looks.post("/networks/" + network + "/dns/sync").status()).isEqualTo(403);
    }

    private List<String> rows(String sql) {
        return plane.sql()
                .withHandle(handle -> handle.createQuery(sql)
                        .bind("id", network)
                        .mapTo(String.class)
                        .list());
    }
}
