package io.centter.model.authority;

import java.time.Instant;
import java.util.UUID;

/// A token that is over.
///
/// @param until when it would have ended by itself at the latest; it is remembered as long
public record RevokedToken(UUID jti, Instant until) {}
