package io.centter.console;

import io.centter.model.api.AddTeamAgent;
import io.centter.model.api.AgentCreated;
import io.centter.model.api.CreateAgent;
import io.centter.model.api.CreatePermission;
import io.centter.model.api.CreateTeam;
import io.centter.model.authority.Audience;
import io.centter.model.authority.TokenRequest;
import io.centter.model.identity.NetworkId;
import io.centter.model.permission.Effect;
import io.centter.model.permission.Scope;
import io.centter.model.role.Role;
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
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/// Something on every screen.
final class FullNetwork {
    private FullNetwork() {}

    static void fill(CentterApi api, NetworkId network) {
        AgentCreated sol = api.createAgent(network, new CreateAgent("Sol", null, Role.DEVELOPER, null, null));
        api.createAgent(network, new CreateAgent("Nova", null, Role.ANALYST, null, null));
        // The first of the list is the one that is shown first.
        AgentCreated atlas = api.createAgent(network, new CreateAgent("Atlas", null, Role.DEVELOPER, null, null));
        var team = TeamsApi.of(api).create(network, new CreateTeam("Platform", null, null));
        TeamsApi.of(api).add(team.id(), new AddTeamAgent(sol.agent().id(), Role.DEVELOPER));
        PermissionsApi.of(api)
                .add(
                        atlas.agent().id(),
                        new CreatePermission(Scope.parse("crm:read"), Effect.GRANT, "the campaign", null));
        AgentSkillsApi.of(api).install(atlas.agent().id(), new InstallSkill(skill(api), null, null));
        AuthorityApi.of(api)
                .issue(
                        network,
                        new TokenRequest(
                                sol.agent().id(),
                                Objects.requireNonNull(sol.apiKey()),
                                List.of(),
                                new Audience.Api(network),
                                null));
    }

    /// A published skill of a publisher of one's own; its slug.
    static String skill(CentterApi api) {
        MarketApi market = MarketApi.of(api);
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
        return skill.slug().value();
    }
}
