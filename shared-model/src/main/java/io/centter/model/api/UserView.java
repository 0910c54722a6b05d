package io.centter.model.api;

import io.centter.model.identity.UserId;
import java.time.Instant;

/// A person, as that person sees it.
///
/// @param curator whether this server lets the person look after the marketplace
public record UserView(UserId id, String email, String name, boolean curator, Instant createdAt) {}
