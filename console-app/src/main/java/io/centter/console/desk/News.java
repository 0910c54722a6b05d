package io.centter.console.desk;

import io.centter.model.event.EventData;
import io.centter.model.event.HubEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.util.Subscription;

/// What the hub says of the network, for the screens that it concerns. JavaFX thread only.
public final class News {
    private record Ear(Predicate<EventData> concerned, Runnable changed) {}

    private record Reader(Consumer<HubEvent> told) {}

    private record Wait(Predicate<EventData> wanted, Consumer<HubEvent> heard) {}

    private final List<Ear> ears = new ArrayList<>();
    private final List<Reader> readers = new ArrayList<>();
    private final List<Wait> waits = new ArrayList<>();
    private final List<Consumer<List<Heard>>> tails = new ArrayList<>();
    private volatile boolean tailed;

    /// Calls `changed` once for each batch that holds something of concern, and when something may have been missed.
    public Subscription listen(Predicate<EventData> concerned, Runnable changed) {
        Ear ear = new Ear(concerned, changed);
        ears.add(ear);
        return () -> ears.remove(ear);
    }

    /// Calls `told` for each event.
    public Subscription read(Consumer<HubEvent> told) {
        Reader reader = new Reader(told);
        readers.add(reader);
        return () -> readers.remove(reader);
    }

    /// Calls `heard` with all that is said, in batches.
    public Subscription tail(Consumer<List<Heard>> heard) {
        tails.add(heard);
        tailed = true;
        return () -> {
            tails.remove(heard);
            tailed = !tails.isEmpty();
        };
    }

    /// Whether anybody wants to hear all that is said; any thread may ask.
    public boolean isTailed() {
        return tailed;
    }

    /// What was said, in any order.
    public void told(List<Heard> batch) {
        List<Heard> ordered = new ArrayList<>(batch);
        ordered.sort(Comparator.comparingLong(Heard::number));
        List.copyOf(tails).forEach(tail -> tail.accept(ordered));
    }

    /// Calls `heard` for the first such event from now on.
    public Subscription await(Predicate<EventData> wanted, Consumer<HubEvent> heard) {
        Wait wait = new Wait(wanted, heard);
        waits.add(wait);
        return () -> waits.remove(wait);
    }

    /// What came, in any order.
    public void tell(List<HubEvent> batch) {
        List<HubEvent> ordered = new ArrayList<>(batch);
        ordered.sort(Comparator.comparingLong(HubEvent::seq));
        for (Reader reader : List.copyOf(readers)) {
            ordered.forEach(reader.told());
        }
        for (Ear ear : List.copyOf(ears)) {
            if (ordered.stream().anyMatch(event -> ear.concerned().test(event.data()))) {
                ear.changed().run();
            }
        }
        for (Wait wait : List.copyOf(waits)) {
            ordered.stream()
                    .filter(event -> wait.wanted().test(event.data()))
                    .findFirst()
                    .ifPresent(event -> {
                        if (waits.remove(wait)) {
                            wait.heard().accept(event);
                        }
                    });
        }
    }

    /// Events may have been missed: everything that is shown is read anew.
    public void missed() {
        List.copyOf(ears).forEach(ear -> ear.changed().run());
    }
}
