package io.centter.console.shell;

import io.centter.console.live.Link;
import io.centter.console.text.Texts;
import io.centter.console.text.Times;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/// How the console is connected, the two ways told apart, and how old the picture is.
public final class ConnectionViewModel {
    /// A connection that comes back at once is not worth a word.
    private static final Duration PATIENCE = Duration.ofMillis(1500);

    private final InstantSource clock;
    private final ReadOnlyObjectWrapper<Link> http;
    private final ReadOnlyObjectWrapper<Link> nats;
    private final ReadOnlyObjectWrapper<@Nullable Instant> current = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper hubHears = new ReadOnlyBooleanWrapper(true);
    private final ReadOnlyBooleanWrapper stale = new ReadOnlyBooleanWrapper();
    private @Nullable Instant past;
    private final ReadOnlyStringWrapper age = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper notice = new ReadOnlyStringWrapper("");

    public ConnectionViewModel(InstantSource clock) {
        this.clock = clock;
        http = new ReadOnlyObjectWrapper<>(Link.off(clock.instant()));
        nats = new ReadOnlyObjectWrapper<>(Link.off(clock.instant()));
    }

    public ReadOnlyObjectProperty<Link> httpProperty() {
        return http.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Link> natsProperty() {
        return nats.getReadOnlyProperty();
    }

    /// Whether what is shown may no longer be so.
    public ReadOnlyBooleanProperty staleProperty() {
        return stale.getReadOnlyProperty();
    }

    /// `live`, how old the picture is, or which moment of the past it shows.
    public ReadOnlyStringProperty ageProperty() {
        return age.getReadOnlyProperty();
    }

    /// What a person should know; empty while all is well.
    public ReadOnlyStringProperty noticeProperty() {
        return notice.getReadOnlyProperty();
    }

    public void http(Link link) {
        http.set(link);
        tick();
    }

    public void nats(Link link) {
        nats.set(link);
        tick();
    }

    public void current(Instant at) {
        current.set(at);
        tick();
    }

    /// Until when the picture was right; null while there is none.
    public @Nullable Instant currentAt() {
        return current.get();
    }

    /// Another picture begins: nothing of it is known yet.
    public void restart() {
        current.set(null);
        nats.set(Link.off(clock.instant()));
        hubHears.set(true);
        tick();
    }

    /// The moment of the past that is looked at; null for now.
    public void past(@Nullable Instant moment) {
        past = moment;
        tick();
    }

    /// Whether the control plane itself hears the broker.
    public void hubHears(boolean hears) {
        hubHears.set(hears);
        tick();
    }

    /// Once a second, and on every change.
    public void tick() {
        Instant now = clock.instant();
        Instant right = current.get();
        stale.set(right != null && !nats.get().isUp());
        age.set(age(right, now));
        notice.set(notice(right, now));
    }

    private String age(@Nullable Instant right, Instant now) {
        if (past != null) {
            return Texts.of("link.past", Times.moment(past, now, ZoneId.systemDefault()));
        }
        if (right == null) {
            return nats.get().isUp() ? Texts.of("link.loading") : Texts.of("link.connecting");
        }
        boolean fresh = nats.get().isUp() && Duration.between(right, now).compareTo(Duration.ofSeconds(8)) < 0;
        return fresh ? Texts.of("link.live") : Texts.of("link.old", Times.ago(right, now));
    }

    private String notice(@Nullable Instant right, Instant now) {
        Link broker = nats.get();
        Link api = http.get();
        boolean brokerAway = isAway(broker, now);
        boolean apiAway = isAway(api, now);
        if (brokerAway) {
            String what = Texts.of(apiAway ? "notice.both" : "notice.nats", Times.ago(broker.since(), now));
            String next = broker.nextAttempt() == null || !broker.nextAttempt().isAfter(now)
                    ? Texts.of("notice.trying")
                    : Texts.of("notice.next", Times.ago(now, broker.nextAttempt()));
            String asOf = right == null
                    ? ""
                    : " " + Texts.of("notice.as-of", Times.moment(right, now, ZoneId.systemDefault()));
            return what + asOf + " " + next;
        }
        if (apiAway) {
            return Texts.of("notice.http", Times.ago(api.since(), now));
        }
        return hubHears.get() ? "" : Texts.of("notice.hub");
    }

    private static boolean isAway(Link link, Instant now) {
        boolean down = link.state() == Link.State.DOWN || link.state() == Link.State.CONNECTING;
        return down && Duration.between(link.since(), now).compareTo(PATIENCE) > 0;
    }
}
