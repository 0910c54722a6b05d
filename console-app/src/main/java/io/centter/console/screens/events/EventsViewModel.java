package io.centter.console.screens.events;

import io.centter.console.desk.Past;
import io.centter.console.desk.Reading;
import io.centter.console.desk.Rows;
import io.centter.console.desk.Site;
import io.centter.console.text.Texts;
import io.centter.model.identity.AgentId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.util.Subscription;

/// The tail of what happens, or the hour before a moment of the past to which the whole picture is moved.
public final class EventsViewModel {
    /// How far back one can go.
    static final Duration REACH = Duration.ofDays(7);

    private static final Duration REST = Duration.ofMillis(300);

    private final Site site;
    private final Chronicle chronicle;
    private final Reading<List<Happening>> reading;
    private final Rows<Happening> rows;
    private final Reading<Comparison> comparison;
    private final ReadOnlyBooleanWrapper paused = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper mistake = new ReadOnlyStringWrapper("");
    private final Set<Happening.Sort> only = EnumSet.noneOf(Happening.Sort.class);
    private long turn;
    private final List<Happening> meanwhile = new ArrayList<>();
    private boolean attached;

    public EventsViewModel(Site site) {
        this.site = site;
        chronicle = new Chronicle(site.api(), site.id(), () -> site.ticker().now());
        reading = new Reading<>(site.background());
        rows = new Rows<>(reading, Happening::key, one -> one.words(name(one)));
        comparison = new Reading<>(site.background());
        site.past().atProperty().subscribe((was, now) -> {
            if (attached) {
                read();
            }
        });
    }

    public Rows<Happening> rows() {
        return rows;
    }

    Past past() {
        return site.past();
    }

    /// Whether there was more in the time that is shown.
    boolean isCut() {
        return chronicle.isCut();
    }

    /// Nothing new is shown while it is.
    ReadOnlyBooleanProperty pausedProperty() {
        return paused.getReadOnlyProperty();
    }

    /// What is wrong with what was typed; empty where nothing is.
    ReadOnlyStringProperty mistakeProperty() {
        return mistake.getReadOnlyProperty();
    }

    public Reading<Comparison> comparison() {
        return comparison;
    }

    Subscription attach() {
        attached = true;
        read();
        // What is said comes by itself; where some of it may have been missed, all is read anew.
        Subscription gaps = site.news().listen(_ -> false, this::readLive);
        Subscription tail =
                site.news().tail(batch -> hear(batch.stream().map(Happening::of).toList()));
        Subscription caughtUp = reading.busyProperty().subscribe(busy -> {
            if (!busy) {
                catchUp();
            }
        });
        return Subscription.combine(gaps, tail, caughtUp, () -> attached = false);
    }

    void pause(boolean on) {
        paused.set(on);
        readLive();
    }

    /// Shows only these sorts; all where none is chosen.
    void toggle(Happening.Sort sort) {
        if (!only.remove(sort)) {
            only.add(sort);
        }
        rows.only(one -> only.isEmpty() || only.contains(one.sort()));
    }

    /// Moves the whole picture there once a person has stopped moving; the last moments are now.
    void move(Instant moment) {
        long mine = ++turn;
        site.background().after(REST, () -> {
            if (mine == turn) {
                go(moment);
            }
        });
    }

    /// The same, so long ago.
    public void before(Duration ago) {
        move(site.ticker().now().minus(ago));
    }

    /// The same as people write it: `yesterday 14:00`.
    void go(String text) {
        moment(text).ifPresent(this::go);
    }

    public void now() {
        turn++;
        site.past().now();
    }

    /// Who was up at one of both moments only.
    public void compare(String earlier, String later) {
        Optional<Instant> one = moment(earlier);
        Optional<Instant> other = one.isEmpty() ? Optional.empty() : moment(later);
        if (one.isPresent() && other.isPresent()) {
            Instant first = one.get().isBefore(other.get()) ? one.get() : other.get();
            Instant second = one.get().isBefore(other.get()) ? other.get() : one.get();
            comparison.read(() -> Comparison.of(
                    first, Past.read(site.api(), site.id(), first), second, Past.read(site.api(), site.id(), second)));
        }
    }

    void closeComparison() {
        comparison.clear();
    }

    String name(Happening one) {
        return one.agent().map(this::name).orElse("");
    }

    private String name(AgentId agent) {
        return site.name(agent);
    }

    private void go(Instant moment) {
        Instant now = site.ticker().now();
        if (moment.isAfter(now.minusSeconds(30))) {
            site.past().now();
        } else {
            site.past().go(moment);
        }
    }

    private Optional<Instant> moment(String text) {
        Instant now = site.ticker().now();
        Optional<Instant> moment = Moments.parse(text, now, ZoneId.systemDefault());
        mistake.set(
                moment.isEmpty()
                        ? Texts.of("events.not-a-time", text)
                        : moment.get().isAfter(now.plusSeconds(1)) ? Texts.of("events.not-yet") : "");
        return mistake.get().isEmpty() ? moment : Optional.empty();
    }

    private void read() {
        Instant at = site.past().atProperty().get();
        if (at != null) {
            reading.read(() -> chronicle.until(at));
        } else {
            reading.renew(chronicle::recent);
        }
    }

    private boolean isLive() {
        return attached && !site.past().isPast() && !paused.get();
    }

    private void readLive() {
        if (isLive()) {
            reading.renew(chronicle::recent);
        }
    }

    private void hear(List<Happening> heard) {
        if (!isLive()) {
            return;
        }
        if (reading.busyProperty().get()) {
            // Where the answer does not come, no more is kept than is shown.
            meanwhile.addAll(heard);
            int tooMany = meanwhile.size() - Chronicle.MOST;
            if (tooMany > 0) {
                meanwhile.subList(0, tooMany).clear();
            }
        } else {
            reading.take(chronicle.with(heard, false));
        }
    }

    private void catchUp() {
        if (!meanwhile.isEmpty() && isLive() && reading.get() != null) {
            reading.take(chronicle.with(List.copyOf(meanwhile), true));
        }
        meanwhile.clear();
    }
}
