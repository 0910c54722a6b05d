package io.centter.control.metrics;

/// The process runs; `status` is `live`.
public record Live(String status) {}
