package io.centter.console.desk;

import io.centter.console.fleet.Fleet;
import io.centter.console.fx.Background;
import io.centter.model.identity.NetworkId;
import io.centter.model.presence.PastPresence;
import io.centter.model.presence.PastSnapshot;
import io.centter.sdk.rest.CentterApi;
import io.centter.sdk.rest.MessagesApi;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// Which moment the whole picture is of: now, or one of the past, in which nothing can be changed. JavaFX thread only.
public final class Past {
    private static final int PAGE = 1000;

    private final CentterApi api;
    private final NetworkId network;
    private final Fleet fleet;
    private final Background background;
    private final Runnable returned;
    private final ReadOnlyObjectWrapper<@Nullable Instant> at = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Trouble> trouble = new ReadOnlyObjectWrapper<>();
    private long asked;

    /// Of one network.
    ///
    /// @param returned called when the picture is of now again: what was heard meanwhile was not kept
    public Past(CentterApi api, NetworkId network, Fleet fleet, Background background, Runnable returned) {
        this.api = api;
        this.network = network;
        this.fleet = fleet;
        this.background = background;
        this.returned = returned;
    }

    /// The moment that is looked at; null for now.
    public ReadOnlyObjectProperty<@Nullable Instant> atProperty() {
        return at.getReadOnlyProperty();
    }

    /// Why the picture could not be moved; it then stays where it was.
    public ReadOnlyObjectProperty<@Nullable Trouble> troubleProperty() {
        return trouble.getReadOnlyProperty();
    }

    public boolean isPast() {
        return at.get() != null;
    }

    /// Moves the whole picture to that moment, as soon as it is read.
    public void go(Instant moment) {
        long mine = ++asked;
        background.run(
                () -> read(api, network, moment),
                agents -> {
                    if (mine == asked) {
                        trouble.set(null);
                        fleet.showPast(agents);
                        at.set(moment);
                    }
                },
                e -> {
                    if (mine == asked) {
                        trouble.set(Trouble.of(e));
                    }
                });
    }

    /// Back to how it is.
    public void now() {
        asked++;
        trouble.set(null);
        if (isPast()) {
            at.set(null);
            fleet.showNow();
            returned.run();
        }
    }

    /// All agents of a network as they were; blocks.
    public static List<PastPresence> read(CentterApi api, NetworkId network, Instant moment) {
        MessagesApi past = MessagesApi.of(api);
        PastSnapshot page = past.presenceAt(network, moment, null, PAGE);
        List<PastPresence> agents = new ArrayList<>(page.agents());
        while (page.nextCursor() != null) {
            page = past.presenceAt(network, moment, page.nextCursor(), PAGE);
            agents.addAll(page.agents());
        }
        return agents;
    }
}
