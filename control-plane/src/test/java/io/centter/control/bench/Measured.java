package io.centter.control.bench;

/// What one round of load gave.
///
/// @param perSecond answers a second
/// @param perCpuSecond answers for each second of processor time that the server used
/// @param p99Millis the slowest but one in a hundred
/// @param failed answers that were not 2xx
public record Measured(double perSecond, double perCpuSecond, double p99Millis, long failed) {}
