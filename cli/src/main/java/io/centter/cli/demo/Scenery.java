package io.centter.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.centter.model.api.AddTeamAgent;
import io.centter.model.api.AgentView;
import io.centter.model.api.CreateNetwork;
import io.centter.model.api.CreatePermission;
import io.centter.model.api.CreateTeam;
import io.centter.model.api.TeamView;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.identity.Slug;
import io.centter.model.message.ControlOrder;
import io.centter.model.message.OrderAgent;
import io.centter.model.message.SendMessage;
import io.centter.model.permission.Effect;
import io.centter.model.permission.Risk;
import io.centter.model.permission.Scope;
import io.centter.model.role.Role;
import io.centter.model.skill.CreatePublisher;
import io.centter.model.skill.CreateSkill;
import io.centter.model.skill.InstallSkill;
import io.centter.model.skill.PublishVersion;
import io.centter.model.skill.PublisherView;
import io.centter.model.skill.SemVer;
import io.centter.model.skill.Sha256;
import io.centter.model.skill.SkillCapabilities;
import io.centter.model.skill.SkillCommand;
import io.centter.model.skill.SkillView;
import io.centter.model.wire.Wire;
import io.centter.sdk.rest.AgentSkillsApi;
import io.centter.sdk.rest.CentterApi;
import io.centter.sdk.rest.MarketApi;
import io.centter.sdk.rest.MessagesApi;
import io.centter.sdk.rest.PermissionsApi;
import io.centter.sdk.rest.TeamsApi;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the demo's agents have to do with each other: teams, skills, a few rights by hand, and messages that wait.
/// Made once; whoever changes it finds it changed at the next start.
final class Scenery {
    private final CentterApi api;
    private final NetworkId network;
    private final InstantSource clock;
    private final Map<Slug, AgentView> agents;

    /// @param signedIn as who owns the network
    Scenery(CentterApi signedIn, NetworkId network, InstantSource clock) {
        this.api = signedIn;
        this.network = network;
        this.clock = clock;
        agents = signedIn.allAgents(network).stream().collect(Collectors.toMap(AgentView::slug, Function.identity()));
    }

    /// Does nothing where there is a team already.
    ///
    /// @return whether it was made now
    boolean make() {
        TeamsApi teams = TeamsApi.of(api);
        if (!teams.allTeams(network).isEmpty()) {
            return false;
        }
        team(
                teams,
                "Operations",
                "Plans the day and keeps an eye on everything",
                Map.of("linda", Role.COORDINATOR, "sol", Role.ASSISTANT, "iris", Role.ANALYST));
        team(
                teams,
                "Platform",
                "Builds and runs what the others stand on",
                Map.of(
                        "sol",
                        Role.DEVELOPER,
                        "atlas",
                        Role.DEVELOPER,
                        "bruno",
                        Role.DEVELOPER,
                        "greta",
                        Role.DEVELOPER));
        team(
                teams,
                "Customer care",
                "Answers customers and looks after invoices",
                Map.of("andrea", Role.SUPPORT, "tomas", Role.SUPPORT, "mei", Role.ASSISTANT));
        team(
                teams,
                "Growth",
                "Finds customers and reads the numbers",
                Map.of("marco", Role.SALES, "nova", Role.ANALYST, "omar", Role.ANALYST));
        skills();
        rights();
        mail();
        api.createNetwork(new CreateNetwork("Sandbox", null));
        return true;
    }

    private void team(TeamsApi teams, String name, String description, Map<String, Role> members) {
        TeamView team = teams.create(network, new CreateTeam(name, null, description));
        members.forEach((slug, role) ->
                agent(slug).ifPresent(agent -> teams.add(team.id(), new AddTeamAgent(agent, role))));
    }

    private void skills() {
        MarketApi market = MarketApi.of(api);
        PublisherView acme = market.createPublisher(new CreatePublisher("Acme Tools", null, null, network));
        SkillView crm = skill(market, acme, "CRM", "Customers, leads and what was said to them.", "sales");
        SkillCapabilities crmCommands = commands(
                command("find", Risk.READ, "Finds customers by name, place or turnover"),
                command("export", Risk.READ, "Gives a list of customers as a table"),
                command("update", Risk.WRITE, "Changes what is known of a customer"),
                command("delete", Risk.DESTRUCTIVE, "Forgets a customer, for ever"));
        version(market, crm, "1.0.0", "First release.", crmCommands, List.of("crm:read"));
        version(
                market,
                crm,
                "1.1.0",
                "## Exports\n\n- Lists come as tables.\n- Searching by turnover.",
                crmCommands,
                List.of("crm:read", "crm:write:leads"));
        SkillView rollout = skill(
                market, acme, "Rollout", "Brings what was merged to where it runs, and back again.", "infrastructure");
        version(
                market,
                rollout,
                "2.3.1",
                "Waits for health before it goes on.",
                commands(
                        command("plan", Risk.READ, "Says what would change"),
                        command("apply", Risk.WRITE, "Rolls out"),
                        command("rollback", Risk.DESTRUCTIVE, "Goes back to the release before")),
                List.of("infra:rollout"));
        SkillView invoices = skill(market, acme, "Invoice check", "Finds invoices that do not add up.", "finance");
        version(
                market,
                invoices,
                "0.9.0",
                "A first trial.",
                commands(command("check", Risk.READ, "Checks the invoices of a month")),
                List.of("finance:read"));
        install("marco", crm);
        install("andrea", crm);
        install("sol", rollout);
        install("greta", rollout);
        install("tomas", invoices);
    }

    private void rights() {
        by("nova", "skill:execute:crm/export", Effect.GRANT, "The numbers of the quarter", Duration.ofDays(7));
        by("iris", "skill:execute:crm/find", Effect.GRANT, "Research for the campaign", Duration.ofDays(1));
        by("linda", "skill:execute:rollout/rollback", Effect.REVOKE, "Only Platform goes back", null);
        by("marco", "skill:execute:rollout", Effect.REVOKE, "Sales does not deploy", null);
    }

    /// One who takes nothing for now, and what waits for her.
    private void mail() {
        MessagesApi messages = MessagesApi.of(api);
        agent("mei").ifPresent(mei -> {
            messages.order(mei, new OrderAgent(ControlOrder.Command.PAUSE, "Until the new style guide is agreed upon"));
            for (String text : List.of(
                    "Translate the announcement into Japanese",
                    "Shorten the terms of service to a page",
                    "Go over the answers that Andrea gave today")) {
                messages.send(mei, SendMessage.task(task(text)));
            }
        });
    }

    private static JsonNode task(String text) {
        ObjectNode body = Wire.strict().createObjectNode();
        ObjectNode message = body.putObject("message");
        message.put("role", "ROLE_USER").putArray("parts").addObject().put("text", text);
        return body;
    }

    private void by(String slug, String scope, Effect effect, String reason, @Nullable Duration span) {
        agent(slug)
                .ifPresent(agent -> PermissionsApi.of(api)
                        .add(
                                agent,
                                new CreatePermission(
                                        Scope.parse(scope),
                                        effect,
                                        reason,
                                        span == null
                                                ? null
                                                : clock.instant().plus(span).truncatedTo(ChronoUnit.SECONDS))));
    }

    private void install(String slug, SkillView skill) {
        agent(slug)
                .ifPresent(agent -> AgentSkillsApi.of(api)
                        .install(agent, new InstallSkill(skill.slug().value(), null, null)));
    }

    private Optional<AgentId> agent(String slug) {
        return Optional.ofNullable(agents.get(new Slug(slug))).map(AgentView::id);
    }

    private static SkillView skill(
            MarketApi market, PublisherView publisher, String name, String summary, String category) {
        return market.createSkill(new CreateSkill(publisher.id(), name, null, summary, category, null, null));
    }

    private static void version(
            MarketApi market,
            SkillView skill,
            String number,
            String changelog,
            SkillCapabilities commands,
            List<String> scopes) {
        ObjectNode manifest = Wire.strict().createObjectNode();
        manifest.put("name", skill.slug().value()).put("version", number);
        market.publish(
                skill.id(),
                new PublishVersion(
                        new SemVer(number),
                        digest(skill.slug() + "-" + number),
                        48_128L,
                        changelog,
                        manifest,
                        commands,
                        null,
                        scopes.stream().map(Scope::parse).toList(),
                        null));
    }

    private static SkillCapabilities commands(SkillCommand... commands) {
        return new SkillCapabilities(List.of(commands));
    }

    private static SkillCommand command(String name, Risk risk, String description) {
        return new SkillCommand(name, risk, description);
    }

    /// There is no package behind the demo's skills; its name stands in for it.
    private static Sha256 digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return new Sha256(HexFormat.of().formatHex(hash));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
