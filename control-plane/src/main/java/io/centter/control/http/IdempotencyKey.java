package io.centter.control.http;

/// A client's name for one effect.
///
/// @param tenant whose key it is
/// @param fingerprint of method, path and body: the same key with another request is a mistake
@SuppressWarnings("ArrayRecordComponent")
public record IdempotencyKey(String tenant, String key, byte[] fingerprint) {}
