package io.centter.sdk.mesh;

import java.util.UUID;

/// The broker has stored it.
///
/// @param duplicate whether an earlier try had been stored already
public record Sent(UUID id, long streamSequence, boolean duplicate) {}
