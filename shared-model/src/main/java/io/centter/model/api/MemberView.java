package io.centter.model.api;

import io.centter.model.identity.UserId;
import java.time.Instant;

/// A member of a network.
public record MemberView(UserId userId, String email, String name, MemberRole role, Instant addedAt) {}
