package io.centter.model.role;

import java.util.List;

/// Explicit allow lists of subjects. To the server an empty list would mean everything, so neither `publish` nor
/// `subscribe` may be empty; `denyPublish` cuts a hole into a wider allow.
public record SubjectGrants(List<String> publish, List<String> denyPublish, List<String> subscribe) {
    /// Stands in a template for the id of the agent that uses it.
    public static final String SELF = "{{name()}}";

    public SubjectGrants {
        publish = List.copyOf(publish);
        denyPublish = List.copyOf(denyPublish);
        subscribe = List.copyOf(subscribe);
        if (publish.isEmpty() || subscribe.isEmpty()) {
            throw new IllegalArgumentException("An empty allow list means everything to the server.");
        }
    }

    /// Whether these allow everything that the others do.
    public boolean cover(SubjectGrants others) {
        return all(others.publish, publish)
                && all(others.subscribe, subscribe)
                && denyPublish.stream()
                        .allMatch(hole -> others.publish.stream().noneMatch(one -> SubjectPattern.overlaps(hole, one))
                                || others.denyPublish.stream().anyMatch(one -> SubjectPattern.covers(one, hole)));
    }

    private static boolean all(List<String> subjects, List<String> wider) {
        return subjects.stream().allMatch(one -> wider.stream().anyMatch(each -> SubjectPattern.covers(each, one)));
    }

    /// The same for one agent, with its id in place of [#SELF].
    public SubjectGrants of(String id) {
        return new SubjectGrants(put(publish, id), put(denyPublish, id), put(subscribe, id));
    }

    private static List<String> put(List<String> subjects, String id) {
        return subjects.stream().map(subject -> subject.replace(SELF, id)).toList();
    }
}
