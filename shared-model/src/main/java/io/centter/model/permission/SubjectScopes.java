package io.centter.model.permission;

import io.centter.model.role.SubjectGrants;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Which scopes mean subjects of the broker. All others are rights for tokens alone.
///
/// | scope | publish | subscribe |
/// |---|---|---|
/// | `newsletter:send` | `mesh.event.newsletter.>` | |
/// | `infra:*` | `mesh.event.infra.>`, `mesh.event.deploy.>` | the same |
/// | `event:publish[:topic]` | `mesh.event.<topic>` and below | |
/// | `event:subscribe[:topic]` | | `mesh.event.<topic>` and below |
/// | `message:send[:agent]` | inboxes | |
/// | `rpc:call[:agent]` | `mesh.rpc.<agent>` | |
/// | `presence:read` | | `mesh.presence.*`, `mesh.heartbeat.*` |
final class SubjectScopes {
    /// Subjects that belong to one scope.
    record Subjects(List<String> publish, List<String> subscribe) {
        static final Subjects NONE = new Subjects(List.of(), List.of());

        boolean isEmpty() {
            return publish.isEmpty() && subscribe.isEmpty();
        }
    }

    /// Scopes of one kind.
    ///
    /// @param all covers each of them
    /// @param targeted whether its scopes may name a target
    /// @param subjects of a target; of all, where there is none
    private record Family(Scope all, boolean targeted, Function<Optional<String>, Subjects> subjects) {
        Subjects of(Scope scope) {
            return !targeted || scope.target().equals(Scope.ANY)
                    ? subjects.apply(Optional.empty())
                    : subjects.apply(Optional.of(scope.target()));
        }
    }

    private static final Pattern TOPIC = Pattern.compile("[a-z0-9_-]+(\\.[a-z0-9_-]+){0,6}");
    private static final Pattern AGENT = Pattern.compile("[0-9a-f]{12}");
    private static final String EVENTS = "mesh.event.";

    private static final List<Family> FAMILIES = List.of(
            fixed("newsletter:send", List.of("mesh.event.newsletter.>"), List.of()),
            fixed(
                    "infra:*",
                    List.of("mesh.event.infra.>", "mesh.event.deploy.>"),
                    List.of("mesh.event.infra.>", "mesh.event.deploy.>")),
            targeted("event:publish", topic -> new Subjects(topics(topic), List.of())),
            targeted("event:subscribe", topic -> new Subjects(List.of(), topics(topic))),
            targeted(
                    "message:send",
                    agent -> new Subjects(
                            agents(agent, "mesh.agent.", ".inbox", ".inbox." + SubjectGrants.SELF), List.of())),
            targeted("rpc:call", agent -> new Subjects(agents(agent, "mesh.rpc.", ""), List.of())),
            fixed("presence:read", List.of(), List.of("mesh.presence.*", "mesh.heartbeat.*")));

    private SubjectScopes() {}

    /// What a grant of the scope brings. A part of what means subjects brings none: the broker knows no smaller parts.
    static List<Subjects> granted(Scope scope) {
        List<Subjects> all = new ArrayList<>(1);
        for (Family family : FAMILIES) {
            boolean whole = scope.covers(family.all());
            boolean part = family.targeted()
                    && family.all().covers(scope)
                    && scope.command().isEmpty();
            if (whole || part) {
                add(all, family.of(scope));
            }
        }
        return all;
    }

    /// What a revoke of the scope takes: where it takes a part of what has no parts at the broker, the whole.
    static List<Subjects> revoked(Scope scope) {
        List<Subjects> all = new ArrayList<>(1);
        for (Family family : FAMILIES) {
            if (scope.overlaps(family.all())) {
                add(all, family.of(scope));
            }
        }
        return all;
    }

    /// The narrowest scopes there are that could mean this subject, the narrower first.
    static List<Scope> candidates(String subject) {
        List<Scope> scopes = new ArrayList<>();
        if (subject.startsWith(EVENTS)) {
            String topic = subject.substring(EVENTS.length());
            for (String narrower = topic; !narrower.isEmpty(); narrower = parent(narrower)) {
                if (TOPIC.matcher(narrower).matches() && narrower.length() <= 63) {
                    scopes.add(Scope.parse("event:publish:" + narrower));
                    scopes.add(Scope.parse("event:subscribe:" + narrower));
                }
            }
        }
        String[] tokens = subject.split("\\.", -1);
        if (tokens.length > 2 && AGENT.matcher(tokens[2]).matches()) {
            scopes.add(Scope.parse("message:send:" + tokens[2]));
            scopes.add(Scope.parse("rpc:call:" + tokens[2]));
        }
        FAMILIES.forEach(family -> scopes.add(family.all()));
        return scopes;
    }

    private static String parent(String topic) {
        int dot = topic.lastIndexOf('.');
        return dot < 0 ? "" : topic.substring(0, dot);
    }

    private static void add(List<Subjects> all, Subjects one) {
        if (!one.isEmpty()) {
            all.add(one);
        }
    }

    private static Family fixed(String scope, List<String> publish, List<String> subscribe) {
        return new Family(Scope.parse(scope), false, _ -> new Subjects(publish, subscribe));
    }

    private static Family targeted(String scope, Function<Optional<String>, Subjects> subjects) {
        return new Family(Scope.parse(scope), true, subjects);
    }

    private static List<String> topics(Optional<String> topic) {
        if (topic.isEmpty()) {
            return List.of(EVENTS + ">");
        }
        return TOPIC.matcher(topic.get()).matches()
                ? List.of(EVENTS + topic.get(), EVENTS + topic.get() + ".>")
                : List.of();
    }

    private static List<String> agents(Optional<String> agent, String head, String... tails) {
        if (agent.isPresent() && !AGENT.matcher(agent.get()).matches()) {
            return List.of();
        }
        List<String> subjects = new ArrayList<>(tails.length);
        for (String tail : tails) {
            subjects.add(head + agent.orElse("*") + tail);
        }
        return subjects;
    }
}
