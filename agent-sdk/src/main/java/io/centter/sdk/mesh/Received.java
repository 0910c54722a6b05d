package io.centter.sdk.mesh;

import io.centter.model.message.Envelope;

/// A message from the inbox.
///
/// @param proven whether the broker proves that `from` sent it; otherwise `from` is a claim
/// @param attempt 1 for the first delivery
public record Received(Envelope envelope, boolean proven, long attempt) {}
