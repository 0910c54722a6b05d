package io.centter.control.permission;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.centter.control.access.AccessSnapshots;
import io.centter.control.access.AgentAccess;
import io.centter.control.access.NetworkAccess;
import io.centter.control.ground.Ground;
import io.centter.control.http.Call;
import io.centter.control.http.Paging;
import io.centter.control.presence.PresenceBoard;
import io.centter.control.route.Routing;
import io.centter.model.api.EffectivePermissions;
import io.centter.model.api.EffectivePermissions.Granted;
import io.centter.model.api.EffectivePermissions.Left;
import io.centter.model.api.EffectivePermissions.Revoked;
import io.centter.model.api.ExplainCall;
import io.centter.model.api.NetworkStatus;
import io.centter.model.api.Page;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.permission.AgentRights;
import io.centter.model.permission.CallFacts;
import io.centter.model.permission.EffectiveScopes;
import io.centter.model.permission.Explainer;
import io.centter.model.permission.Explanation;
import io.centter.model.permission.InstalledSkill;
import io.centter.model.permission.Origin;
import io.centter.model.permission.PermissionChange;
import io.centter.model.permission.Previewer;
import io.centter.model.permission.RightsPicture;
import io.centter.model.permission.RightsPreview;
import io.centter.model.permission.Risk;
import io.centter.model.permission.Scope;
import io.centter.model.permission.SkillOffer;
import io.centter.model.presence.AgentPresence;
import io.centter.model.presence.Presence;
import io.centter.model.wire.Wire;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Answers what follows from the rights of a network, from memory and by the rules that tokens are issued by.
final class Questions {
    private final Ground ground;
    private final AccessSnapshots snapshots;
    private final PresenceBoard board;
    private final Routing routing;

    Questions(Ground ground, AccessSnapshots snapshots, PresenceBoard board, Routing routing) {
        this.ground = ground;
        this.snapshots = snapshots;
        this.board = board;
        this.routing = routing;
    }

    EffectivePermissions effective(Call<?> call) {
        Snapshots.Found found = Snapshots.of(snapshots, call);
        return effective(found.network(), found.agent(), ground.clock().instant());
    }

    /// All agents of a network, by id.
    Page<EffectivePermissions> all(Call<?> call) {
        Paging paging = ground.cursors().paging("effective:" + call.network(), call, 100, 1000);
        String after = paging.after("");
        NetworkAccess network = snapshots.of(call.network());
        Instant now = ground.clock().instant();
        List<EffectivePermissions> found = network.agents().stream()
                .map(AgentAccess::rights)
                .filter(agent -> agent.id().value().compareTo(after) > 0)
                .sorted(Comparator.comparing(agent -> agent.id().value()))
                .limit(paging.wanted())
                .map(agent -> effective(network, agent, now))
                .toList();
        return paging.page(found, one -> one.agent().value());
    }

    private static EffectivePermissions effective(NetworkAccess network, AgentRights agent, Instant now) {
        EffectiveScopes held = EffectiveScopes.of(agent, network.roles(), now);
        return new EffectivePermissions(
                agent.id(),
                now,
                held.granted().entrySet().stream()
                        .map(one -> granted(one.getKey(), one.getValue(), held))
                        .toList(),
                held.revoked().entrySet().stream()
                        .map(one -> new Revoked(one.getKey(), one.getValue()))
                        .toList());
    }

    Explanation explain(NetworkId id, ExplainCall question) {
        NetworkAccess network = snapshots.of(id);
        AgentRights from = Snapshots.agent(network, question.from());
        AgentRights to = Snapshots.agent(network, question.to());
        CallFacts facts = new CallFacts(
                id,
                network.status() != NetworkStatus.ACTIVE,
                network.roles(),
                network.teams(),
                from,
                to,
                // Locks are the last link's affair: they end tokens too.
                new CallFacts.Reach(
                        routing.unlocked(id, from.id(), to.id()),
                        board.find(id, to.id()).map(AgentPresence::presence).orElse(Presence.UNKNOWN)),
                installable(id, to, question),
                ground.clock().instant());
        return Explainer.explain(facts, question.skill(), Optional.ofNullable(question.command()));
    }

    RightsPreview preview(NetworkId id, PermissionChange change, int limit) {
        RightsPicture before = picture(snapshots.of(id));
        Optional<InstalledSkill> release = change instanceof PermissionChange.Install install
                ? ground.transactions()
                        .read(handle -> ReleaseSql.of(handle).newest(id, install.skill(), install.version(), null))
                        .map(Questions::installed)
                : Optional.empty();
        return Previewer.compare(
                before, before.after(change, release, ground.ids().uuid()), limit);
    }

    private RightsPicture picture(NetworkAccess network) {
        Map<AgentId, AgentRights> agents = new HashMap<>();
        for (AgentAccess agent : network.agents()) {
            agents.put(agent.rights().id(), agent.rights());
        }
        return new RightsPicture(
                agents, network.roles(), network.teams(), ground.clock().instant());
    }

    /// Asked of the database only where the skill or its command is missing.
    private Optional<CallFacts.Release> installable(NetworkId network, AgentRights to, ExplainCall question) {
        Optional<SkillOffer> offer = to.offer(question.skill());
        String command = question.command();
        boolean has = offer.isPresent()
                && (command == null
                        || offer.get().commands().isEmpty()
                        || offer.get().commands().containsKey(command));
        return has
                ? Optional.empty()
                : ground.transactions()
                        .read(handle -> ReleaseSql.of(handle).newest(network, question.skill(), null, command))
                        .map(release -> new CallFacts.Release(release.skillId(), release.version(), scopes(release)));
    }

    private static InstalledSkill installed(ReleaseSql.Release release) {
        return new InstalledSkill(
                release.skillId(),
                release.version(),
                new SkillOffer(release.slug(), commands(release.capabilities())),
                scopes(release));
    }

    private static List<Scope> scopes(ReleaseSql.Release release) {
        return release.scopes().stream().map(Scope::parse).toList();
    }

    private static Map<String, Risk> commands(String capabilities) {
        Map<String, Risk> commands = new HashMap<>();
        try {
            for (JsonNode command : Wire.tolerant().readTree(capabilities).path("commands")) {
                commands.put(
                        command.path("name").asText(),
                        Risk.valueOf(command.path("risk").asText().toUpperCase(Locale.ROOT)));
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
        return commands;
    }

    private static Granted granted(Scope scope, List<Origin> origins, EffectiveScopes held) {
        List<Scope> cutBy =
                held.revoked().keySet().stream().filter(scope::overlaps).toList();
        boolean gone = cutBy.stream().anyMatch(revoke -> revoke.covers(scope));
        Left left = cutBy.isEmpty() ? Left.ALL : gone ? Left.NOTHING : Left.PART;
        return new Granted(scope, left, cutBy, origins);
    }
}
