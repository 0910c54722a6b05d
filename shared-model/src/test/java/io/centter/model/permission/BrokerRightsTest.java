package io.centter.model.permission;

import static org.assertj.core.api.Assertions.assertThat;

import io.centter.model.role.Role;
import io.centter.model.role.RoleTemplate;
import io.centter.model.role.SubjectGrants;
import io.centter.model.role.SubjectPattern;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BrokerRightsTest {
    private static final Map<Role, List<Scope>> STANDARD = standard();

    @ParameterizedTest
    @EnumSource(Role.class)
    void aRoleWithItsStandardScopesIsItsTemplate(Role role) {
        SubjectGrants grants = BrokerRights.ofRoles(Set.of(role), STANDARD);
        SubjectGrants template = RoleTemplate.of(role).subjects();

        assertThat(grants.publish()).containsExactlyInAnyOrderElementsOf(template.publish());
        assertThat(grants.subscribe()).containsExactlyInAnyOrderElementsOf(template.subscribe());
        assertThat(grants.denyPublish()).containsExactlyInAnyOrderElementsOf(template.denyPublish());
    }

    @Test
    void whoHasSeveralRolesMayWhatAnyOfThemMay() {
        SubjectGrants both = BrokerRights.ofRoles(Set.of(Role.SUPPORT, Role.SALES), STANDARD);

        assertThat(mayPublish(both, "mesh.event.support.ticket")).isTrue();
        assertThat(mayPublish(both, "mesh.event.newsletter.sent")).isTrue();
        assertThat(mayPublish(both, "mesh.event.infra.done")).isFalse();
        assertThat(BrokerRights.name(List.of(Role.SALES, Role.ASSISTANT))).isEqualTo("assistant+sales");
    }

    @Test
    void whatARoleBringsInANetworkIsWhatItsScopesMean() {
        SubjectGrants poor = BrokerRights.ofRoles(Set.of(Role.DEVELOPER), Map.of());
        SubjectGrants rich = BrokerRights.ofRoles(
                Set.of(Role.ASSISTANT), Map.of(Role.ASSISTANT, List.of(Scope.parse("newsletter:send"))));

        assertThat(mayPublish(poor, "mesh.event.infra.done")).isFalse();
        assertThat(mayPublish(poor, "mesh.rpc.f254bbfa01c7")).isTrue();
        assertThat(mayPublish(rich, "mesh.event.newsletter.sent")).isTrue();
    }

    @Test
    void aGrantAddsAndARevokeTakesMore() {
        BrokerRights given = rights(Role.ASSISTANT, List.of("event:publish:support"), List.of());
        BrokerRights taken = rights(Role.ASSISTANT, List.of("event:publish:support"), List.of("event:publish"));
        BrokerRights part = rights(Role.DEVELOPER, List.of(), List.of("infra:deploy:prod"));

        assertThat(given.own()).isTrue();
        assertThat(mayPublish(given.grants(), "mesh.event.support")).isTrue();
        assertThat(mayPublish(given.grants(), "mesh.event.support.ticket")).isTrue();
        assertThat(mayPublish(given.grants(), "mesh.event.supporters")).isFalse();
        assertThat(taken.own()).isFalse();
        assertThat(mayPublish(part.grants(), "mesh.event.infra.done"))
                .as("the broker knows no part of infra:*, so the whole goes")
                .isFalse();
    }

    @Test
    void aRevokeCutsAHoleIntoAWiderRightToPublishAndTakesAWiderRightToHear() {
        BrokerRights coordinator =
                rights(Role.COORDINATOR, List.of(), List.of("event:publish:deploy", "event:subscribe:deploy"));

        assertThat(mayPublish(coordinator.grants(), "mesh.event.deploy.done")).isFalse();
        assertThat(mayPublish(coordinator.grants(), "mesh.event.other")).isTrue();
        assertThat(coordinator.grants().subscribe())
                .doesNotContain("mesh.event.>")
                .contains("mesh.presence.*");
    }

    @Test
    void oneReceiverCanBeTaken() {
        BrokerRights mute = rights(Role.ASSISTANT, List.of(), List.of("message:send:f254bbfa01c7"));
        BrokerRights silent = rights(Role.ASSISTANT, List.of(), List.of("message:send"));

        assertThat(mayPublish(mute.grants(), "mesh.agent.f254bbfa01c7.inbox")).isFalse();
        assertThat(mayPublish(mute.grants(), "mesh.agent.0a54bbfa01c7.inbox")).isTrue();
        assertThat(mayPublish(silent.grants(), "mesh.agent.0a54bbfa01c7.inbox")).isFalse();
        assertThat(mayPublish(silent.grants(), "mesh.agent.0a54bbfa01c7.inbox.{{name()}}"))
                .isFalse();
        assertThat(mayPublish(silent.grants(), "mesh.heartbeat.{{name()}}")).isTrue();
    }

    @Test
    void nothingBringsTheHubsOwnTopic() {
        for (String scope : List.of("*:*", "event:*", "event:publish", "event:publish:hub", "event:publish:hub.x")) {
            BrokerRights rights = rights(Role.ASSISTANT, List.of(scope), List.of());
            assertThat(mayPublish(rights.grants(), "mesh.event.hub.agent.created"))
                    .as(scope)
                    .isFalse();
        }
        assertThat(BrokerRights.scopeFor("mesh.event.hub.agent.created", true)).isEmpty();
    }

    @Test
    void whatIsOnlyForTokensChangesNothing() {
        BrokerRights same =
                rights(Role.SALES, List.of("skill:admin:*", "crm:read", "infra:deploy"), List.of("skill:read:x"));

        assertThat(same.own()).isFalse();
        assertThat(BrokerRights.concern(Scope.parse("skill:execute:crm/export")))
                .isFalse();
        assertThat(BrokerRights.concern(Scope.parse("infra:deploy"))).isTrue();
        assertThat(BrokerRights.brings(Scope.parse("infra:deploy"))).isFalse();
    }

    @Test
    void aTopicThatIsNoSubjectBringsNothing() {
        for (String scope : List.of("event:publish:a..b", "event:publish:a.", "message:send:bob", "rpc:call:x/y")) {
            assertThat(BrokerRights.brings(Scope.parse(scope))).as(scope).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "mesh.event.support.ticket, true, event:publish:support.ticket",
        "mesh.event.support.ticket, false, event:subscribe:support.ticket",
        "mesh.event.>, false, event:subscribe",
        "mesh.rpc.f254bbfa01c7, true, rpc:call:f254bbfa01c7",
        "mesh.agent.f254bbfa01c7.inbox, true, message:send:f254bbfa01c7",
        "mesh.presence.*, false, presence:read",
        "mesh.heartbeat.f254bbfa01c7, false, presence:read",
        "mesh.heartbeat.f254bbfa01c7, true,",
        "$SYS.REQ.SERVER.PING, true,",
        "$JS.API.STREAM.DELETE.AGENT_MESSAGES, true,"
    })
    void theNarrowestScopeThatWouldHelpIsFound(String subject, boolean publish, String scope) {
        assertThat(BrokerRights.scopeFor(subject, publish))
                .isEqualTo(Optional.ofNullable(scope).map(Scope::parse));
    }

    @ParameterizedTest
    @CsvSource({
        "a.*.c, a.b.c, true, true",
        "a.b.c, a.*.c, false, true",
        "a.>, a.b.c, true, true",
        "a.>, a, false, false",
        "a.*, a.>, false, true",
        "a.b, a.b.c, false, false",
        "a.*.c, a.b.d, false, false",
        ">, a.*, true, true"
    })
    void patternsLieToEachOther(String wide, String narrow, boolean covers, boolean overlaps) {
        assertThat(SubjectPattern.covers(wide, narrow)).isEqualTo(covers);
        assertThat(SubjectPattern.overlaps(wide, narrow)).isEqualTo(overlaps);
        assertThat(SubjectPattern.overlaps(narrow, wide)).isEqualTo(overlaps);
    }

    private static BrokerRights rights(Role role, List<String> granted, List<String> revoked) {
        return BrokerRights.of(
                Set.of(role),
                STANDARD,
                granted.stream().map(Scope::parse).toList(),
                revoked.stream().map(Scope::parse).toList());
    }

    private static boolean mayPublish(SubjectGrants grants, String subject) {
        return grants.publish().stream().anyMatch(allowed -> SubjectPattern.covers(allowed, subject))
                && grants.denyPublish().stream().noneMatch(hole -> SubjectPattern.overlaps(hole, subject));
    }

    private static Map<Role, List<Scope>> standard() {
        Map<Role, List<Scope>> scopes = new EnumMap<>(Role.class);
        Arrays.stream(Role.values())
                .forEach(role -> scopes.put(
                        role,
                        RoleTemplate.of(role).scopes().stream()
                                .map(Scope::parse)
                                .toList()));
        return scopes;
    }
}
