package io.centter.control.skill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.centter.model.wire.Wire;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SkillNewsTest {
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
    void theNetworksThatHaveItAndThePublishersAreTold() {
        String home = Market.network(market.maker, "Makers");
        String publisher = market.maker
                .post("/publishers", Map.of("name", "Telling Tools", "network_id", home))
                .text("id");
        market.maker.post("/skills", Map.of("publisher_id", publisher, "name", "Told", "slug", "told-of"));
        market.publish("told-of", "1.0.0");
        String nobodyHasIt = Market.network(market.stranger, "Elsewhere");
        market.install(market.agent("One"), "told-of");
        market.install(market.agent("Two"), "told-of");

        market.curator.post("/skills/told-of/quarantine", WHY);
        market.curator.post("/skills/told-of/release", FINE);

        assertThat(told(market.network, "told-of"))
                .containsExactly("skill.quarantined 2 " + WHY.get("reason"), "skill.released 2 Looked at.");
        assertThat(told(home, "told-of"))
                .containsExactly("skill.quarantined 0 " + WHY.get("reason"), "skill.released 0 Looked at.");
        assertThat(told(nobodyHasIt, "told-of")).isEmpty();
    }

    @Test
    void whatANetworkCouldNotBeToldStaysWithTheChangeAndIsToldOnceTheNextTime() {
        String slug = market.skill("untold", "1.0.0", "1.1.0");
        String other = Market.network(market.user, "Others");
        String their = market.user
                .post("/networks/" + other + "/agents", Map.of("name", "Theirs"))
                .json()
                .at("/agent/id")
                .asText();
        market.install(market.agent("Ours"), slug);
        market.install(their, slug);
        market.plane.sql().useHandle(handle -> handle.execute("""
                CREATE FUNCTION tell_nobody() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN RAISE EXCEPTION 'nobody is told'; END $$;
                CREATE TRIGGER tell_nobody BEFORE INSERT ON outbox FOR EACH ROW
                WHEN (NEW.network_id = '%s') EXECUTE FUNCTION tell_nobody()
                """.formatted(market.network)));

        assertThat(market.curator.post("/skills/" + slug + "/quarantine", WHY).status())
                .isEqualTo(200);
        assertThat(market.curator.post("/skills/" + slug + "/release", FINE).status())
                .isEqualTo(200);
        assertThat(market.yank(slug, "1.1.0").status()).isEqualTo(200);

        assertThat(told(market.network, slug)).isEmpty();
        assertThat(told(other, slug))
                .containsExactly(
                        "skill.quarantined 1 " + WHY.get("reason"),
                        "skill.released 1 Looked at.",
                        "skill.yanked 1 It was broken.");
        market.plane.sql().useHandle(handle -> handle.execute("DROP TRIGGER tell_nobody ON outbox"));
        market.curator.post("/skills/" + slug + "/quarantine", WHY);
        assertThat(told(market.network, slug))
                .containsExactly(
                        "skill.quarantined 1 " + WHY.get("reason"),
                        "skill.released 1 Looked at.",
                        "skill.yanked 1 It was broken.",
                        "skill.quarantined 1 " + WHY.get("reason"));
        assertThat(untold()).isZero();
    }

    @Test
    void aChangeThatIsRolledBackIsToldToNobodyAndNewsOfAGoneNetworkAreLetGo() {
        String slug = market.skill("undone", "1.0.0");
        String doomed = Market.network(market.user, "Doomed");
        String agent = market.user
                .post("/networks/" + doomed + "/agents", Map.of("name", "Theirs"))
                .json()
                .at("/agent/id")
                .asText();
        market.install(agent, slug);
        market.plane.sql().useHandle(handle -> handle.execute("""
                CREATE FUNCTION no_audit() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN RAISE EXCEPTION 'no audit'; END $$;
                CREATE TRIGGER no_audit BEFORE INSERT ON audit_log FOR EACH ROW
                WHEN (NEW.action IN ('skill.quarantine', 'skill.yank')) EXECUTE FUNCTION no_audit()
                """));
        assertThat(market.curator.post("/skills/" + slug + "/quarantine", WHY).status())
                .isEqualTo(500);
        assertThat(market.yank(slug, "1.0.0").status()).isEqualTo(500);
        market.plane.sql().useHandle(handle -> handle.execute("DROP TRIGGER no_audit ON audit_log"));
        assertThat(told(doomed, slug)).isEmpty();
        assertThat(untold()).isZero();

        market.plane
                .sql()
                .useHandle(handle ->
                        handle.execute("UPDATE networks SET status = 'deleting' WHERE id = CAST(? AS uuid)", doomed));
        assertThat(market.yank(slug, "1.0.0").status()).isEqualTo(200);
        assertThat(told(doomed, slug)).isEmpty();
        assertThat(untold()).isZero();
    }

    private static int untold() {
        return market.plane
                .sql()
                .withHandle(handle -> handle.createQuery("SELECT count(*) FROM skill_news")
                        .mapTo(Integer.class)
                        .one());
    }

    /// What a network was told of a skill, in the order in which it was told.
    private static List<String> told(String network, String slug) {
        List<String> told = new ArrayList<>();
        market.plane
                .sql()
                .useHandle(handle -> handle.createQuery("""
                        SELECT payload FROM outbox WHERE network_id = CAST(:network AS uuid) AND kind = 'event'
                        ORDER BY CAST(CAST(payload AS jsonb) ->> 'seq' AS bigint)
                        """)
                        .bind("network", network)
                        .mapTo(String.class)
                        .forEach(text -> {
                            JsonNode event = read(text);
                            if (event.path("skill").asText().equals(slug)
                                    && event.path("type").asText().matches("skill\\.(quarantined|released|yanked)")) {
                                told.add(event.path("type").asText() + " " + event.path("agents") + " "
                                        + event.path("reason").asText());
                            }
                        }));
        return told;
    }

    private static JsonNode read(String text) {
        try {
            return Wire.tolerant().readTree(text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
