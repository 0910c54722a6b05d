package io.centter.control.metrics;

/// Whether this process can serve.
///
/// @param status `ready`, `degraded` (serving, but without the broker) or `unavailable`
/// @param database `up` or `away`
/// @param nats `connected`, `connecting` or `not-configured`
public record Health(String status, String database, String nats) {}
