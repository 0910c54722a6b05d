package io.centter.console.screens.agent;

import io.centter.console.text.Texts;
import io.centter.model.message.ControlOrder;
import java.util.Locale;
import java.util.Optional;

/// What can be done with agents, in the order in which it is offered.
public enum AgentAct {
    DRAIN("fth-log-out", true),
    PAUSE("fth-pause", true),
    RESUME("fth-play", true),
    RELOAD("fth-refresh-cw", true),
    JOIN_TEAM("fth-users", true),
    GRANT("fth-plus-circle", true),
    REVOKE("fth-minus-circle", true),
    ISSUE_CREDENTIALS("fth-file-plus", false),
    ROTATE_KEY("fth-key", false),
    REVOKE_CREDENTIALS("fth-slash", true),
    LOCK("fth-lock", true),
    UNLOCK("fth-unlock", true),
    CHANGE("fth-edit-2", false),
    DELETE("fth-trash-2", true);

    private final String icon;
    private final boolean many;

    AgentAct(String icon, boolean many) {
        this.icon = icon;
        this.many = many;
    }

    public String icon() {
        return icon;
    }

    /// Whether it is done with many as well as with one.
    public boolean takesMany() {
        return many;
    }

    public String words() {
        return Texts.word("act", this);
    }

    /// Of one agent, or of so many.
    public String words(int count, String agent) {
        String key = "act." + name().toLowerCase(Locale.ROOT);
        return count == 1 ? Texts.of(key + "-one", agent) : Texts.of(key + "-many", count);
    }

    Optional<ControlOrder.Command> order() {
        return switch (this) {
            case DRAIN -> Optional.of(ControlOrder.Command.DRAIN);
            case PAUSE -> Optional.of(ControlOrder.Command.PAUSE);
            case RESUME -> Optional.of(ControlOrder.Command.RESUME);
            case RELOAD -> Optional.of(ControlOrder.Command.RELOAD);
            case JOIN_TEAM,
                    GRANT,
                    REVOKE,
                    ISSUE_CREDENTIALS,
                    ROTATE_KEY,
                    REVOKE_CREDENTIALS,
                    LOCK,
                    UNLOCK,
                    CHANGE,
                    DELETE -> Optional.empty();
        };
    }

    /// Whether a person says why.
    boolean wantsReason() {
        return switch (this) {
            case DRAIN, PAUSE, RESUME, RELOAD, GRANT, REVOKE, REVOKE_CREDENTIALS, LOCK, UNLOCK -> true;
            case JOIN_TEAM, ISSUE_CREDENTIALS, ROTATE_KEY, CHANGE, DELETE -> false;
        };
    }
}
