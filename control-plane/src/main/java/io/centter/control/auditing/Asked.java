package io.centter.control.auditing;

import io.centter.control.audit.AuditFilter;
import io.centter.control.audit.AuditHead;
import io.centter.control.http.Call;
import io.centter.control.refusal.Refused;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads what a caller asks of the audit log.
final class Asked {
    private static final Pattern ACTION = Pattern.compile("[a-z0-9-]+(\\.[a-z0-9-]+)*(\\.\\*)?");
    private static final int MAX_TEXT = 300;

    private Asked() {}

    static AuditFilter filter(Call<?> call) {
        String action = text(call, "action");
        if (action != null && !ACTION.matcher(action).matches()) {
            throw Refused.Invalid.field(
                    "invalid-value", "action", "action is one such as agent.create, or a group such as agent.*.");
        }
        return new AuditFilter(
                text(call, "actor"),
                action,
                text(call, "target"),
                call.queryInstant("from").orElse(null),
                call.queryInstant("to").orElse(null),
                text(call, "q"));
    }

    static ExportFormat format(Call<?> call) {
        String name = call.query("format").orElse("csv");
        return ExportFormat.named(name)
                .orElseThrow(() -> Refused.Invalid.field("invalid-value", "format", "format is csv or jsonl."));
    }

    /// An end of the chain that the caller kept, as an export or a check told it.
    static Optional<AuditHead> kept(Call<?> call) {
        return call.query("kept")
                .map(
                        text -> AuditHead.parse(text)
                                .orElseThrow(
                                        () -> Refused.Invalid.field(
                                                "invalid-value",
                                                "kept",
                                                "kept is the number of a line and its hash, such as 120:9f86… with 64 hex characters.")));
    }

    private static @Nullable String text(Call<?> call, String parameter) {
        return call.query(parameter)
                .map(text -> {
                    if (text.isBlank()
                            || text.length() > MAX_TEXT
                            || text.chars().anyMatch(Character::isISOControl)) {
                        throw Refused.Invalid.field(
                                "invalid-value",
                                parameter,
                                parameter + " has 1 to " + MAX_TEXT + " characters in one line; or leave it out.");
                    }
                    return text;
                })
                .orElse(null);
    }
}
