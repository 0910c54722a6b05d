package io.centter.model.permission;

import io.centter.model.identity.InvalidValue;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The scopes of a role.
public final class RoleScopes {
    private static final int MAX = 100;

    private RoleScopes() {}

    /// Sorted and each once; [InvalidValue] where they are missing or too many.
    public static List<Scope> require(@Nullable List<Scope> scopes) {
        if (scopes == null) {
            throw new InvalidValue("scopes", "scopes is missing; send [] for a role that brings nothing.");
        }
        if (scopes.size() > MAX || scopes.stream().anyMatch(Objects::isNull)) {
            throw new InvalidValue("scopes", "scopes has at most " + MAX + " entries, none of them null.");
        }
        return scopes.stream().distinct().sorted().toList();
    }
}
