package io.centter.console.screens;

import static org.assertj.core.api.Assertions.assertThat;

import io.centter.console.fleet.Fleet;
import io.centter.console.fleet.SampleFleet;
import io.centter.console.screens.agents.AgentFilter;
import io.centter.model.presence.Presence;
import io.centter.model.role.Role;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AgentFilterTest {
    private final Fleet fleet = new Fleet();

    @BeforeEach
    void fill() {
        fleet.apply(List.of(new SampleFleet(42, Instant.parse("2026-11-22T10:00:00Z")).snapshot(400)));
    }

    private List<io.centter.console.fleet.AgentRow> matching(String text) {
        return fleet.rows().stream().filter(AgentFilter.parse(text).matches()).toList();
    }

    @Test
    void emptyTextMatchesAll() {
        assertThat(matching("  ")).hasSize(400);
    }

    @Test
    void tokenNarrowsByPresence() {
        assertThat(matching("presence:degraded"))
                .isNotEmpty()
                .allMatch(row -> row.get().presence() == Presence.DEGRADED);
    }

    @Test
    void tokensAndWordsMustAllHold() {
        assertThat(matching("presence:online role:developer,analyst atlas"))
                .isNotEmpty()
                .allMatch(row -> row.get().presence() == Presence.ONLINE)
                .allMatch(row -> row.get().role() == Role.DEVELOPER || row.get().role() == Role.ANALYST)
                .allMatch(row -> row.get().name().startsWith("Atlas"));
    }

    @Test
    void whoWasNeverHeardIsFound() {
        assertThat(matching("is:heard")).allMatch(row -> row.get().lastHeartbeatAt() != null);
        assertThat(matching("-is:heard").size() + matching("is:heard").size()).isEqualTo(400);
    }

    @Test
    void minusTurnsAPartRound() {
        assertThat(matching("-presence:online").size()
                        + matching("presence:online").size())
                .isEqualTo(400);
        assertThat(matching("-atlas")).noneMatch(row -> row.get().name().startsWith("Atlas"));
    }

    @Test
    void idSkillAndHostAreFoundAsText() {
        assertThat(matching(SampleFleet.id(33).value())).hasSize(1);
        assertThat(matching("coinsenda-devops")).isNotEmpty();
        assertThat(matching("agent-399.internal")).hasSize(1);
    }

    @Test
    void keyStillBeingTypedNarrowsNothing() {
        assertThat(matching("presence:")).hasSize(400);
    }

    @Test
    void unknownKeyIsNamedAndNarrowsNothing() {
        assertThat(AgentFilter.parse("presnce:online").unknownKey()).contains("presnce");
        assertThat(matching("presnce:online")).hasSize(400);
    }

    @Test
    void stuckAgentsAreFound() {
        assertThat(matching("is:stuck")).hasSize(1);
    }
}
