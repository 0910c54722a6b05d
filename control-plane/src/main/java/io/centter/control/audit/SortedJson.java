package io.centter.control.audit;

/// What an [AuditEntry] tells, already written: JSON without spaces and with the keys of each object in order. Who
/// writes very many lines writes them so.
public record SortedJson(String text) {}
