package io.centter.model.role;

import java.util.ArrayList;
import java.util.List;

/// What a role may do by default: scopes for tokens, subjects for the broker. The subjects hold `{{name()}}` where the
/// broker puts in the agent's id (a scoped signing key's template).
public record RoleTemplate(Role role, List<String> scopes, SubjectGrants subjects) {
    private static final String SELF = SubjectGrants.SELF;

    /// To answer whoever asks. The broker's own leave to answer (`allow_responses`) would be leave to publish anywhere:
    /// who sends to itself names the subject of the answer. The end of an inbox's name is what nobody else knows.
    private static final String ANSWERS = "_INBOX.*.>";

    /// To ask which agents are there as micro services.
    private static final List<String> SERVICES =
            List.of("$SRV.PING", "$SRV.PING.>", "$SRV.INFO", "$SRV.INFO.>", "$SRV.STATS", "$SRV.STATS.>");

    /// The standard template of a role.
    public static RoleTemplate of(Role role) {
        return new RoleTemplate(
                role, scopesOf(role), new SubjectGrants(publishOf(role), denyPublishOf(role), subscribeOf(role)));
    }

    /// What a console may do: hear everything the hub says of the network, ask the registry, change nothing.
    public static SubjectGrants console() {
        List<String> publish = new ArrayList<>(
                List.of("mesh.registry.discover", "mesh.registry.get", "mesh.registry.routes", "mesh.registry.whoami"));
        publish.add("mesh.registry.events");
        publish.addAll(SERVICES);
        return new SubjectGrants(
                publish,
                List.of(),
                List.of("_INBOX." + SELF + ".>", "mesh.presence.*", "mesh.event.>", "mesh.heartbeat.*"));
    }

    private static List<String> scopesOf(Role role) {
        return switch (role) {
            case ASSISTANT, SUPPORT -> List.of("skill:execute:*", "skill:read:*");
            case SALES -> List.of("skill:execute:*", "skill:read:*", "newsletter:send");
            case DEVELOPER -> List.of("skill:execute:*", "skill:read:*", "skill:write:*", "infra:*");
            case ANALYST -> List.of("skill:read:*");
            case COORDINATOR -> List.of("skill:execute:*", "skill:read:*", "skill:admin:*");
        };
    }

    private static List<String> publishOf(Role role) {
        List<String> publish = new ArrayList<>(List.of(
                "mesh.heartbeat." + SELF,
                "mesh.registry.discover",
                "mesh.registry.get",
                "mesh.registry.routes",
                "mesh.registry.whoami",
                "$JS.API.STREAM.INFO.AGENT_MESSAGES",
                "$JS.API.CONSUMER.INFO.AGENT_MESSAGES." + SELF,
                "$JS.API.CONSUMER.MSG.NEXT.AGENT_MESSAGES." + SELF,
                "$JS.ACK.AGENT_MESSAGES." + SELF + ".>",
                ANSWERS));
        if (role != Role.ANALYST) {
            publish.add("mesh.agent.*.inbox");
            publish.add("mesh.agent.*.inbox." + SELF);
        }
        publish.addAll(
                switch (role) {
                    case ASSISTANT -> List.of();
                    case ANALYST -> List.of("mesh.registry.events");
                    case SALES -> List.of("mesh.event.newsletter.>");
                    case SUPPORT -> List.of("mesh.event.support.>");
                    case DEVELOPER -> List.of("mesh.rpc.*", "mesh.event.infra.>", "mesh.event.deploy.>");
                    case COORDINATOR -> List.of("mesh.rpc.*", "mesh.event.>", "mesh.registry.events");
                });
        if (role == Role.COORDINATOR) {
            publish.addAll(SERVICES);
        }
        return publish;
    }

    // The only deny there is: the hub's own topic inside what coordinators may publish.
    private static List<String> denyPublishOf(Role role) {
        return role == Role.COORDINATOR ? List.of("mesh.event.hub.>") : List.of();
    }

    private static List<String> subscribeOf(Role role) {
        List<String> subscribe =
                new ArrayList<>(List.of("_INBOX." + SELF + ".>", "mesh.control." + SELF, "mesh.rpc." + SELF, "$SRV.>"));
        subscribe.addAll(
                switch (role) {
                    case ASSISTANT, SALES -> List.of();
                    case SUPPORT -> List.of("mesh.event.support.>");
                    case DEVELOPER -> List.of("mesh.event.infra.>", "mesh.event.deploy.>");
                    case ANALYST -> List.of("mesh.event.>");
                    case COORDINATOR -> List.of("mesh.event.>", "mesh.presence.*", "mesh.heartbeat.*");
                });
        return subscribe;
    }
}
