package io.centter.model.role;

import java.util.List;

/// Explicit allow lists of subjects. To the server an empty list would mean everything, so neither `publish` nor
/// `subscribe` may be empty; `denyPublish` cuts a hole into a wider allow.
public record SubjectGrants(List<String> publish, List<String> denyPublish, List<String> subscribe) {
    public SubjectGrants {
        publish = List.copyOf(publish);
        denyPublish = List.copyOf(denyPublish);
        subscribe = List.copyOf(subscribe);
        if (publish.isEmpty() || subscribe.isEmpty()) {
            throw new IllegalArgumentException("An empty allow list means everything to the server.");
        }
    }
}
