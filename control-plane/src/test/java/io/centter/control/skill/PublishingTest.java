package io.centter.control.skill;

import static org.assertj.core.api.Assertions.assertThat;

import io.centter.control.Api;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PublishingTest {
    private static Market market;

    @BeforeAll
    static void start() {
        market = new Market();
    }

    @AfterAll
    static void stop() {
        market.close();
    }

    @Test
    void whoMakesAPublisherOwnsItAndNobodyElsePublishesUnderItsName() {
        Api.Answer made =
                market.maker.post("/publishers", Map.of("name", "Fabrikam", "website", "https://fabrikam.example"));
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text("slug")).isEqualTo("fabrikam");
        assertThat(made.json().path("verified").asBoolean()).isFalse();
        assertThat(made.json().has("owner_id")).isFalse();
        assertThat(market.plane.api().get("/publishers/fabrikam").json()).isEqualTo(made.json());

        Map<String, Object> skill = Map.of("publisher_id", made.text("id"), "name", "Invoices");
        Api.Answer refused = market.stranger.post("/skills", skill);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("not-owner");
        assertThat(market.maker.post("/skills", skill).status()).isEqualTo(201);
        assertThat(market.stranger
                        .with("If-Match", "*")
                        .patch("/skills/invoices", Map.of("name", "Mine"))
                        .code())
                .isEqualTo("not-owner");
        assertThat(market.stranger
                        .post("/skills/invoices/versions", Market.version("1.0.0", "ab"))
                        .code())
                .isEqualTo("not-owner");
        assertThat(market.stranger
                        .with("If-Match", "*")
                        .patch("/publishers/fabrikam", Map.of("name", "Mine"))
                        .code())
                .isEqualTo("not-owner");
        assertThat(market.plane.api().post("/skills", skill).status()).isEqualTo(401);
        assertThat(market.maker.post("/publishers", Map.of("name", "Fabrikam")).code())
                .isEqualTo("slug-taken");
    }

    @Test
    void badInputNamesTheField() {
        assertRefused(market.maker.post("/publishers", Map.of()), "invalid-value", "/name");
        assertRefused(
                market.maker.post("/publishers", Map.of("name", "A", "website", "http://a.example")),
                "invalid-value",
                "/website");
        assertRefused(
                market.maker.post("/publishers", Map.of("name", "A", "network_id", UUID.randomUUID())),
                "no-such-network",
                "/network_id");
        assertRefused(market.maker.post("/skills", Map.of("name", "A")), "invalid-value", "/publisher_id");
        assertRefused(
                market.maker.post("/skills", Map.of("name", "A", "publisher_id", UUID.randomUUID())),
                "no-such-publisher",
                "/publisher_id");
        assertRefused(skill(Map.of("slug", "a.b")), "invalid-name", "/slug");
        assertRefused(skill(Map.of("slug", UUID.randomUUID().toString())), "invalid-name", "/slug");
        assertRefused(skill(Map.of("category", "Two Words")), "invalid-value", "/category");
        assertRefused(skill(Map.of("visibility", "hidden")), "wrong-type", "/visibility");
        assertRefused(skill(Map.of("status", "quarantined")), "invalid-value", "/status");
        assertRefused(skill(Map.of("summary", "x".repeat(2001))), "invalid-value", "/summary");
        assertRefused(skill(Map.of("visibility", "private")), "publisher-without-network", "/visibility");
        assertRefused(skill(Map.of("installs", 1000)), "unknown-field", "/installs");
        assertThat(market.maker.get("/skills/none").status()).isEqualTo(404);
        assertThat(market.maker.get("/publishers/none").status()).isEqualTo(404);
    }

    @Test
    void aSkillAndAPublisherChangeUnderTheirVersion() {
        String skill = "/skills/" + market.skill("changing");

        assertThat(market.maker.patch(skill, Map.of("name", "New")).status()).isEqualTo(428);
        Api.Answer changed = market.maker
                .with("If-Match", "\"1\"")
                .patch(skill, Map.of("summary", "Line one.\nLine two.", "category", "office"));
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.header("ETag")).isEqualTo("\"2\"");
        assertThat(changed.text("summary")).isEqualTo("Line one.\nLine two.");
        assertThat(market.maker
                        .with("If-Match", "\"1\"")
                        .patch(skill, Map.of("summary", ""))
                        .status())
                .isEqualTo(412);
        String publisher = "/publishers/" + Market.publisher(market.maker, "Contoso Labs");
        assertThat(market.maker.patch(publisher, Map.of("name", "New")).status())
                .isEqualTo(428);
        assertThat(market.maker
                        .with("If-Match", "\"1\"")
                        .patch(publisher, Map.of("website", "https://contoso.example"))
                        .text("website"))
                .isEqualTo("https://contoso.example");
        assertThat(market.maker
                        .with("If-Match", "\"1\"")
                        .patch(publisher, Map.of("website", ""))
                        .status())
                .isEqualTo(412);
    }

    @Test
    void aRetryWithTheSameKeyMakesOneSkill() {
        Api keyed = market.maker.with("Idempotency-Key", UUID.randomUUID().toString());
        Map<String, Object> body = Map.of("publisher_id", market.publisher, "name", "Only Once");

        Api.Answer first = keyed.post("/skills", body);
        Api.Answer second = keyed.post("/skills", body);

        assertThat(second.status()).isEqualTo(201);
        assertThat(second.json()).isEqualTo(first.json());
        assertThat(market.maker.post("/skills", body).code()).isEqualTo("slug-taken");
    }

    @Test
    void aVersionNeverChanges() {
        String path = "/skills/" + market.skill("immutable") + "/versions";
        Api.Answer first = market.maker.post(path, Market.version("1.2.0", "ab", "crm:read"));

        assertThat(first.status()).isEqualTo(201);
        assertThat(market.maker
                        .post(path, Market.version("1.2.0", "AB", "crm:read"))
                        .json())
                .isEqualTo(first.json());
        Api.Answer otherDigest = market.maker.post(path, Market.version("1.2.0", "cd", "crm:read"));
        assertThat(otherDigest.status()).isEqualTo(409);
        assertThat(otherDigest.code()).isEqualTo("version-immutable");
        assertThat(market.maker
                        .post(path, Market.version("1.2.0", "ab", "crm:*"))
                        .code())
                .isEqualTo("version-immutable");
        assertThat(market.maker.post(path, Market.version("1.2.0+other", "cd")).code())
                .isEqualTo("version-immutable");
        assertThat(market.maker.get(path + "/1.2.0").json()).isEqualTo(first.json());
    }

    @Test
    void versionsOnlyGoUp() {
        String slug = market.skill("upwards", "1.0.0", "1.10.0", "2.0.0-rc.1", "1.11.0");

        Api.Answer lower = market.publish(slug, "1.9.0");
        assertThat(lower.status()).isEqualTo(409);
        assertThat(lower.code()).isEqualTo("version-not-higher");
        assertThat(lower.text("detail")).contains("1.11.0");
        assertThat(market.publish(slug, "2.0.0-beta").code()).isEqualTo("version-not-higher");
        assertThat(market.maker.get("/skills/" + slug).text("latest_version")).isEqualTo("1.11.0");
        Api.Answer first = market.plane.api().get("/skills/" + slug + "/versions?limit=3");
        assertThat(first.json().path("items").findValuesAsText("version"))
                .containsExactly("2.0.0-rc.1", "1.11.0", "1.10.0");
        assertThat(first.json().path("items").path(0).has("manifest")).isFalse();
        assertThat(market.plane
                        .api()
                        .get("/skills/" + slug + "/versions?limit=3&cursor=" + first.text("next_cursor"))
                        .json()
                        .path("items")
                        .findValuesAsText("version"))
                .containsExactly("1.0.0");
    }

    @Test
    void twentyWhoPublishOneVersionAtOnceMakeOne() throws Exception {
        String path = "/skills/" + market.skill("crowded") + "/versions";
        List<Future<Api.Answer>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 20; i++) {
                String digest = i % 2 == 0 ? "aa" : "bb";
                answers.add(threads.submit(() -> market.maker.post(path, Market.version("1.0.0", digest))));
            }
        }
        int published = 0;
        for (Future<Api.Answer> answer : answers) {
            assertThat(answer.get().status()).as(answer.get().json().toString()).isIn(201, 409);
            published += answer.get().status() == 201 ? 1 : 0;
        }
        assertThat(published).isEqualTo(10);
        assertThat(market.maker.get(path).json().path("items")).hasSize(1);
        assertThat(audited("skill.publish", market.maker.get("/skills/crowded").text("id")))
                .isEqualTo(1);
    }

    @Test
    void aYankedVersionStaysListedWithItsReason() {
        String slug = market.skill("yanked", "1.0.0", "1.1.0");

        Api.Answer yanked = market.yank(slug, "1.1.0");
        assertThat(yanked.status()).isEqualTo(200);
        assertThat(yanked.json().path("yanked").asBoolean()).isTrue();
        assertThat(market.yank(slug, "1.1.0").json()).isEqualTo(yanked.json());
        assertThat(market.maker.get("/skills/" + slug).text("latest_version")).isEqualTo("1.0.0");
        assertThat(market.maker
                        .get("/skills/" + slug + "/versions")
                        .json()
                        .path("items")
                        .path(0)
                        .path("yank_reason")
                        .asText())
                .isEqualTo("It was broken.");
        assertThat(market.publish(slug, "1.1.0", "crm:read").code()).isEqualTo("version-immutable");
        assertThat(market.yank(slug, "9.9.9").status()).isEqualTo(404);
        assertThat(market.stranger
                        .post("/skills/" + slug + "/versions/1.0.0/yank", Map.of("reason", "Because."))
                        .status())
                .isEqualTo(403);
        assertRefused(
                market.maker.post("/skills/" + slug + "/versions/1.0.0/yank", Map.of()), "invalid-value", "/reason");
    }

    @Test
    void capabilitiesAreTakenAsJsonOrAsYaml() {
        String path = "/skills/" + market.skill("commands") + "/versions";
        String yaml = """
                commands:
                  - name: export
                    risk: write
                    description: Writes a file.
                  - {name: drop, risk: destructive}
                """;
        Api.Answer read = market.maker.post(path, with("1.0.0", "capabilities_yaml", yaml));
        assertThat(read.status()).as(read.json().toString()).isEqualTo(201);
        assertThat(read.json().path("capabilities").path("commands").findValuesAsText("name"))
                .containsExactly("export", "drop");
        Api.Answer json = market.maker.post(
                path,
                with("1.1.0", "capabilities", Map.of("commands", List.of(Map.of("name", "export", "risk", "read")))));
        assertThat(json.status()).isEqualTo(201);
        Map<String, Object> manifest = with("1.2.0", "capabilities_yaml", yaml);
        manifest.put("manifest", Map.of("commands", List.of("export")));
        assertRefused(market.maker.post(path, manifest), "undeclared-command", "/manifest/commands");
    }

    @Test
    void yamlThatIsNotACapabilitiesFileIsRefused() {
        String path = "/skills/" + market.skill("bad-yaml") + "/versions";
        StringBuilder laughs = new StringBuilder("a: &a [x, x]\n");
        for (char c = 'b'; c < 'k'; c++) {
            laughs.append("%s: &%s [*%s, *%s]\n".formatted(c, c, (char) (c - 1), (char) (c - 1)));
        }
        for (String yaml : List.of(
                laughs.toString(),
                "[".repeat(60_000),
                "commands: [",
                "commands: []\ncommands: []",
                "commands: []\n---\ncommands: []",
                "commands:\n- {name: export, risk: read}\n- {name: export, risk: read}",
                "commands:\n- {name: Export!, risk: read}",
                "commands:\n- {name: export, risk: terrible}",
                "commands:\n- {name: export, risk: read, run: rm}",
                "commands: !!java.io.File [x]",
                "orders: []",
                "just text")) {
            assertRefused(
                    market.maker.post(path, with("1.0.0", "capabilities_yaml", yaml)),
                    "invalid-capabilities",
                    "/capabilities_yaml");
        }
        assertRefused(
                market.maker.post(path, with("1.0.0", "capabilities_yaml", "#".repeat(65_537))),
                "invalid-value",
                "/capabilities_yaml");
        assertRefused(market.maker.post(path, with("1.0", "x", "")), "invalid-value", "/version");
        assertRefused(market.maker.post(path, Market.version("1.0.0", "ab", "nonsense")), "invalid-value", "/scopes/0");
        assertRefused(market.maker.post(path, Market.version("1.0.0", "xx")), "invalid-value", "/digest");
        assertRefused(market.maker.post(path, with("1.0.0", "manifest", List.of())), "wrong-type", "/manifest");
    }

    private static Api.Answer skill(Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(Map.of("publisher_id", market.publisher, "name", "Bad"));
        body.putAll(more);
        return market.maker.post("/skills", body);
    }

    private static Map<String, Object> with(String version, String field, Object value) {
        Map<String, Object> body = Market.version(version, "ab");
        if (!value.equals("")) {
            body.put(field, value);
        }
        return body;
    }

    private static int audited(String action, String id) {
        return market.plane
                .sql()
                .withHandle(handle -> handle.createQuery(
                                "SELECT count(*) FROM audit_log WHERE action = :action AND target = :target")
                        .bind("action", action)
                        .bind("target", "skill:" + id)
                        .mapTo(Integer.class)
                        .one());
    }

    private static void assertRefused(Api.Answer answer, String code, String pointer) {
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(422);
        assertThat(answer.code()).as(answer.json().toString()).isEqualTo(code);
        assertThat(answer.pointer()).as(answer.json().toString()).isEqualTo(pointer);
    }
}
