package io.centter.control.skill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.centter.control.Api;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CurationTest {
    private static final Map<String, Object> WHY = Map.of("reason", "It sends what it reads elsewhere.");
    private static final Map<String, Object> FINE = Map.of("reason", "Looked at.");

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
    void aCuratorPutsASkillIntoQuarantineAndLetsItGo() {
        String slug = market.skill("leaking", "1.0.0");
        String agent = market.agent("Has it");
        assertThat(market.install(agent, slug).status()).isEqualTo(201);

        Api.Answer quarantined = market.curator.post("/skills/" + slug + "/quarantine", WHY);
        assertThat(quarantined.status()).as(quarantined.json().toString()).isEqualTo(200);
        assertThat(quarantined.text("status")).isEqualTo("quarantined");
        assertThat(quarantined.header("ETag")).isEqualTo("\"" + quarantined.text("version") + "\"");
        for (Api outsider : List.of(market.stranger, market.user, market.plane.api())) {
            assertThat(outsider.get("/skills/" + slug).status()).isEqualTo(404);
            assertThat(outsider.get("/skills/" + slug + "/versions").status()).isEqualTo(404);
        }
        for (Api insider : List.of(market.maker, market.curator)) {
            JsonNode seen = insider.get("/skills/" + slug).json();
            assertThat(seen.at("/quarantine/reason").asText()).isEqualTo(WHY.get("reason"));
            assertThat(seen.at("/quarantine/since").asText()).isNotEmpty();
            assertThat(seen.path("notice").asText()).contains("elsewhere");
            assertThat(insider.get("/skills/" + slug + "/versions/1.0.0").status())
                    .isEqualTo(200);
        }
        // It stays where it is; nobody gets it, or another version of it, newly.
        assertThat(market.user
                        .get("/agents/" + agent + "/skills")
                        .json()
                        .at("/installed/0/status")
                        .asText())
                .isEqualTo("quarantined");
        assertThat(market.install(market.agent("Wants it"), slug).status()).isEqualTo(404);
        market.publish(slug, "1.1.0");
        assertThat(market.user
                        .put("/agents/" + agent + "/skills/" + slug, Map.of("version", "1.1.0"))
                        .code())
                .isEqualTo("skill-quarantined");

        Api.Answer released = market.curator.post("/skills/" + slug + "/release", FINE);
        assertThat(released.status()).isEqualTo(200);
        assertThat(released.text("status")).isEqualTo("published");
        assertThat(released.json().has("quarantine")).isFalse();
        assertThat(market.stranger.get("/skills/" + slug).status()).isEqualTo(200);
        assertThat(market.install(market.agent("Gets it"), slug).status()).isEqualTo(201);
    }

    @Test
    void onlyCuratorsCurate() {
        String slug = market.skill("steady", "1.0.0");
        for (String verb : List.of("quarantine", "release")) {
            String path = "/skills/" + slug + "/" + verb;
            for (Api other : List.of(market.maker, market.user, market.stranger)) {
                Api.Answer refused = other.post(path, WHY);
                assertThat(refused.status()).isEqualTo(403);
                assertThat(refused.code()).isEqualTo("not-curator");
            }
            assertThat(market.plane.api().post(path, WHY).status()).isEqualTo(401);
            assertThat(market.curator.post(path, Map.of()).pointer()).isEqualTo("/reason");
            assertThat(market.curator.post("/skills/none/" + verb, WHY).status())
                    .isEqualTo(404);
        }
        Api.Answer early = market.curator.post("/skills/" + slug + "/release", FINE);
        assertThat(early.status()).isEqualTo(409);
        assertThat(early.code()).isEqualTo("not-quarantined");
        market.curator.post("/skills/" + slug + "/quarantine", WHY);
        // What is in quarantine does not exist for strangers, and its owner cannot let it go.
        assertThat(market.stranger.post("/skills/" + slug + "/release", FINE).status())
                .isEqualTo(404);
        assertThat(market.maker.post("/skills/" + slug + "/release", FINE).code())
                .isEqualTo("not-curator");
        assertThat(market.plane.api().get("/skills/" + slug).status()).isEqualTo(404);
        assertThat(market.curator.get("/auth/me").json().path("curator").asBoolean())
                .isTrue();
        assertThat(market.maker.get("/auth/me").json().path("curator").asBoolean())
                .isFalse();
    }

    @Test
    void aPrivateSkillOfOthersIsNotSeenByCurators() {
        String network = Market.network(market.maker, "Closed shop");
        String publisher = market.maker
                .post("/publishers", Map.of("name", "Closed Shop", "network_id", network))
                .text("id");
        market.maker.post(
                "/skills",
                Map.of("publisher_id", publisher, "name", "Inner", "slug", "inner-works", "visibility", "private"));
        assertThat(market.curator.post("/skills/inner-works/quarantine", WHY).status())
                .isEqualTo(404);
        assertThat(slugs(market.curator, "/skills?q=inner")).isEmpty();
    }

    @Test
    void curatorsListWhatIsInQuarantineWithItsReason() {
        String slug = market.skill("gateway");
        String copies = Market.publisher(market.stranger, "Copies of Things");
        market.stranger.post(
                "/skills", Map.of("publisher_id", copies, "name", "gatevvay", "slug", "gatevvay", "status", "draft"));

        assertThat(slugs(market.curator, "/skills?status=quarantined&limit=200"))
                .contains("gatevvay");
        assertThat(slugs(market.stranger, "/skills?status=quarantined&limit=200"))
                .containsExactly("gatevvay");
        assertThat(slugs(market.user, "/skills?status=quarantined")).isEmpty();
        assertThat(slugs(market.plane.api(), "/skills?status=quarantined")).isEmpty();
        assertThat(slugs(market.curator, "/skills?limit=200")).contains(slug).doesNotContain("gatevvay");
        assertThat(slugs(market.plane.api(), "/skills?status=draft")).isEmpty();
        assertThat(market.curator.get("/skills?status=sold").pointer()).isEqualTo("status");
        assertThat(market.curator
                        .get("/skills/gatevvay")
                        .json()
                        .at("/quarantine/reason")
                        .asText())
                .isEqualTo("Its name may be taken for that of the skill 'gateway'.");
        // It was made as a draft, and is one again.
        assertThat(market.curator.post("/skills/gatevvay/release", FINE).text("status"))
                .isEqualTo("draft");
        assertThat(market.curator.get("/skills/gatevvay").status()).isEqualTo(404);
        assertThat(market.stranger
                        .with("If-Match", "*")
                        .patch("/skills/gatevvay", Map.of("status", "published"))
                        .text("status"))
                .isEqualTo("published");
    }

    @Test
    void anotherReasonTakesThePlaceOfTheFirstAndBothAreAudited() {
        String slug = market.skill("twice-bad");
        String id = market.curator.post("/skills/" + slug + "/quarantine", WHY).text("id");
        String since = market.maker
                .get("/skills/" + slug)
                .json()
                .at("/quarantine/since")
                .asText();
        market.curator.post("/skills/" + slug + "/quarantine", Map.of("reason", "And worse."));

        JsonNode now = market.maker.get("/skills/" + slug).json();
        assertThat(now.at("/quarantine/reason").asText()).isEqualTo("And worse.");
        assertThat(now.at("/quarantine/since").asText()).isEqualTo(since);
        market.curator.post("/skills/" + slug + "/release", FINE);
        List<String> audited = market.plane
                .sql()
                .withHandle(handle -> handle.createQuery("""
                SELECT action || ': ' || reason FROM audit_log
                WHERE target = :target AND action IN ('skill.quarantine', 'skill.release') ORDER BY seq
                """)
                        .bind("target", "skill:" + id)
                        .mapTo(String.class)
                        .list());
        assertThat(audited)
                .containsExactly(
                        "skill.quarantine: " + WHY.get("reason"),
                        "skill.quarantine: And worse.",
                        "skill.release: Looked at.");
    }

    @Test
    void whoIsVouchedForIsNotHeldAgainstOthersUntilItTakesAnotherName() {
        Market.publisher(market.maker, "Riverbank Mills");
        String twin = Market.publisher(market.stranger, "Riverbank Mi11s");
        Map<String, Object> skill = Map.of("publisher_id", twin, "name", "flour", "slug", "flour-sacks");
        assertThat(market.stranger.post("/publishers/" + twin + "/verify", FINE).code())
                .isEqualTo("not-curator");
        assertThat(market.plane
                        .api()
                        .post("/publishers/" + twin + "/verify", FINE)
                        .status())
                .isEqualTo(401);
        assertThat(market.curator.post("/publishers/nobody/verify", FINE).status())
                .isEqualTo(404);
        assertThat(market.curator
                        .post("/publishers/" + twin + "/verify", Map.of())
                        .pointer())
                .isEqualTo("/reason");

        Api.Answer verified = market.curator.post("/publishers/" + twin + "/verify", FINE);
        assertThat(verified.json().path("verified").asBoolean()).isTrue();
        assertThat(market.curator.post("/publishers/" + twin + "/verify", FINE).json())
                .isEqualTo(verified.json());
        assertThat(market.stranger.post("/skills", skill).status()).isEqualTo(201);

        Api.Answer renamed =
                market.stranger.with("If-Match", "*").patch("/publishers/" + twin, Map.of("name", "Riverbank MilIs"));
        assertThat(renamed.json().path("verified").asBoolean()).isFalse();
        assertThat(market.stranger
                        .get("/skills/flour-sacks")
                        .json()
                        .at("/quarantine/reason")
                        .asText())
                .contains("Riverbank Mills");
        market.curator.post("/publishers/" + twin + "/verify", FINE);
        Api.Answer over = market.curator.post("/publishers/" + twin + "/unverify", WHY);
        assertThat(over.json().path("verified").asBoolean()).isFalse();
    }

    private static List<String> slugs(Api as, String path) {
        return as.get(path).json().path("items").findValuesAsText("slug").stream()
                .filter(slug -> !slug.contains("things"))
                .toList();
    }
}
