package io.centter.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.centter.console.fleet.AgentRow;
import io.centter.console.theme.Theme;
import io.centter.model.api.AgentCreated;
import io.centter.model.api.CreateAgent;
import io.centter.model.api.CreatePermission;
import io.centter.model.api.CreateTeam;
import io.centter.model.api.MemberRole;
import io.centter.model.api.Register;
import io.centter.model.authority.Audience;
import io.centter.model.authority.AuthorityKey;
import io.centter.model.authority.TokenRequest;
import io.centter.model.permission.Effect;
import io.centter.model.permission.Scope;
import io.centter.model.role.Role;
import io.centter.model.skill.ChangeInstall;
import io.centter.model.skill.CreatePublisher;
import io.centter.model.skill.CreateSkill;
import io.centter.model.skill.InstallSkill;
import io.centter.model.skill.PublishVersion;
import io.centter.model.skill.SemVer;
import io.centter.model.skill.Sha256;
import io.centter.model.wire.Wire;
import io.centter.sdk.rest.AgentSkillsApi;
import io.centter.sdk.rest.AuthorityApi;
import io.centter.sdk.rest.CentterApi;
import io.centter.sdk.rest.MarketApi;
import io.centter.sdk.rest.PermissionsApi;
import io.centter.sdk.rest.TeamsApi;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// What ops staff do every day, from a cold screen to what they wanted, in the real console at the real control plane.
/// What each took is written to `target/tasks.md`, from which `docs/tasks.md` is taken.
@ExtendWith(ApplicationExtension.class)
class DailyTasksTest {
    private Stage stage;
    private Person linda;

    @Start
    void show(Stage shown) {
        Theme.loadFonts();
        stage = shown;
    }

    @BeforeEach
    void arrive(FxRobot robot) {
        linda = new Person(robot, stage);
    }

    @AfterEach
    void leave() {
        linda.close();
    }

    @Test
    void agentThatIsSilentIsFound() throws IOException {
        AgentCreated sol = agent("Sol");
        linda.sitDown(false);
        linda.go("offline");
        linda.until(() -> linda.workspace().agents().items().stream()
                .map(AgentRow::id)
                .toList()
                .equals(List.of(sol.agent().id())));
        linda.click("#agents-table .table-row-cell:filled");
        linda.press(KeyCode.ENTER);
        linda.untilSeen("#agent-pane");
        linda.done("find an agent that is silent");
    }

    @Test
    void grantIsTracedToWhoGaveItAndWhy() throws IOException {
        AgentCreated sol = agent("Sol");
        PermissionsApi.of(linda.api)
                .add(
                        sol.agent().id(),
                        new CreatePermission(Scope.parse("skill:execute:crm"), Effect.GRANT, "the campaign", null));
        linda.sitDown(false);
        linda.go("Permissions");
        linda.untilSeen("#permissions-table .table-row-cell:filled");
        linda.click("#permissions-table .table-row-cell:filled");
        linda.press(KeyCode.ENTER);
        linda.untilSeen("#scope-pane");
        assertThat(linda.words("#scope-pane .label")).contains("the campaign").contains("Linda");
        linda.done("find who granted a scope");
    }

    @Test
    void colleagueIsAddedAsViewer() throws IOException {
        String colleague = "marco-" + UUID.randomUUID().toString().substring(0, 8) + "@example.com";
        try (CentterApi other = CentterApi.at(linda.api.base())) {
            other.register(new Register(colleague, "correct-horse-battery", "Marco"));
        }
        linda.sitDown(true);
        linda.go("Members");
        linda.click("#members-add");
        linda.typeInto("#edit-email", colleague);
        linda.choose("#edit-role", "Viewer");
        linda.apply();
        assertThat(linda.api.allMembers(linda.network.id()))
                .anyMatch(member -> member.email().equals(colleague) && member.role() == MemberRole.VIEWER);
        linda.done("add a colleague as viewer");
    }

    @Test
    void keysAreRotated() throws IOException {
        AgentCreated sol = agent("Sol");
        token(sol);
        linda.sitDown(true);
        String before = signing();
        linda.go("Keys");
        linda.click("#keys-rotate");
        linda.typeInto("#edit-reason", "as every quarter");
        linda.apply();
        assertThat(signing()).isNotEqualTo(before);
        linda.done("rotate keys");
    }

    @Test
    void leakedTokenIsRevoked() throws IOException {
        AgentCreated sol = agent("Sol");
        String leaked = token(sol);
        linda.sitDown(true);
        linda.go("Keys");
        linda.untilSeen("#keys-table .table-row-cell:filled");
        linda.click("#keys-table .table-row-cell:filled");
        linda.press(KeyCode.ENTER);
        linda.paste("#keys-token", leaked);
        linda.press(KeyCode.ENTER);
        linda.click("#keys-revoke");
        linda.typeInto("#edit-reason", "it was in a log");
        linda.apply();
        assertThat(AuthorityApi.of(linda.api)
                        .introspect(linda.network.id(), leaked)
                        .active())
                .isFalse();
        linda.done("revoke a leaked token");
    }

    @Test
    void agentIsPutInATeamAfterWhatChangesWasShown() throws IOException {
        AgentCreated sol = agent("Sol");
        var team = TeamsApi.of(linda.api).create(linda.network.id(), new CreateTeam("Platform", null, null));
        linda.sitDown(true);
        linda.go("Teams");
        linda.untilSeen("#teams-table .table-row-cell:filled");
        linda.click("#teams-table .table-row-cell:filled");
        linda.press(KeyCode.ENTER);
        linda.click("#teams-add");
        linda.choose("#edit-agent", "Sol");
        linda.choose("#edit-role", "Developer");
        linda.untilSeen(".effect-gain");
        linda.apply();
        assertThat(TeamsApi.of(linda.api).allAgents(team.id()))
                .anyMatch(member -> member.agentId().equals(sol.agent().id()));
        linda.done("put an agent in a team and see what changes");
    }

    @Test
    void callThatIsNotAllowedIsExplainedAndAllowedForAnHour() throws IOException {
        AgentCreated sol = agent("Sol");
        String skill = skillOn(agent("Nova"));
        linda.sitDown(true);
        linda.go("Explain");
        linda.choose("#explain-from", "Sol");
        linda.choose("#explain-to", "Nova");
        linda.typeInto("#explain-skill", skill);
        linda.untilSeen("#explain-verdict");
        linda.fire("#explain-allow-hour");
        linda.typeInto("#edit-reason", "the migration");
        linda.apply();
        assertThat(PermissionsApi.of(linda.api).allPermissions(sol.agent().id()))
                .anyMatch(permission -> permission.expiresAt() != null);
        linda.done("see why A cannot call B and allow it for an hour");
    }

    @Test
    void skillIsRolledBackOnAnAgent() throws IOException {
        AgentCreated nova = agent("Nova");
        String skill = skillOn(nova);
        MarketApi market = MarketApi.of(linda.api);
        market.publish(
                market.skill(skill).id(),
                new PublishVersion(
                        new SemVer("1.1.0"),
                        new Sha256("cd".repeat(32)),
                        null,
                        "It fails.",
                        Wire.strict().createObjectNode(),
                        null,
                        null,
                        List.of(Scope.parse("ledger:burn")),
                        null));
        AgentSkillsApi.of(linda.api)
                .change(
                        nova.agent().id(),
                        market.skill(skill).id(),
                        new ChangeInstall(new SemVer("1.1.0"), List.of(Scope.parse("ledger:burn"))));
        linda.sitDown(true);
        linda.go("Skills");
        linda.untilSeen("#market-table .table-row-cell:filled");
        linda.type("/" + skill);
        linda.until(() ->
                linda.robot.lookup("#market-table").queryTableView().getItems().size() == 1);
        linda.click("#market-table .table-row-cell:filled");
        linda.press(KeyCode.ENTER);
        linda.fire("#market-change-" + nova.agent().id());
        linda.choose("#edit-version", "1.0.0");
        linda.untilSeen(".effect-lose");
        linda.apply();
        assertThat(AgentSkillsApi.of(linda.api).skills(nova.agent().id()).installed())
                .anyMatch(one -> one.version().equals(new SemVer("1.0.0")));
        linda.done("roll a skill back");
    }

    private String skillOn(AgentCreated nova) {
        MarketApi market = MarketApi.of(linda.api);
        String word = UUID.randomUUID().toString().substring(0, 8);
        var publisher = market.createPublisher(new CreatePublisher("Tools " + word, null, null, null));
        var skill = market.createSkill(
                new CreateSkill(publisher.id(), "Ledger " + word, null, "Keeps the books.", null, null, null));
        market.publish(
                skill.id(),
                new PublishVersion(
                        new SemVer("1.0.0"),
                        new Sha256("ab".repeat(32)),
                        null,
                        "First release.",
                        Wire.strict().createObjectNode(),
                        null,
                        null,
                        List.of(),
                        null));
        AgentSkillsApi.of(linda.api)
                .install(nova.agent().id(), new InstallSkill(skill.slug().value(), null, null));
        return skill.slug().value();
    }

    private AgentCreated agent(String name) {
        return linda.api.createAgent(linda.network.id(), new CreateAgent(name, null, Role.DEVELOPER, null, null));
    }

    private String token(AgentCreated agent) {
        return AuthorityApi.of(linda.api)
                .issue(
                        linda.network.id(),
                        new TokenRequest(
                                agent.agent().id(),
                                Objects.requireNonNull(agent.apiKey()),
                                List.of(),
                                new Audience.Api(linda.network.id()),
                                null))
                .token();
    }

    private String signing() {
        return AuthorityApi.of(linda.api).keys(linda.network.id(), null, 10).items().stream()
                .filter(key -> key.status() == AuthorityKey.Status.ACTIVE)
                .findFirst()
                .orElseThrow()
                .kid();
    }
}
