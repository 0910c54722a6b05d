package io.centter.model.api;

/// How many agents are how.
///
/// @param stuck said beside their presence: work in flight without progress
public record PresenceTally(int online, int degraded, int offline, int unknown, int stuck) {}
