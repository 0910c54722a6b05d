package io.centter.model.role;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class RoleTemplateTest {
    @ParameterizedTest
    @EnumSource(Role.class)
    void everyRoleSpeaksForItselfAlone(Role role) {
        SubjectGrants grants = RoleTemplate.of(role).subjects();
        assertThat(grants.publish())
                .contains("mesh.heartbeat.{{name()}}", "mesh.registry.discover", "$JS.ACK.AGENT_MESSAGES.{{name()}}.>")
                .doesNotContain(">", "mesh.>", "mesh.heartbeat.*", "mesh.agent.*.inbox.*", "$JS.API.>");
        assertThat(grants.subscribe())
                .contains("_INBOX.{{name()}}.>", "mesh.control.{{name()}}")
                .doesNotContain(">", "_INBOX.>", "mesh.agent.*.inbox", "mesh.registry.discover");
    }

    @Test
    void onlyTheHubSpeaksForTheHub() {
        assertThat(RoleTemplate.of(Role.COORDINATOR).subjects().publish()).contains("mesh.event.>");
        assertThat(RoleTemplate.of(Role.COORDINATOR).subjects().denyPublish()).containsExactly("mesh.event.hub.>");
    }

    @Test
    void anAnalystSendsNothingToOthers() {
        assertThat(RoleTemplate.of(Role.ANALYST).subjects().publish()).noneMatch(subject -> subject.contains("inbox"));
    }

    @Test
    void aConsoleOnlyAsks() {
        assertThat(RoleTemplate.console().publish())
                .allMatch(subject ->
                        subject.startsWith("mesh.registry.") || subject.matches("\\$SRV\\.(PING|INFO|STATS)(\\.>)?"));
    }

    @Test
    void scopesAreTheSeeds() {
        assertThat(RoleTemplate.of(Role.DEVELOPER).scopes())
                .containsExactly("skill:execute:*", "skill:read:*", "skill:write:*", "infra:*");
        assertThat(RoleTemplate.of(Role.SALES).scopes()).contains("newsletter:send");
    }
}
