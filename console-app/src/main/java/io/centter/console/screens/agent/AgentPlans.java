package io.centter.console.screens.agent;

import io.centter.console.desk.Bulk;
import io.centter.console.desk.Lasting;
import io.centter.console.desk.Plan;
import io.centter.console.desk.Plan.Applied;
import io.centter.console.desk.Plan.Secret;
import io.centter.console.desk.Preview;
import io.centter.console.desk.Preview.Kind;
import io.centter.console.desk.Preview.Line;
import io.centter.console.desk.Preview.Weight;
import io.centter.console.desk.Rights;
import io.centter.console.desk.Site;
import io.centter.console.text.Texts;
import io.centter.console.text.Times;
import io.centter.model.api.AddTeamAgent;
import io.centter.model.api.CreatePermission;
import io.centter.model.api.IssuedCredentials;
import io.centter.model.api.LockAgent;
import io.centter.model.api.RotateApiKey;
import io.centter.model.api.RotatedApiKey;
import io.centter.model.api.TeamView;
import io.centter.model.event.EventData;
import io.centter.model.identity.AgentId;
import io.centter.model.message.OrderAgent;
import io.centter.model.permission.Effect;
import io.centter.model.permission.PermissionChange;
import io.centter.model.permission.Scope;
import io.centter.model.presence.AgentPresence;
import io.centter.model.role.Role;
import io.centter.sdk.rest.LocksApi;
import io.centter.sdk.rest.MessagesApi;
import io.centter.sdk.rest.PermissionsApi;
import io.centter.sdk.rest.TeamsApi;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The changes of agents, each with what it will do and, where that can be, with what takes it back.
final class AgentPlans {
    /// So many are asked about one by one before a change of rights.
    private static final int LOOKED_AT = 40;

    private final Site site;
    private final Bulk bulk;
    private final LocksApi locks;
    private final CredentialPlans credentials;

    AgentPlans(Site site, Bulk bulk) {
        this.site = site;
        this.bulk = bulk;
        locks = LocksApi.of(site.api());
        credentials = new CredentialPlans(site, bulk);
    }

    Plan lock(List<AgentPresence> agents, String reason, Lasting lasting) {
        Instant now = site.ticker().now();
        Instant until = lasting.from(now);
        Integer seconds = until == null
                ? null
                : Math.toIntExact(Duration.between(now, until).toSeconds());
        List<AgentPresence> done = new ArrayList<>();
        return plan(
                agents,
                data -> data instanceof EventData.AgentLocked locked ? locked.agent() : null,
                () -> {
                    List<Line> lines = Preview.each(Kind.LOSE, agents, AgentPresence::name, this::state);
                    lines.add(Line.note(
                            until == null
                                    ? Texts.of("act.lock-note")
                                    : Texts.of("act.lock-note-until", Times.exact(until, ZoneId.systemDefault()))));
                    warnOfWork(lines, agents);
                    return new Preview(lines, Weight.CAREFUL, null);
                },
                agent -> {
                    var _ = locks.lock(agent.agent(), new LockAgent(reason, seconds));
                    done.add(agent);
                },
                () -> unlock(List.copyOf(done), Texts.of("act.undo-reason")));
    }

    Plan unlock(List<AgentPresence> agents, String reason) {
        return plan(
                agents,
                data -> data instanceof EventData.AgentUnlocked unlocked ? unlocked.agent() : null,
                () -> {
                    List<Line> lines = Preview.each(Kind.GAIN, agents, AgentPresence::name, _ -> "");
                    lines.add(Line.note(Texts.of("act.unlock-note")));
                    return new Preview(lines, Weight.SAFE, null);
                },
                agent -> {
                    var _ = locks.unlock(agent.agent(), reason);
                },
                null);
    }

    /// @param confirm what a person types first
    Plan delete(List<AgentPresence> agents, String confirm) {
        return plan(
                agents,
                data -> data instanceof EventData.AgentDeleted gone ? gone.agent() : null,
                () -> {
                    List<Line> lines = Preview.each(Kind.LOSE, agents, AgentPresence::name, this::state);
                    lines.add(Line.note(Texts.of("act.delete-note")));
                    warnOfWork(lines, agents);
                    return Preview.destructive(confirm, lines.toArray(Line[]::new));
                },
                agent -> site.api()
                        .deleteAgent(
                                agent.agent(), site.api().agent(agent.agent()).version()),
                null);
    }

    Plan order(List<AgentPresence> agents, AgentAct act, String reason) {
        return plan(
                agents,
                data -> data instanceof EventData.AgentOrdered ordered ? ordered.agent() : null,
                () -> {
                    List<Line> lines = Preview.each(Kind.NOTE, agents, AgentPresence::name, this::state);
                    lines.add(Line.note(Texts.word("act.order-note", act)));
                    List<AgentPresence> away =
                            agents.stream().filter(agent -> !agent.connected()).toList();
                    if (!away.isEmpty()) {
                        lines.add(new Line(Kind.WARNING, Texts.of("act.order-away", away.size()), names(away)));
                    }
                    return new Preview(lines, act == AgentAct.RESUME ? Weight.SAFE : Weight.CAREFUL, null);
                },
                agent -> {
                    var _ = MessagesApi.of(site.api())
                            .order(agent.agent(), new OrderAgent(act.order().orElseThrow(), reason));
                },
                null);
    }

    Plan endCredentials(List<AgentPresence> agents, String reason) {
        return agents.size() == 1
                ? credentials.end(agents.getFirst(), reason)
                : credentials.end(agents, reason, this::state);
    }

    Plan issue(AgentPresence agent) {
        AgentId id = agent.agent();
        return Plan.heardBy(
                data -> data instanceof EventData.CredentialsIssued issued
                        && issued.agent().equals(id),
                () -> Preview.safe(
                        new Line(Kind.GAIN, Texts.of("act.issue-gain", agent.name()), ""),
                        Line.note(Texts.of("act.issue-note"))),
                () -> {
                    IssuedCredentials made = site.api().issueCredentials(id);
                    return Applied.done(Texts.of("act.issued", exact(made.expiresAt())))
                            .showing(new Secret(
                                    Texts.of("act.creds-of", agent.name()), made.creds(), agent.slug() + ".creds"));
                });
    }

    Plan rotate(AgentPresence agent, @Nullable Overlap overlap) {
        AgentId id = agent.agent();
        Overlap wanted = overlap == null ? Overlap.NONE : overlap;
        Line old = wanted == Overlap.NONE
                ? new Line(Kind.LOSE, Texts.of("act.rotate-at-once", agent.name()), Texts.of("act.rotate-at-once-why"))
                : Line.note(Texts.of("act.rotate-overlap", Times.span(Duration.ofSeconds(wanted.seconds()))));
        return Plan.heardBy(
                data -> data instanceof EventData.ApiKeyRotated rotated
                        && rotated.agent().equals(id),
                () -> Preview.careful(
                        new Line(Kind.GAIN, Texts.of("act.rotate-gain", agent.name()), ""),
                        old,
                        Line.note(Texts.of("act.rotate-note"))),
                () -> {
                    RotatedApiKey made = site.api().rotateApiKey(id, new RotateApiKey(wanted.seconds()));
                    Instant until = made.oldKeyValidUntil();
                    return Applied.done(
                                    until == null
                                            ? Texts.of("act.rotated")
                                            : Texts.of("act.rotated-until", exact(until)))
                            .showing(new Secret(
                                    Texts.of("act.key-of", agent.name()), made.apiKey(), agent.slug() + ".key"));
                });
    }

    Plan join(List<AgentPresence> agents, TeamView team, Role role) {
        TeamsApi teams = TeamsApi.of(site.api());
        Map<AgentId, Long> places = new HashMap<>();
        return plan(
                agents,
                data -> data instanceof EventData.TeamAgentAdded added
                                && added.team().equals(team.id())
                        ? added.agent()
                        : null,
                () -> rights(agents, agent -> new PermissionChange.AssignTeam(team.id(), agent.agent(), role)),
                agent -> places.put(
                        agent.agent(),
                        teams.add(team.id(), new AddTeamAgent(agent.agent(), role))
                                .version()),
                () -> leave(
                        agents.stream()
                                .filter(agent -> places.containsKey(agent.agent()))
                                .toList(),
                        team,
                        places));
    }

    Plan permit(List<AgentPresence> agents, Scope scope, Effect effect, String reason, Lasting lasting) {
        Instant end = lasting.from(site.ticker().now());
        CreatePermission request = new CreatePermission(scope, effect, reason, end);
        Map<AgentId, UUID> made = new HashMap<>();
        return plan(
                agents,
                data -> switch (data) {
                    case EventData.PermissionGranted given when given.scope().equals(scope) -> given.agent();
                    case EventData.PermissionRevoked taken when taken.scope().equals(scope) -> taken.agent();
                    // Nothing else is said of it.
                    default -> null;
                },
                () -> rights(agents, agent -> new PermissionChange.AddPermission(agent.agent(), scope, effect, end)),
                agent -> made.put(
                        agent.agent(),
                        Objects.requireNonNull(PermissionsApi.of(site.api())
                                .add(agent.agent(), request)
                                .id())),
                () -> end(
                        agents.stream()
                                .filter(agent -> made.containsKey(agent.agent()))
                                .toList(),
                        made));
    }

    private Plan leave(List<AgentPresence> agents, TeamView team, Map<AgentId, Long> places) {
        return plan(
                agents,
                data -> data instanceof EventData.TeamAgentRemoved gone
                                && gone.team().equals(team.id())
                        ? gone.agent()
                        : null,
                () -> rights(agents, agent -> new PermissionChange.LeaveTeam(team.id(), agent.agent())),
                agent -> TeamsApi.of(site.api())
                        .remove(team.id(), agent.agent(), Objects.requireNonNull(places.get(agent.agent()))),
                null);
    }

    private Plan end(List<AgentPresence> agents, Map<AgentId, UUID> made) {
        return plan(
                agents,
                data -> data instanceof EventData.PermissionEnded ended ? ended.agent() : null,
                () -> rights(
                        agents,
                        agent -> new PermissionChange.RemovePermission(
                                agent.agent(), Objects.requireNonNull(made.get(agent.agent())))),
                agent -> PermissionsApi.of(site.api())
                        .end(
                                agent.agent(),
                                Objects.requireNonNull(made.get(agent.agent())),
                                Texts.of("permissions.undo-reason")),
                null);
    }

    /// The same with each of them; where it is one, without the words for many.
    ///
    /// @param whose tells of which agent an event says that it is done; null where it says something else
    /// @param undo takes back what was done by then
    private Plan plan(
            List<AgentPresence> agents,
            Function<EventData, @Nullable AgentId> whose,
            Callable<Preview> preview,
            Bulk.Work<AgentPresence> work,
            @Nullable Supplier<Plan> undo) {
        List<AgentId> ids = agents.stream().map(AgentPresence::agent).toList();
        return Plan.heardBy(
                data -> {
                    AgentId one = whose.apply(data);
                    return one != null && ids.contains(one);
                },
                preview,
                () -> {
                    Applied outcome;
                    if (agents.size() == 1) {
                        work.with(agents.getFirst());
                        outcome = Applied.done(agents.getFirst().name());
                    } else {
                        outcome = bulk.run(agents, AgentPresence::name, work);
                    }
                    return undo == null ? outcome : outcome.undoneBy(undo.get());
                });
    }

    private Preview rights(List<AgentPresence> agents, Function<AgentPresence, PermissionChange> change) {
        List<Line> more = new ArrayList<>();
        if (agents.size() > 1) {
            more.add(new Line(Kind.NOTE, Texts.of("act.targets", agents.size()), names(agents)));
        }
        if (agents.size() > LOOKED_AT) {
            more.add(Line.warning(Texts.of("act.not-looked-at", LOOKED_AT, agents.size() - LOOKED_AT)));
        }
        return Rights.previewEach(
                site, agents.stream().limit(LOOKED_AT).map(change).toList(), more);
    }

    private void warnOfWork(List<Line> lines, List<AgentPresence> agents) {
        List<AgentPresence> busy =
                agents.stream().filter(agent -> agent.workInFlight() > 0).toList();
        if (!busy.isEmpty()) {
            lines.add(new Line(Kind.WARNING, Texts.of("act.busy", busy.size()), names(busy)));
        }
    }

    private String state(AgentPresence agent) {
        String presence = Texts.word("presence", agent.presence());
        return agent.workInFlight() == 0
                ? presence
                : presence + ", " + Texts.of("agent.in-flight", agent.workInFlight());
    }

    private static String names(List<AgentPresence> agents) {
        return String.join(", ", agents.stream().map(AgentPresence::name).toList());
    }

    private static String exact(Instant at) {
        return Times.exact(at, ZoneId.systemDefault());
    }
}
