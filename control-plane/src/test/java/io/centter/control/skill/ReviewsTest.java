package io.centter.control.skill;

import static org.assertj.core.api.Assertions.assertThat;

import io.centter.control.Api;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ReviewsTest {
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
    void whoHasASkillReviewsItOnceAndTheRatingFollows() {
        String slug = market.skill("reviewed", "1.0.0");
        market.install(market.agent("Reviewer"), slug);
        String path = "/skills/" + slug + "/reviews";
        Api colleague = market.plane.person("review-colleague@example.com");
        market.user.post(
                "/networks/" + market.network + "/members",
                Map.of("email", "review-colleague@example.com", "role", "viewer"));

        Api.Answer made = market.user.post(path, Map.of("rating", 5, "body", "Good.\nReally."));
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text("author")).isEqualTo("Somebody");
        assertThat(made.json().has("user_id")).isFalse();
        Api.Answer twice = market.user.post(path, Map.of("rating", 1));
        assertThat(twice.status()).isEqualTo(409);
        assertThat(twice.code()).isEqualTo("already-reviewed");
        assertThat(colleague.post(path, Map.of("rating", 2)).status()).isEqualTo(201);
        assertThat(rating(slug)).isEqualTo(3.5);
        assertThat(market.plane
                        .api()
                        .get(path + "?limit=1")
                        .json()
                        .path("items")
                        .findValuesAsText("rating"))
                .containsExactly("2");
        assertThat(colleague
                        .get("/skills?q=reviewed&sort=rating")
                        .json()
                        .path("items")
                        .path(0)
                        .path("reviews")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void anOwnReviewChangesUnderItsVersion() {
        String slug = market.skill("rethought", "1.0.0");
        market.install(market.agent("Rethinker"), slug);
        market.user.post("/skills/" + slug + "/reviews", Map.of("rating", 5, "body", "Good.\nReally."));
        String mine = "/skills/" + slug + "/reviews/mine";

        assertThat(market.user.patch(mine, Map.of("rating", 4)).status()).isEqualTo(428);
        assertThat(market.user
                        .with("If-Match", "\"1\"")
                        .patch(mine, Map.of("rating", 4))
                        .text("body"))
                .isEqualTo("Good.\nReally.");
        assertThat(market.user
                        .with("If-Match", "\"1\"")
                        .patch(mine, Map.of("rating", 3))
                        .status())
                .isEqualTo(412);
        assertThat(rating(slug)).isEqualTo(4.0);
        assertThat(market.user.with("If-Match", "\"2\"").delete(mine).status()).isEqualTo(204);
        assertThat(market.user.get(mine).status()).isEqualTo(404);
        assertThat(market.maker.get("/skills/" + slug).json().has("rating")).isFalse();
    }

    @Test
    void nobodyReviewsTheOwnSkillOrOneThatIsNotInstalled() {
        String slug = market.skill("unreviewed", "1.0.0");
        String path = "/skills/" + slug + "/reviews";

        Api.Answer own = market.maker.post(path, Map.of("rating", 5));
        assertThat(own.status()).isEqualTo(403);
        assertThat(own.code()).isEqualTo("own-skill");
        Api.Answer foreign = market.stranger.post(path, Map.of("rating", 5));
        assertThat(foreign.status()).isEqualTo(403);
        assertThat(foreign.code()).isEqualTo("not-installed");
        assertThat(market.plane.api().post(path, Map.of("rating", 5)).status()).isEqualTo(401);
        for (int rating : new int[] {0, 6, -1}) {
            assertThat(market.user.post(path, Map.of("rating", rating)).pointer())
                    .isEqualTo("/rating");
        }
        assertThat(market.user.post(path, Map.of("rating", 4.5)).status()).isEqualTo(422);
        assertThat(market.user.post(path, Map.of("body", "x")).status()).isEqualTo(422);
        assertThat(market.user.post("/skills/none/reviews", Map.of("rating", 5)).status())
                .isEqualTo(404);
        assertThat(market.user
                        .with("If-Match", "*")
                        .patch(path + "/mine", Map.of("rating", 1))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aReviewGoesWithItsNetwork() {
        String slug = market.skill("passing", "1.0.0");
        String network = Market.network(market.stranger, "Passing");
        String agent = market.stranger
                .post("/networks/" + network + "/agents", Map.of("name", "Passing"))
                .json()
                .path("agent")
                .path("id")
                .asText();
        market.stranger.post("/agents/" + agent + "/skills", Map.of("skill", slug));
        market.stranger.post("/skills/" + slug + "/reviews", Map.of("rating", 1));
        assertThat(rating(slug)).isEqualTo(1.0);
        assertThat(market.installs(slug)).isEqualTo(1);

        market.plane
                .sql()
                .useHandle(handle -> handle.execute("DELETE FROM networks WHERE id = CAST(? AS uuid)", network));

        assertThat(market.installs(slug)).isZero();
        assertThat(market.maker.get("/skills/" + slug).json().path("reviews").asInt())
                .isZero();
    }

    private static double rating(String slug) {
        return market.plane.api().get("/skills/" + slug).json().path("rating").asDouble();
    }
}
