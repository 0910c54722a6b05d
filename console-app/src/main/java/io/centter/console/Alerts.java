package io.centter.console;

import io.centter.console.desk.News;
import io.centter.console.fleet.Fleet;
import io.centter.console.text.Texts;
import io.centter.model.event.EventData;
import io.centter.model.identity.AgentId;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.util.Subscription;

/// Picks from the news what needs a person, whatever screen is looked at.
final class Alerts {
    private final Fleet fleet;

    private Alerts(Fleet fleet) {
        this.fleet = fleet;
    }

    static Alerts of(Fleet fleet) {
        return new Alerts(fleet);
    }

    Subscription listen(News news, Consumer<String> say) {
        return news.read(event -> words(event.data()).ifPresent(say));
    }

    Optional<String> words(EventData data) {
        return Optional.ofNullable(
                switch (data) {
                    case EventData.MessageDied died -> Texts.of("alert.died", name(died.agent()));
                    case EventData.AgentLocked locked ->
                        Texts.of("alert.locked", name(locked.agent()), locked.reason());
                    case EventData.NetworkSuspended suspended -> Texts.of("alert.suspended", suspended.reason());
                    case EventData.AccountDrifted drift -> Texts.of("alert.drifted", drift.drift());
                    case EventData.AuthorityKeyRotated rotated when rotated.emergency() -> Texts.of("alert.emergency");
                    // What comes to be told of later needs nobody until it is named here.
                    default -> null;
                });
    }

    private String name(AgentId agent) {
        return fleet.row(agent).map(row -> row.get().name()).orElse(agent.value());
    }
}
