package io.centter.console;

import io.centter.console.live.FeedSource;
import io.centter.console.screens.agent.AgentViewModel;
import io.centter.model.api.IssuedCredentials;
import io.centter.model.identity.NetworkId;
import io.centter.model.presence.PresenceSnapshot;
import io.centter.sdk.rest.CentterApi;
import java.time.Duration;

/// Where the feed and the history of an agent ask the control plane.
final class Sources {
    private Sources() {}

    static AgentViewModel.HistorySource history(CentterApi api) {
        return (agent, from, to, limit) -> new AgentViewModel.Past(
                api.agent(agent).createdAt(),
                api.presenceHistory(agent, from, to, limit).items());
    }

    static FeedSource feed(CentterApi api, NetworkId network) {
        return new FeedSource() {
            @Override
            public IssuedCredentials credentials() {
                return api.within(Duration.ofSeconds(8)).issueConsoleCredentials(network);
            }

            @Override
            public PresenceSnapshot snapshot() {
                return api.presence(network);
            }
        };
    }
}
