package io.centter.control.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.centter.control.Api;
import io.centter.control.authority.AuthorityFixture.Agent;
import java.time.Duration;
import java.util.Map;
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
    void whoAsksTooOftenWaits() {
        try (AuthorityFixture here = new AuthorityFixture(Map.of("authority.tokens_per_minute", "5"))) {
            Agent linda = here.agent("Linda");
            Agent other = here.agent("Other");
            // Somebody else's attempts do not count against the agent.
            for (int i = 0; i < 10; i++) {
                assertThat(here.ask(new Agent(linda.id(), "wrong"), here.network())
                                .status())
                        .isEqualTo(401);
            }
            for (int i = 0; i < 5; i++) {
                assertThat(here.ask(linda, here.network()).status()).isEqualTo(200);
            }
            Api.Answer sixth = here.ask(linda, here.network());
            assertThat(sixth.status()).isEqualTo(429);
            assertThat(Integer.parseInt(sixth.header("Retry-After"))).isBetween(1, 12);
            assertThat(here.ask(other, here.network()).status()).isEqualTo(200);
            for (int i = 0; i < 100; i++) {
                here.ask(new Agent(linda.id(), "wrong"), here.network());
            }
            assertThat(here.ask(other, here.network()).status()).isEqualTo(429);
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
