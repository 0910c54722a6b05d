package io.centter.model.permission;

import io.centter.model.identity.AgentId;
import io.centter.model.route.RouteTransport;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The smallest change for each link that can be missing.
record Mending(CallFacts facts, Scope need, Optional<SkillOffer> offer, SortedMap<Scope, List<Origin>> revokes) {

    NextChange of(ChainLink.Kind missing) {
        return switch (missing) {
            case TEAM, ROLE, SCOPE -> grant();
            case OVERRIDE -> endRevoke();
            case SKILL -> install();
            case COMMAND -> need.command().isEmpty() ? grant() : install();
            case SUBJECT -> sender();
            case ROUTE -> meet();
            case TOKEN -> open();
        };
    }

    private NextChange meet() {
        return facts.reach().route().transport() == RouteTransport.NONE
                ? NextChange.none(
                        "agent.connect",
                        "Connect " + facts.from().name() + " and " + facts.to().name()
                                + " to the broker: agents on NATS reach each other.")
                : NextChange.none("agent.start", "Start " + facts.to().name() + "; no request can do that for it.");
    }

    private NextChange grant() {
        return NextChange.call(
                "permission.add",
                "Grant " + facts.from().name() + " exactly " + need + ".",
                "POST",
                "/agents/" + facts.from().id() + "/permissions",
                Map.of("scope", need.toString(), "effect", "grant", "reason", reason()));
    }

    /// Only what was done by hand can take a scope away, so each revoke has an id.
    private NextChange endRevoke() {
        for (Map.Entry<Scope, List<Origin>> revoke : revokes.entrySet()) {
            for (Origin origin : revoke.getValue()) {
                if (origin instanceof Origin.Manual manual) {
                    return NextChange.call(
                            "permission.remove",
                            "End the revoke of " + revoke.getKey() + ".",
                            "DELETE",
                            "/agents/" + facts.from().id() + "/permissions/" + manual.permission() + "?reason="
                                    + URLEncoder.encode(reason(), StandardCharsets.UTF_8),
                            Map.of());
                }
            }
        }
        throw new IllegalStateException("a revoke that nobody made");
    }

    private NextChange install() {
        AgentId to = facts.to().id();
        if (facts.release().isEmpty()) {
            return offer.isEmpty()
                    ? NextChange.none(
                            "skill.report",
                            "The marketplace has no such skill for "
                                    + facts.to().name() + "; let the agent itself report it in its heartbeats.")
                    : NextChange.none("skill.command", "Ask for one of the commands that the skill has.");
        }
        CallFacts.Release release = facts.release().get();
        Map<String, Object> body = new TreeMap<>(Map.of("version", release.version()));
        boolean installed =
                facts.to().skills().stream().anyMatch(one -> one.offer().slug().equals(need.target()));
        if (installed) {
            // Another version may want more than the one before, which its request has to name.
            body.put("approve_scopes", release.scopes());
            return NextChange.call(
                    "skill.install",
                    "Bring " + need.target() + " on " + facts.to().name() + " to version " + release.version() + ".",
                    "PUT",
                    "/agents/" + to + "/skills/" + release.skill(),
                    body);
        }
        body.put("skill", need.target());
        return NextChange.call(
                "skill.install",
                "Install " + need.target() + " " + release.version() + " on "
                        + facts.to().name() + ".",
                "POST",
                "/agents/" + to + "/skills",
                body);
    }

    private NextChange sender() {
        return new NextChange(
                "agent.role",
                "Make " + facts.from().name() + " an assistant, the smallest role that may send to others.",
                "PATCH",
                "/api/v1/agents/" + facts.from().id(),
                Map.of("role", "assistant"),
                "*");
    }

    private NextChange open() {
        if (facts.suspended()) {
            return NextChange.call(
                    "network.resume",
                    "Resume the network.",
                    "POST",
                    "/networks/" + facts.network() + "/resume",
                    Map.of("reason", reason()));
        }
        AgentRights locked = facts.from().lockedAt(facts.now()) ? facts.from() : facts.to();
        return NextChange.call(
                "agent.unlock",
                "Unlock " + locked.name() + ".",
                "POST",
                "/agents/" + locked.id() + "/unlock",
                Map.of("reason", reason()));
    }

    private String reason() {
        return facts.from().name() + " is to call " + need.target() + " of "
                + facts.to().name();
    }
}
