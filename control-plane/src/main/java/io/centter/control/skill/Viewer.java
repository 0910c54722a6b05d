package io.centter.control.skill;

import io.centter.control.http.Caller;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Who looks at the marketplace, as far as that decides what there is to see.
///
/// @param user a person, who sees what is private to the networks that person is a member of, and all of the own
/// @param network an agent's, whose private skills it sees
public record Viewer(@Nullable UUID user, @Nullable UUID network) {
    static Viewer of(Caller caller) {
        return switch (caller) {
            case Caller.UserCaller person -> new Viewer(person.user().value(), null);
            case Caller.AgentCaller agent -> new Viewer(null, agent.network().value());
            case Caller.Nobody _ -> new Viewer(null, null);
        };
    }
}
