package io.centter.control.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.centter.control.Api;
import io.centter.control.TestPlane;
import io.centter.control.audit.AuditLog;
import io.centter.control.authority.AuthorityFixture.Agent;
import io.centter.control.config.Config;
import io.centter.control.db.Database;
import io.centter.control.db.Transactions;
import io.centter.control.http.Origin;
import io.centter.model.authority.Audience;
import io.centter.model.authority.Issuer;
import io.centter.model.authority.TokenClaims;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.permission.Scope;
import io.centter.model.wire.Wire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Tokens while the audit log cannot be written.
final class IssueAuditTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    @Test
    void noTokenIsIssuedThatTheLogMayNeverTellOf() {
        try (AuthorityFixture here = new AuthorityFixture()) {
            Agent linda = here.agent("Linda");
            here.token(linda, here.network());
            await().atMost(SOON).untilAsserted(() -> assertThat(told(here)).isEqualTo(1));

            here.run("ALTER TABLE audit_log RENAME TO audit_log_away");
            assertThat(here.ask(linda, here.network()).status()).isEqualTo(200);
            await().atMost(SOON).untilAsserted(() -> {
                here.clock.move(Duration.ofSeconds(31));
                assertThat(here.ask(linda, here.network()).status()).isEqualTo(503);
            });
            Api.Answer refused = here.ask(linda, here.network());
            assertThat(refused.code()).isEqualTo("audit-unavailable");
            assertThat(refused.header("Retry-After")).isEqualTo("5");

            here.run("ALTER TABLE audit_log_away RENAME TO audit_log");
            await().atMost(SOON)
                    .untilAsserted(() ->
                            assertThat(here.ask(linda, here.network()).status()).isEqualTo(200));
            assertThat(told(here)).isGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void whatWaitsIsWrittenAtTheEnd() {
        AuthorityFixture here = new AuthorityFixture();
        Agent linda = here.agent("Linda");
        for (int i = 0; i < 20; i++) {
            here.token(linda, here.network());
        }
        here.close();

        assertThat(told(here)).isEqualTo(20);
    }

    @Test
    void whereVeryManyAskLinesWaitForMoreOfTheSameButNotForLong() {
        try (AuthorityFixture here = new AuthorityFixture();
                Database database = new Database(Config.of(TestPlane.settings(here.plane.database(), Map.of()))
                        .db())) {
            database.start();
            InstantSource clock = here.clock;
            Transactions transactions = new Transactions(database);
            // Not started: it writes when it is told to.
            IssueAudit audit = new IssueAudit(transactions, new AuditLog(clock, new byte[32]), clock);
            NetworkId network = NetworkId.parse(here.network);
            int asking = 2 * IssueAudit.LINES_A_BEAT + 1;
            ask(audit, network, asking);
            audit.flush();
            assertThat(lines(here)).isEqualTo(IssueAudit.LINES_A_BEAT);
            ask(audit, network, asking);
            here.clock.move(IssueAudit.LONGEST_WAIT);
            audit.flush();

            assertThat(lines(here)).isEqualTo(IssueAudit.LINES_A_BEAT + asking);
            assertThat(told(here)).isEqualTo(2 * asking);
            audit.close();
            assertThat(told(here)).isEqualTo(2 * asking);
        }
    }

    @Test
    void whatTheLogTellsOfTokensIsWholeForWhoeverChecks() {
        try (AuthorityFixture here = new AuthorityFixture()) {
            Agent linda = here.agent("Linda");
            Agent crm = here.agent("Crm", "crm");
            here.grant(linda, "skill:execute:crm/export", "skill:read:crm", "infra:*");
            here.token(linda, crm.id(), "skill:execute:crm/export", "skill:read:crm");
            here.token(linda, crm.id(), "skill:execute:crm/export", "skill:read:crm");
            here.token(linda, here.network(), "infra:deploy:prod");
            here.token(linda, here.network());
            String passed = here.token(linda, crm.id(), "skill:read:crm");
            assertThat(here.passOn(crm, passed, crm.id()).status()).isEqualTo(200);
            assertThat(here.ask(new Agent(linda.id(), "wrong"), here.network()).status())
                    .isEqualTo(401);
            assertThat(here.ask(crm, "000000000000").status()).isEqualTo(422);

            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(granted(here, linda, crm.id()))
                            .containsExactly(
                                    "[\"skill:execute:crm/export\", \"skill:read:crm\"] 2", "[\"skill:read:crm\"] 1"));
            assertThat(granted(here, linda, here.network())).contains("[\"infra:deploy:prod\"] 1", "[] 1");
            assertThat(here.owner
                            .get(here.path() + "/audit/verify")
                            .json()
                            .path("intact")
                            .asBoolean())
                    .isTrue();
        }
    }

    /// What the log tells of tokens for this audience: scopes, and how many there were.
    private static List<String> granted(AuthorityFixture here, Agent agent, String audience) {
        return here.plane
                .sql()
                .withHandle(handle -> handle.createQuery("""
                        SELECT (g -> 'scopes')::text || ' ' || sum(jsonb_array_length(g -> 'jti'))
                        FROM audit_log, jsonb_array_elements(after -> 'granted') AS g
                        WHERE action = 'token.issue' AND g ->> 'subject' = :agent AND g ->> 'audience' = :audience
                            AND target = 'agent:' || :agent
                        GROUP BY g -> 'scopes' ORDER BY 1
                        """)
                        .bind("agent", agent.id())
                        .bind("audience", audience)
                        .mapTo(String.class)
                        .list());
    }

    /// One token for each of so many agents.
    private static void ask(IssueAudit audit, NetworkId network, int agents) {
        Origin origin = new Origin("203.0.113.7", "request", "0".repeat(32));
        for (int i = 0; i < agents; i++) {
            AgentId agent = new AgentId(String.format(Locale.ROOT, "%012x", i));
            TokenClaims claims = new TokenClaims(
                    new Issuer(network),
                    agent,
                    new Audience.Agent(agent),
                    List.of(Scope.parse("skill:execute:crm")),
                    null,
                    UUID.randomUUID(),
                    1,
                    1,
                    2,
                    null);
            audit.issued(network, claims, origin);
        }
    }

    private static int lines(AuthorityFixture here) {
        return here.plane
                .sql()
                .withHandle(handle -> handle.createQuery("SELECT count(*) FROM audit_log WHERE action = 'token.issue'")
                        .mapTo(Integer.class)
                        .one());
    }

    @Test
    void whoAsksTooOftenWaits() {
        try (AuthorityFixture here = new AuthorityFixture(Map.of("authority.tokens_per_minute", "5"))) {
            Agent linda = here.agent("Linda");
            Agent other = here.agent("Other");
            // Somebody else's attempts do not count against the agent.
            for (int i = 0; i < 10; i++) {
                Api.Answer refused = here.ask(new Agent(linda.id(), "wrong"), here.network());
                assertThat(refused.status()).isEqualTo(401);
                assertThat(refused.header("RateLimit")).matches("\"address\";r=[89][0-9];t=[0-9]{1,2}");
            }
            for (int i = 0; i < 5; i++) {
                Api.Answer issued = here.ask(linda, here.network());
                assertThat(issued.status()).isEqualTo(200);
                assertThat(issued.header("RateLimit-Policy")).isEqualTo("\"address\";q=100;w=60, \"agent\";q=5;w=60");
                assertThat(issued.header("RateLimit")).matches("\"agent\";r=" + (4 - i) + ";t=[1-6]?[0-9]");
            }
            Api.Answer sixth = here.ask(linda, here.network());
            assertThat(sixth.status()).isEqualTo(429);
            assertThat(Integer.parseInt(sixth.header("Retry-After"))).isBetween(1, 12);
            assertThat(sixth.header("RateLimit")).matches("\"agent\";r=0;t=[1-6][0-9]");
            assertThat(here.ask(other, here.network()).status()).isEqualTo(200);
            for (int i = 0; i < 100; i++) {
                here.ask(new Agent(linda.id(), "wrong"), here.network());
            }
            assertThat(here.ask(other, here.network()).status()).isEqualTo(429);
        }
    }

    /// In one piece, as agents send it and as it is answered at once where it need not wait.
    private static String askAtOnce(AuthorityFixture here, Agent agent, String scope) throws IOException {
        String body = Wire.strict().writeValueAsString(here.request(agent, here.network(), scope));
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), here.plane.plane().port())) {
            socket.getOutputStream()
                    .write(("POST /api/v1" + here.path() + "/auth/token HTTP/1.1\r\nHost: x\r\n"
                                    + "Content-Type: application/json\r\nConnection: close\r\nContent-Length: "
                                    + body.length() + "\r\n\r\n" + body)
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aRequestCountsOnceAlsoWhereItWaitsForKeysOrIsRefused() throws IOException {
        try (AuthorityFixture here = new AuthorityFixture(Map.of("authority.tokens_per_minute", "5"))) {
            Agent linda = here.agent("Linda");
            assertThat(askAtOnce(here, new Agent(linda.id(), "wrong"), "infra:*"))
                    .startsWith("HTTP/1.1 401")
                    .containsIgnoringCase("RateLimit: \"address\";r=99;");
            // The first waits until the network has keys.
            for (int left = 4; left >= 2; left--) {
                assertThat(askAtOnce(here, linda, "infra:*"))
                        .startsWith("HTTP/1.1 403")
                        .contains("no-scope-granted")
                        .containsIgnoringCase("RateLimit: \"agent\";r=" + left + ";");
            }
            here.plane.close();
            List<Integer> counts = here.plane
                    .sql()
                    .withHandle(handle ->
                            handle.createQuery("""
                            SELECT sum((after ->> 'count')::int) FROM audit_log WHERE action = 'token.refuse'
                            GROUP BY after ->> 'code' ORDER BY after ->> 'code'
                            """).mapTo(Integer.class).list());
            assertThat(counts).containsExactly(1, 3);
        }
    }

    /// How many tokens the log tells of.
    private static int told(AuthorityFixture here) {
        return here.plane
                .sql()
                .withHandle(
                        handle -> handle.createQuery("""
                        SELECT COALESCE(sum((after ->> 'count')::int), 0) FROM audit_log WHERE action = 'token.issue'
                        """).mapTo(Integer.class).one());
    }
}
