package io.centter.model.authority;

import io.centter.model.permission.NarrowedScopes.Reason;
import io.centter.model.permission.Scope;

/// A scope that was asked for and is not granted as a whole.
///
/// @param detail for people
public record DroppedScope(Scope scope, Reason reason, String detail) {}
