package io.centter.control.audit;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/// Which lines of a chain are asked for; what is null does not choose. Lines must fulfil all that is given.
///
/// @param action an action, or a group of them such as `agent.*`
/// @param from the earliest time, inclusive
/// @param to the latest time, exclusive
/// @param reason a part of the reason, whatever its case
public record AuditFilter(
        @Nullable String actor,
        @Nullable String action,
        @Nullable String target,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String reason) {
    private static final String GROUP = ".*";

    /// What chooses, by the names of the query parameters.
    public Map<String, Object> told() {
        Map<String, Object> told = new LinkedHashMap<>();
        put(told, "actor", actor);
        put(told, "action", action);
        put(told, "target", target);
        put(told, "from", from);
        put(told, "to", to);
        put(told, "q", reason);
        return told;
    }

    /// The conditions, each beginning with `AND`.
    String conditions() {
        return (actor == null ? "" : " AND actor = :actor")
                + (action == null ? "" : isGroup(action) ? " AND action LIKE :action" : " AND action = :action")
                + (target == null ? "" : " AND target = :target")
                + (from == null ? "" : " AND at >= :from")
                + (to == null ? "" : " AND at < :to")
                + (reason == null ? "" : " AND reason ILIKE :reason");
    }

    <S extends SqlStatement<S>> S bindTo(S statement) {
        told().forEach((name, value) -> statement.bind(name, value));
        if (action != null && isGroup(action)) {
            statement.bind("action", literal(action.substring(0, action.length() - 1)) + "%");
        }
        if (reason != null) {
            statement.bind("reason", "%" + literal(reason) + "%");
        }
        return statement;
    }

    private static boolean isGroup(String action) {
        return action.endsWith(GROUP);
    }

    /// A text that LIKE takes as it is.
    private static String literal(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    private static void put(Map<String, Object> told, String name, @Nullable Object value) {
        if (value != null) {
            told.put(name, value);
        }
    }
}
