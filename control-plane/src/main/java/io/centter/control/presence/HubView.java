package io.centter.control.presence;

/// Whether the hub hears the broker, and from when on presence is unknown while it does not (in milliseconds).
record HubView(boolean connected, long unknownFrom) {
    static HubView awaySince(long unknownFrom) {
        return new HubView(false, unknownFrom);
    }

    static HubView present() {
        return new HubView(true, Long.MAX_VALUE);
    }

    boolean blind(long now) {
        return !connected && now >= unknownFrom;
    }
}
