package io.centter.control.skill;

import io.centter.control.config.MarketConfig;
import io.centter.control.http.Caller;
import io.centter.control.refusal.Refused;
import org.jdbi.v3.core.Handle;

/// Who looks after the marketplace: people whose address stands in the configuration.
public final class Curators {
    private final MarketConfig config;

    public Curators(MarketConfig config) {
        this.config = config;
    }

    boolean is(Handle handle, Caller caller) {
        return !config.curators().isEmpty()
                && caller instanceof Caller.UserCaller person
                && PublisherSql.of(handle)
                        .email(person.user())
                        .filter(config::isCurator)
                        .isPresent();
    }

    void require(Handle handle, Caller caller) {
        if (!is(handle, caller)) {
            throw new Refused.Forbidden(
                    "not-curator",
                    "This is for curators of the marketplace, and you are none. Who runs this server says who is"
                            + " (market.curators).");
        }
    }
}
