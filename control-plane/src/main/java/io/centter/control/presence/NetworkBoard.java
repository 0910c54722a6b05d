package io.centter.control.presence;

import io.centter.model.heartbeat.Heartbeat;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.presence.Presence;
import io.centter.model.presence.PresenceCause;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The board of one network. Writers take its lock; readers take nothing.
final class NetworkBoard {
    private final NetworkId network;
    private final PresenceRules rules;
    private final Judgement judgement;
    private final Interner interner;
    private final Consumer<Transition> transitions;
    private final Consumer<AgentId> moved;
    private final Roster roster = new Roster();
    // When the first of all states must be looked at again: heartbeats only move that later, so a look is rare.
    private long earliestDue = Long.MAX_VALUE;

    NetworkBoard(
            NetworkId network,
            PresenceRules rules,
            Judgement judgement,
            Interner interner,
            Consumer<Transition> transitions,
            Consumer<AgentId> moved) {
        this.network = network;
        this.rules = rules;
        this.judgement = judgement;
        this.interner = interner;
        this.transitions = transitions;
        this.moved = moved;
    }

    Roster roster() {
        return roster;
    }

    synchronized void register(Collection<RegisteredAgent> agents, HubView hub, long now) {
        for (RegisteredAgent agent : agents) {
            Identity who = Identity.of(agent);
            AgentState known = roster.find(who.key());
            AgentState next = known == null ? first(agent, who, hub, now) : known.renamed(who);
            roster.put(next);
            watch(next);
            if (known == null) {
                moved.accept(agent.id());
            }
        }
    }

    synchronized void remove(long key) {
        roster.remove(key);
    }

    synchronized Intake heartbeat(long key, Heartbeat beat, boolean overHttp, HubView hub, long now) {
        AgentState state = roster.find(key);
        if (state == null) {
            return Intake.UNKNOWN_AGENT;
        }
        if (beat.ts().toEpochMilli() > now + rules.clockAhead().toMillis()) {
            return Intake.CLOCK_AHEAD;
        }
        Report last = state.report();
        Intake order = Boot.check(last == null ? null : last.boot(), beat);
        if (order == Intake.TAKEN) {
            AgentState next = state.heard(Report.of(last, beat, overHttp, now, interner));
            settle(state, next, PresenceCause.HEARTBEAT, hub, now);
        }
        return order;
    }

    synchronized void connected(SeenConnection seen, HubView hub, long now) {
        AgentState state = roster.find(Identity.keyOf(seen.agent()));
        if (state != null) {
            long start = Math.min(now, seen.start().toEpochMilli());
            Link links = Link.with(state.links(), interner.one(seen.server()), seen.cid(), start, now);
            settle(state, state.linked(links), PresenceCause.CONNECTED, hub, now);
        }
    }

    synchronized void disconnected(SeenConnection seen, HubView hub, long now) {
        AgentState state = roster.find(Identity.keyOf(seen.agent()));
        if (state == null || notThere(state)) {
            return;
        }
        Link links = Link.without(state.links(), seen.server(), seen.cid());
        AgentState next =
                links == null ? state.unlinked(now, rules.disconnectGrace().toMillis()) : state.linked(links);
        settle(state, next, PresenceCause.DISCONNECTED, hub, now);
    }

    /// Takes over the broker's own list, for which it was asked at `asOf`. What was told of since is younger than the
    /// list: such a connection stays, and who lost the last one stays lost.
    synchronized void reconcile(List<SeenConnection> seen, long asOf, HubView hub, long now) {
        Map<Long, Link> listed = new HashMap<>();
        for (SeenConnection one : seen) {
            listed.merge(
                    Identity.keyOf(one.agent()),
                    new Link(
                            interner.one(one.server()),
                            one.cid(),
                            Math.min(now, one.start().toEpochMilli()),
                            asOf,
                            null),
                    (links, more) -> Link.with(links, more.server(), more.cid(), more.start(), more.heard()));
        }
        roster.forEach(state -> {
            if (state.links() == null && state.lost() >= asOf) {
                return;
            }
            Link links = listed.get(state.who().key());
            for (Link young = Link.after(state.links(), asOf); young != null; young = young.next()) {
                links = Link.with(links, young.server(), young.cid(), young.start(), young.heard());
            }
            settle(state, relinked(state, links, now), PresenceCause.RECONCILED, hub, now);
        });
    }

    synchronized void tick(HubView hub, long now, boolean all) {
        if (!all && now < earliestDue) {
            return;
        }
        earliestDue = Long.MAX_VALUE;
        roster.forEach(state -> {
            PresenceCause cause = hub.blind(now)
                    ? PresenceCause.HUB_AWAY
                    : state.lost() != 0 ? PresenceCause.DISCONNECTED : PresenceCause.SILENCE;
            settle(state, state, cause, hub, now);
        });
    }

    private AgentState first(RegisteredAgent agent, Identity who, HubView hub, long now) {
        Instant last = agent.lastHeartbeatAt();
        Report report = last == null ? null : Report.restored(last, agent.overHttp(), agent.said(), interner);
        AgentState raw = new AgentState(who, report, null, 0, 0, Presence.OFFLINE, now, false);
        Presence presence = report == null ? Presence.OFFLINE : judgement.presence(raw, hub, now);
        return raw.settled(presence, false, now);
    }

    // Whoever is heard over the broker has a connection, even where its start was missed.
    private static boolean notThere(AgentState state) {
        Report report = state.report();
        return state.links() == null && (state.lost() != 0 || report == null || report.overHttp());
    }

    private AgentState relinked(AgentState state, @Nullable Link links, long now) {
        if (links != null) {
            return state.linked(links);
        }
        Report report = state.report();
        boolean wasLinked = state.links() != null;
        boolean neverSeenLinked = state.lost() == 0 && report != null && report.boot() == null && !report.overHttp();
        return wasLinked || neverSeenLinked
                ? state.unlinked(now, rules.reconnectGrace().toMillis())
                : state;
    }

    @SuppressWarnings("ReferenceEquality") // The very same state is there already.
    private void settle(AgentState was, AgentState next, PresenceCause cause, HubView hub, long now) {
        Presence presence = judgement.presence(next, hub, now);
        boolean stuck = judgement.stuck(next, presence, now);
        if (presence == was.presence() && stuck == was.stuck() && next.status() == was.status()) {
            if (next != was) {
                roster.put(next);
            }
            watch(next);
            tellOfMove(was, next);
            return;
        }
        AgentState settled = next.settled(presence, stuck, now);
        roster.put(settled);
        watch(settled);
        tellOfMove(was, settled);
        transitions.accept(new Transition(
                network,
                settled.who().id(),
                Instant.ofEpochMilli(now),
                was.presence(),
                presence,
                cause,
                settled.status(),
                settled.lastBeat() == 0 ? null : Instant.ofEpochMilli(settled.lastBeat()),
                settled.links() != null,
                stuck,
                settled.inFlight()));
    }

    private void tellOfMove(AgentState was, AgentState next) {
        boolean sameLink = (was.links() == null) == (next.links() == null);
        if (!sameLink || !Report.samePlace(was.report(), next.report())) {
            moved.accept(next.who().id());
        }
    }

    private void watch(AgentState state) {
        earliestDue = Math.min(earliestDue, judgement.due(state));
    }
}
