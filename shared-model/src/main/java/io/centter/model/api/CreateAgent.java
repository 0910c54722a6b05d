package io.centter.model.api;

import io.centter.model.heartbeat.Transport;
import io.centter.model.identity.Names;
import io.centter.model.identity.Slug;
import io.centter.model.role.Role;
import org.jspecify.annotations.Nullable;

/// A new agent; without a slug, the name suggests one; without a role it is an assistant on NATS.
public record CreateAgent(
        String name,
        @Nullable Slug slug,
        @Nullable Role role,
        @Nullable String description,
        @Nullable Transport transport) {
    public CreateAgent {
        name = Names.requireText("name", name, 128);
        Names.optionalText("description", description, 1024);
    }

    public Slug slugOrSuggested() {
        return slug == null ? Slug.suggestedBy(name) : slug;
    }

    public Role roleOrDefault() {
        return role == null ? Role.ASSISTANT : role;
    }

    public Transport transportOrDefault() {
        return transport == null ? Transport.NATS : transport;
    }
}
