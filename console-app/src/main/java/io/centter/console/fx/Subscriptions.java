package io.centter.console.fx;

import javafx.util.Subscription;

/// What a screen listens to while it is shown; [#close] ends all of it.
public final class Subscriptions implements AutoCloseable {
    private Subscription all = Subscription.EMPTY;

    public void add(Subscription subscription) {
        all = all.and(subscription);
    }

    @Override
    public void close() {
        all.unsubscribe();
        all = Subscription.EMPTY;
    }
}
