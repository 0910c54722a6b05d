package io.centter.control.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.centter.control.Api;
import io.centter.control.TestPlane;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class NetworksTest {
    private static TestPlane plane;
    private static Api owner;
    private static Api stranger;

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

    @Test
    void whoCreatesANetworkOwnsIt() {
        Api.Answer created = owner.post("/networks", Map.of("name", "Acme Corp"));

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.text("slug")).startsWith("acme-corp");
        assertThat(created.text("your_role")).isEqualTo("owner");
        assertThat(created.text("status")).isEqualTo("active");
        assertThat(created.header("ETag")).isEqualTo("\"1\"");
        assertThat(created.header("Location")).isEqualTo("/api/v1/networks/" + created.text("id"));
        assertThat(owner.get("/networks/" + created.text("id")).json()).isEqualTo(created.json());
        Api.Answer members = owner.get("/networks/" + created.text("id") + "/members");
        assertThat(members.json().path("items").findValuesAsText("role")).containsExactly("owner");
    }

    @Test
    void aSlugThatWasAskedForIsTakenOnlyOnceAndASuggestedOneGivesWay() {
        Map<String, String> asked = Map.of("name", "Taken", "slug", "taken");
        assertThat(owner.post("/networks", asked).status()).isEqualTo(201);

        Api.Answer second = stranger.post("/networks", asked);
        Api.Answer suggested = stranger.post("/networks", Map.of("name", "Taken"));

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.code()).isEqualTo("slug-taken");
        assertThat(suggested.status()).isEqualTo(201);
        assertThat(suggested.text("slug")).matches("taken-[0-9a-f]{4}");
    }

    @Test
    void namesThatCouldBecomeSomethingElseAreRefused() {
        for (String slug :
                List.of("*", ">", "a.b", "a b", "a\r\nPUB x 0", "{{name()}}", "x".repeat(64), "ADMIN", "xn--a")) {
            Api.Answer refused = owner.post("/networks", Map.of("name", "Fine", "slug", slug));
            assertThat(refused.status()).as(slug).isEqualTo(422);
            assertThat(refused.code()).as(slug).isEqualTo("invalid-name");
            assertThat(refused.pointer()).as(slug).isEqualTo("/slug");
        }
    }

    @Test
    void anotherTenantsNetworkLooksLikeNone() {
        String id = network();

        Api.Answer foreign = stranger.get("/networks/" + id);
        Api.Answer none = stranger.get("/networks/" + UUID.randomUUID());
        Api.Answer noId = stranger.get("/networks/*");

        for (Api.Answer answer : List.of(foreign, none, noId)) {
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.code()).isEqualTo("not-found");
            assertThat(answer.text("detail")).isEqualTo(none.text("detail"));
        }
        assertThat(stranger.with("If-Match", "*")
                        .patch("/networks/" + id, Map.of("name", "Mine"))
                        .status())
                .isEqualTo(404);
        assertThat(stranger.with("If-Match", "*").delete("/networks/" + id).status())
                .isEqualTo(404);
        assertThat(stranger.get("/networks/" + id + "/members").status()).isEqualTo(404);
        assertThat(stranger.get("/networks/" + id + "/agents").status()).isEqualTo(404);
        assertThat(stranger.post("/networks/" + id + "/agents", Map.of("name", "Spy"))
                        .status())
                .isEqualTo(404);
        assertThat(plane.api().get("/networks/" + id).status()).isEqualTo(401);
    }

    @Test
    void aChangeNeedsTheVersionItIsMeantFor() {
        String path = "/networks/" + network();

        assertThat(owner.patch(path, Map.of("name", "New")).status()).isEqualTo(428);
        Api.Answer renamed = owner.with("If-Match", "\"1\"").patch(path, Map.of("name", "New"));
        assertThat(renamed.status()).isEqualTo(200);
        assertThat(renamed.header("ETag")).isEqualTo("\"2\"");
        Api.Answer stale = owner.with("If-Match", "\"1\"").patch(path, Map.of("name", "Newer"));
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.code()).isEqualTo("version-conflict");
        assertThat(owner.get(path).text("name")).isEqualTo("New");
        assertThat(owner.with("If-Match", "\"1\"").delete(path).status()).isEqualTo(412);
    }

    @Test
    void rolesDecideWhatAMemberMayDo() {
        String path = "/networks/" + network();
        Api viewer = plane.person("viewer@example.com");
        Api operator = plane.person("operator@example.com");
        Api admin = plane.person("admin@example.com");
        assertThat(add(owner, path, "viewer@example.com", "viewer").status()).isEqualTo(201);
        assertThat(add(owner, path, "operator@example.com", "operator").status())
                .isEqualTo(201);
        assertThat(add(owner, path, "admin@example.com", "admin").status()).isEqualTo(201);

        assertThat(viewer.get(path).text("your_role")).isEqualTo("viewer");
        Api.Answer refused = viewer.post(path + "/agents", Map.of("name", "Sol"));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("insufficient-role");
        assertThat(refused.header("WWW-Authenticate"))
                .isEqualTo("Bearer realm=\"centter\", error=\"insufficient_scope\"");
        assertThat(refused.text("detail")).contains("operator").contains("viewer");
        assertThat(operator.post(path + "/agents", Map.of("name", "Sol")).status())
                .isEqualTo(201);
        assertThat(add(operator, path, "stranger@example.com", "viewer").status())
                .isEqualTo(403);
        assertThat(add(admin, path, "stranger@example.com", "viewer").status()).isEqualTo(201);
        assertThat(admin.with("If-Match", "*").delete(path).status()).isEqualTo(403);
        assertThat(admin.with("If-Match", "*")
                        .patch(path, Map.of("name", "By admin"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void theOwnerStaysAndOthersMayLeave() {
        String path = "/networks/" + network();
        Api leaver = plane.person("leaver@example.com");
        String leaverId = add(owner, path, "leaver@example.com", "admin").text("user_id");
        String ownerId = owner.get("/auth/me").text("id");

        assertThat(leaver.delete(path + "/members/" + ownerId).code()).isEqualTo("owner-stays");
        assertThat(owner.delete(path + "/members/" + ownerId).code()).isEqualTo("owner-stays");
        assertThat(add(owner, path, "leaver@example.com", "owner").code()).isEqualTo("one-owner");
        assertThat(add(leaver, path, "owner@example.com", "viewer").code()).isEqualTo("owner-stays");
        assertThat(leaver.delete(path + "/members/" + leaverId).status()).isEqualTo(204);
        assertThat(leaver.get(path).status()).isEqualTo(404);
        assertThat(owner.delete(path + "/members/" + leaverId).status()).isEqualTo(404);
        assertThat(owner.delete(path + "/members/nobody").status()).isEqualTo(404);
        assertThat(add(owner, path, "nobody@example.com", "viewer").code()).isEqualTo("no-such-user");
    }

    @Test
    void whoIsRemovedLosesTheConsoleCredentialsOfThatNetworkAndOfNoOther() {
        String network = network();
        String other = network();
        plane.person("console@example.com");
        String removed = add(owner, "/networks/" + network, "console@example.com", "viewer")
                .text("user_id");
        console("UREMOVED", network, removed);
        console("UELSEWHERE", other, removed);
        console("UOWNER", network, owner.get("/auth/me").text("id"));

        assertThat(owner.delete("/networks/" + network + "/members/" + removed).status())
                .isEqualTo(204);

        plane.sql().useHandle(handle -> {
            assertThat(handle.createQuery("SELECT user_key FROM nats_credentials WHERE revoked_at IS NOT NULL")
                            .mapTo(String.class))
                    .containsExactly("UREMOVED");
            assertThat(versionOf(handle, network)).isEqualTo(versionOf(handle, other) + 1);
            assertThat(handle.createQuery("SELECT kind FROM outbox WHERE network_id = :id::uuid AND lane = 'work'")
                            .bind("id", network)
                            .mapTo(String.class))
                    .containsExactly(NetworkService.SYNC_ACCOUNT, NetworkService.SYNC_ACCOUNT);
        });
    }

    private static long versionOf(Handle handle, String network) {
        return handle.createQuery("SELECT authz_version FROM networks WHERE id = :id::uuid")
                .bind("id", network)
                .mapTo(Long.class)
                .one();
    }

    private static void console(String key, String network, String user) {
        plane.sql()
                .useHandle(handle -> handle.createUpdate("""
                INSERT INTO nats_credentials (user_key, network_id, user_name, role, user_id, iat, issued_at, expires_at)
                VALUES (:key, :network::uuid, 'console-000000000001', 'console', :user::uuid, 1, now(),
                    now() + interval '1 hour')
                """)
                        .bind("key", key)
                        .bind("network", network)
                        .bind("user", user)
                        .execute());
    }

    @Test
    void aMembersRoleCanBeChanged() {
        String path = "/networks/" + network();
        plane.person("changed@example.com");
        add(owner, path, "changed@example.com", "viewer");

        assertThat(add(owner, path, "changed@example.com", "operator").text("role"))
                .isEqualTo("operator");
        assertThat(owner.get(path + "/members").json().path("items")).hasSize(2);
        assertThat(add(owner, path, "changed@example.com", "emperor").code()).isEqualTo("wrong-type");
    }

    @Test
    void aDeletedNetworkIsGoneAtOnceAndItsSlugIsFreeForWhoHadIt() {
        Api.Answer created = owner.post("/networks", Map.of("name", "Gone", "slug", "gone"));
        String path = "/networks/" + created.text("id");
        Api.Answer agent = owner.post(path + "/agents", Map.of("name", "Sol"));

        assertThat(owner.with("If-Match", "\"1\"").delete(path).status()).isEqualTo(204);

        assertThat(owner.get(path).status()).isEqualTo(404);
        assertThat(owner.get("/agents/" + agent.json().path("agent").path("id").asText())
                        .status())
                .isEqualTo(404);
        assertThat(owner.with("If-Match", "\"1\"").delete(path).status()).isEqualTo(404);
        assertThat(owner.post("/networks", Map.of("name", "Gone", "slug", "gone"))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void theSlugOfADeletedNetworkIsNobodyElsesForAWeek() {
        Map<String, String> wanted = Map.of("name", "Kept", "slug", "kept");
        String path = "/networks/" + owner.post("/networks", wanted).text("id");
        Api other = plane.person("takes-over@example.com");
        assertThat(owner.with("If-Match", "\"1\"").delete(path).status()).isEqualTo(204);

        Api.Answer refused = other.post("/networks", wanted);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("name-tombstoned");
        Api.Answer named = other.post("/networks", Map.of("name", "Kept"));
        assertThat(named.status()).isEqualTo(201);
        assertThat(named.text("slug")).startsWith("kept-");
        String until = "SELECT kept_until > now() + interval '6 days 23 hours' FROM kept_slugs WHERE slug = 'kept'";
        boolean aWeek = plane.sql()
                .withHandle(handle -> handle.select(until).mapTo(Boolean.class).one());
        assertThat(aWeek).isTrue();

        plane.sql()
                .useHandle(handle -> handle.execute(
                        "UPDATE kept_slugs SET kept_until = now() - interval '1 s' WHERE slug = 'kept'"));
        assertThat(other.post("/networks", wanted).status()).isEqualTo(201);
        // What lives is taken, for whoever had the name before too.
        assertThat(owner.post("/networks", wanted).code()).isEqualTo("slug-taken");
    }

    @Test
    void aListIsReadPageByPage() {
        Api person = plane.person("pages@example.com");
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            all.add(person.post("/networks", Map.of("name", "Page " + i)).text("id"));
        }

        List<String> read = new ArrayList<>();
        String cursor = "";
        do {
            Api.Answer page = person.get("/networks?limit=2" + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
            read.addAll(page.json().path("items").findValuesAsText("id"));
            cursor = page.text("next_cursor");
        } while (!cursor.isEmpty());

        assertThat(read).containsExactlyElementsOf(all);
        String mine = person.get("/networks?limit=2").text("next_cursor");
        assertThat(stranger.get("/networks?cursor=" + mine).code()).isEqualTo("bad-cursor");
        assertThat(person.get("/networks?cursor=zzz").status()).isEqualTo(400);
        assertThat(person.get("/networks?limit=201").status()).isEqualTo(422);
        assertThat(person.get("/networks?limit=x").pointer()).isEqualTo("limit");
        Api.Answer unknown = person.get("/networks?network_id=" + all.getFirst());
        assertThat(unknown.status()).isEqualTo(422);
        assertThat(unknown.code()).isEqualTo("unknown-parameter");
    }

    @Test
    void theSameIdempotencyKeyHasOneEffect() {
        Api keyed = owner.with("Idempotency-Key", UUID.randomUUID().toString());

        Api.Answer first = keyed.post("/networks", Map.of("name", "Once"));
        Api.Answer second = keyed.post("/networks", Map.of("name", "Once"));
        Api.Answer other = keyed.post("/networks", Map.of("name", "Other"));

        assertThat(second.status()).isEqualTo(201);
        assertThat(second.json()).isEqualTo(first.json());
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.code()).isEqualTo("idempotency-key-reused");
    }

    private static String network() {
        return owner.post("/networks", Map.of("name", "Network")).text("id");
    }

    private static Api.Answer add(Api api, String path, String email, String role) {
        return api.post(path + "/members", Map.of("email", email, "role", role));
    }
}
