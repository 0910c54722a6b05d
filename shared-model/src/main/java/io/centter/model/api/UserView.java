package io.centter.model.api;

import io.centter.model.identity.UserId;
import java.time.Instant;

/// A person, as that person sees it.
public record UserView(UserId id, String email, String name, Instant createdAt) {}
