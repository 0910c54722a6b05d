package io.centter.console.screens.agent;

import io.centter.console.desk.Rights;
import io.centter.console.desk.Site;
import io.centter.console.desk.Trouble;
import io.centter.model.a2a.AgentCard;
import io.centter.model.api.BrokerCredential;
import io.centter.model.api.EffectivePermissions;
import io.centter.model.api.EffectivePermissions.Left;
import io.centter.model.api.Page;
import io.centter.model.identity.AgentId;
import io.centter.model.message.InboxState;
import io.centter.model.message.StoredMessage;
import io.centter.model.permission.Effect;
import io.centter.model.permission.Origin;
import io.centter.model.permission.Scope;
import io.centter.model.route.EgoGraph;
import io.centter.model.skill.AgentSkills;
import io.centter.sdk.rest.AgentSkillsApi;
import io.centter.sdk.rest.ApiProblem;
import io.centter.sdk.rest.CardsApi;
import io.centter.sdk.rest.HubApi;
import io.centter.sdk.rest.MessagesApi;
import io.centter.sdk.rest.PermissionsApi;
import io.centter.sdk.rest.RoutesApi;
import io.centter.sdk.rest.TeamsApi;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads what the control plane keeps of an agent. Every call blocks.
final class AgentRecords {
    /// So many routes, credentials and messages are told one by one; what is behind them has a screen of its own.
    static final int MOST = 50;

    private static final int LATEST = 5;

    private final Site site;

    /// What an agent holds.
    record Held(List<Line> lines) {
        Held {
            lines = List.copyOf(lines);
        }
    }

    /// One scope.
    ///
    /// @param left how much of it the agent holds
    /// @param origins where it comes from, in words
    record Line(Scope scope, Effect effect, Left left, String origins) {}

    /// What lies in its inbox.
    ///
    /// @param oldest those that lie there longest
    /// @param trouble why the messages cannot be shown, where they cannot
    record Mail(
            InboxState state,
            List<StoredMessage> oldest,
            @Nullable Trouble trouble) {
        Mail {
            oldest = List.copyOf(oldest);
        }
    }

    AgentRecords(Site site) {
        this.site = site;
    }

    AgentSkills skills(AgentId agent) {
        return AgentSkillsApi.of(site.api()).skills(agent);
    }

    EgoGraph routes(AgentId agent) {
        return RoutesApi.of(site.api()).graph(agent, null, null, MOST);
    }

    Page<BrokerCredential> credentials(AgentId agent) {
        return HubApi.of(site.api()).credentials(agent, null, MOST);
    }

    AgentCard card(AgentId agent) {
        return CardsApi.of(site.api()).card(agent);
    }

    Held rights(AgentId agent) {
        EffectivePermissions effective = PermissionsApi.of(site.api()).effective(agent);
        Map<UUID, String> teams = new HashMap<>();
        TeamsApi.of(site.api()).allTeams(site.id()).forEach(team -> teams.put(team.id(), team.name()));
        List<Line> lines = new ArrayList<>();
        effective
                .granted()
                .forEach(one ->
                        lines.add(new Line(one.scope(), Effect.GRANT, one.left(), origins(one.origins(), teams))));
        effective
                .revoked()
                .forEach(one ->
                        lines.add(new Line(one.scope(), Effect.REVOKE, Left.NOTHING, origins(one.origins(), teams))));
        return new Held(lines);
    }

    /// How full the inbox is may be seen by everybody here; what is in it only by who may operate.
    Mail mail(AgentId agent) {
        MessagesApi messages = MessagesApi.of(site.api());
        InboxState state = messages.inbox(agent);
        if (state.depth() == 0) {
            return new Mail(state, List.of(), null);
        }
        try {
            return new Mail(state, messages.messages(agent, null, LATEST).items(), null);
        } catch (ApiProblem e) {
            return new Mail(state, List.of(), Trouble.of(e));
        }
    }

    private static String origins(List<Origin> origins, Map<UUID, String> teams) {
        return origins.stream()
                .map(origin -> Rights.origin(origin, teams))
                .distinct()
                .collect(Collectors.joining("  ·  "));
    }
}
