package io.centter.control.skill;

import static org.assertj.core.api.Assertions.assertThat;

import io.centter.control.Api;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MarketplaceTest {
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
    void aNameThatMayBeTakenForAnothersGoesIntoQuarantine() {
        make(market.maker, market.publisher, "deploy", Map.of());
        String publisher = Market.publisher(market.stranger, "Zephyr Works");

        Api.Answer made = make(market.stranger, publisher, "dep1oy", Map.of());
        assertThat(made.status()).isEqualTo(202);
        assertThat(made.text("status")).isEqualTo("quarantined");
        assertThat(made.text("notice")).contains("you cannot");
        assertThat(market.plane.api().get("/skills/dep1oy").status()).isEqualTo(404);
        assertThat(market.stranger.get("/skills/dep1oy").status()).isEqualTo(200);
        assertThat(slugs(market.plane.api(), "/skills?publisher=zephyr-works")).isEmpty();
        assertThat(slugs(market.stranger, "/skills?publisher=zephyr-works")).containsExactly("dep1oy");
        Api.Answer lifted =
                market.stranger.with("If-Match", "*").patch("/skills/dep1oy", Map.of("status", "published"));
        assertThat(lifted.status()).isEqualTo(409);
        assertThat(lifted.code()).isEqualTo("skill-quarantined");
        assertThat(market.stranger
                        .with("If-Match", "*")
                        .patch("/skills/dep1oy", Map.of("name", "Harmless"))
                        .text("status"))
                .isEqualTo("quarantined");
        assertThat(market.stranger
                        .post("/skills/dep1oy/versions", Market.version("1.0.0", "ab"))
                        .status())
                .isEqualTo(201);
        String agent = market.agent("Curious");
        assertThat(market.install(agent, "dep1oy").status()).isEqualTo(404);
        // The original is not touched by its copy, and its owner may make more.
        assertThat(make(market.maker, market.publisher, "deploys", Map.of()).status())
                .isEqualTo(201);
    }

    @Test
    void aPublisherThatLooksLikeAnotherHasItsSkillsQuarantinedAlsoByARename() {
        Market.publisher(market.maker, "Tailspin Toys");
        String copy = Market.publisher(market.stranger, "Tai1spin T0ys");
        assertThat(make(market.stranger, copy, "entirely-own", Map.of()).status())
                .isEqualTo(202);

        String renamed = Market.publisher(market.stranger, "Quiet Harbour");
        assertThat(make(market.stranger, renamed, "harbour-map", Map.of()).status())
                .isEqualTo(201);
        market.stranger.with("If-Match", "*").patch("/publishers/" + renamed, Map.of("name", "Tailspin-Toys"));
        assertThat(market.stranger.get("/skills/harbour-map").text("status")).isEqualTo("quarantined");
    }

    @Test
    void aRenamedSkillAndOneThatBecomesPublicAreLookedAtToo() {
        make(market.maker, market.publisher, "translate", Map.of());
        String network = Market.network(market.stranger, "Copyists");
        String publisher = market.stranger
                .post("/publishers", Map.of("name", "Copy House", "network_id", network))
                .text("id");

        assertThat(make(market.stranger, publisher, "trans1ate", Map.of("visibility", "private"))
                        .text("status"))
                .isEqualTo("published");
        assertThat(market.stranger
                        .with("If-Match", "*")
                        .patch("/skills/trans1ate", Map.of("visibility", "public"))
                        .text("status"))
                .isEqualTo("quarantined");
        make(market.stranger, publisher, "words", Map.of());
        assertThat(market.stranger
                        .with("If-Match", "*")
                        .patch("/skills/words", Map.of("name", "Trаnslate"))
                        .text("status"))
                .isEqualTo("quarantined");
    }

    @Test
    void aPrivateSkillIsSeenInThePublishersNetworkOnly() {
        String network = Market.network(market.maker, "Insiders");
        Api colleague = market.plane.person("colleague@example.com");
        market.maker.post(
                "/networks/" + network + "/members", Map.of("email", "colleague@example.com", "role", "viewer"));
        String key = market.maker
                .post("/networks/" + network + "/agents", Map.of("name", "Inside"))
                .text("api_key");
        String publisher = market.maker
                .post("/publishers", Map.of("name", "Inside Job", "network_id", network))
                .text("id");
        make(market.maker, publisher, "secret-sauce", Map.of("visibility", "private"));
        market.publish("secret-sauce", "1.0.0");

        Api agent = market.plane.api().with("X-Agent-Key", key);
        for (Api insider : List.of(market.maker, colleague, agent)) {
            assertThat(insider.get("/skills/secret-sauce").status()).isEqualTo(200);
            assertThat(slugs(insider, "/skills?q=sauce")).containsExactly("secret-sauce");
        }
        String foreign = market.agentWithKey("Outside").text("api_key");
        for (Api outsider :
                List.of(market.stranger, market.plane.api(), market.plane.api().with("X-Agent-Key", foreign))) {
            for (String path : List.of("", "/versions", "/versions/1.0.0", "/reviews")) {
                assertThat(outsider.get("/skills/secret-sauce" + path).status()).isEqualTo(404);
            }
            assertThat(slugs(outsider, "/skills?q=sauce")).isEmpty();
        }
        assertThat(market.install(market.agent("Thief"), "secret-sauce").status())
                .isEqualTo(404);
        assertThat(market.plane.api().as("nonsense").get("/skills").status()).isEqualTo(401);
        // Who is only a viewer cannot let a publisher speak for the network.
        assertThat(colleague
                        .post("/publishers", Map.of("name", "Impostor", "network_id", network))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void draftsAreSeenByTheirOwnerAndWithdrawnSkillsAreNotListed() {
        make(market.maker, market.publisher, "unfinished", Map.of("status", "draft"));
        make(market.maker, market.publisher, "outdated", Map.of());

        assertThat(market.stranger.get("/skills/unfinished").status()).isEqualTo(404);
        assertThat(market.maker.get("/skills/unfinished").text("status")).isEqualTo("draft");
        market.maker.with("If-Match", "*").patch("/skills/unfinished", Map.of("status", "published"));
        assertThat(market.stranger.get("/skills/unfinished").status()).isEqualTo(200);
        market.maker.with("If-Match", "*").patch("/skills/outdated", Map.of("status", "withdrawn"));
        assertThat(market.stranger.get("/skills/outdated").text("status")).isEqualTo("withdrawn");
        assertThat(slugs(market.stranger, "/skills?q=outdated")).isEmpty();
    }

    @Test
    void searchRanksNameOverSlugOverSummaryOverCategory() {
        String publisher = Market.publisher(market.maker, "Search House");
        make(market.maker, publisher, "four", Map.of("category", "zebra"));
        make(market.maker, publisher, "three", Map.of("summary", "Stripes of a zebra."));
        make(market.maker, publisher, "zebra-two", Map.of("name", "Two"));
        make(market.maker, publisher, "one", Map.of("name", "Zebra"));

        assertThat(slugs(market.plane.api(), "/skills?q=zebra")).containsExactly("one", "zebra-two", "three", "four");
        assertThat(slugs(market.plane.api(), "/skills?q=Zebras")).contains("one", "three");
        assertThat(slugs(market.plane.api(), "/skills?q=zeb")).hasSize(4);
        assertThat(slugs(market.plane.api(), "/skills?q=stripes+zeb")).containsExactly("three");
        assertThat(slugs(market.plane.api(), "/skills?q=zebra+-stripes&sort=newest"))
                .containsExactly("one", "zebra-two", "four");
        assertThat(slugs(market.plane.api(), "/skills?q=%22stripes+zebra%22")).isEmpty();
        assertThat(slugs(market.plane.api(), "/skills?category=zebra")).containsExactly("four");
        assertThat(slugs(market.plane.api(), "/skills?q=zebra&publisher=search-house&limit=200"))
                .hasSize(4);
        assertThat(slugs(market.plane.api(), "/skills?q=zebra&publisher=northwind-tools"))
                .isEmpty();
        for (String nothing : List.of("%27+OR+1%3D1", "!!!", ":*", "zeb%26", "%5C", "%22", "(((")) {
            assertThat(market.plane.api().get("/skills?q=" + nothing).status())
                    .as(nothing)
                    .isEqualTo(200);
        }
        assertThat(market.plane.api().get("/skills?q=" + "x".repeat(201)).status())
                .isEqualTo(422);
        assertThat(market.plane.api().get("/skills?sort=relevance").status()).isEqualTo(422);
        assertThat(market.plane.api().get("/skills?sort=best").status()).isEqualTo(422);
        assertThat(market.plane.api().get("/skills?category=A+B").status()).isEqualTo(422);
    }

    @Test
    void pagesHoldWhileOthersPublish() {
        String publisher = Market.publisher(market.maker, "Paging House");
        for (int i = 0; i < 7; i++) {
            make(market.maker, publisher, "paged-" + i, Map.of("summary", "Pageable."));
        }
        for (String sort : List.of("newest", "installs", "rating", "relevance")) {
            String path = "/skills?limit=3&publisher=paging-house&q=pageable&sort=" + sort;
            List<String> before = slugs(market.plane.api(), path.replace("limit=3", "limit=200"));
            List<String> seen = new ArrayList<>();
            String cursor = "";
            do {
                Api.Answer page = market.plane.api().get(path + cursor);
                seen.addAll(page.json().path("items").findValuesAsText("slug").stream()
                        .filter(before::contains)
                        .toList());
                cursor = page.json().has("next_cursor") ? "&cursor=" + page.text("next_cursor") : "";
                make(
                        market.maker,
                        publisher,
                        "late-" + UUID.randomUUID().toString().substring(0, 30),
                        Map.of());
            } while (!cursor.isEmpty());
            assertThat(seen).as(sort).containsExactlyElementsOf(before);
        }
        String next = market.plane.api().get("/skills?limit=1&sort=newest").text("next_cursor");
        assertThat(market.plane
                        .api()
                        .get("/skills?limit=1&sort=installs&cursor=" + next)
                        .code())
                .isEqualTo("bad-cursor");
        assertThat(market.maker
                        .get("/skills?limit=1&sort=newest&cursor=" + next)
                        .code())
                .isEqualTo("bad-cursor");
    }

    @Test
    void publishersAreListedBySlugAndOnesOwnByMine() {
        Market.publisher(market.user, "Aardvark");
        Market.publisher(market.user, "Beetle");

        Api.Answer first = market.user.get("/publishers?mine=true&limit=1");
        assertThat(first.json().path("items").findValuesAsText("slug")).containsExactly("aardvark");
        assertThat(market.user
                        .get("/publishers?mine=true&limit=1&cursor=" + first.text("next_cursor"))
                        .json()
                        .path("items")
                        .findValuesAsText("slug"))
                .containsExactly("beetle");
        assertThat(market.plane.api().get("/publishers").json().path("items").findValuesAsText("slug"))
                .contains("aardvark", "northwind-tools");
        assertThat(market.plane.api().get("/publishers?mine=true").status()).isEqualTo(401);
        assertThat(market.user.get("/publishers?mine=maybe").status()).isEqualTo(422);
    }

    private static Api.Answer make(Api as, String publisher, String slug, Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(Map.of("publisher_id", publisher, "name", slug, "slug", slug));
        body.putAll(more);
        return as.post("/skills", body);
    }

    private static List<String> slugs(Api as, String path) {
        List<String> slugs = new ArrayList<>();
        as.get(path)
                .json()
                .path("items")
                .forEach(item -> slugs.add(item.path("slug").asText()));
        return slugs;
    }
}
