package io.centter.control.nats;

import java.util.SortedMap;
import java.util.TreeMap;

/// What an account may use; -1 is without limit. `diskStorage` 0 means: no JetStream.
public record AccountLimits(int connections, long subscriptions, long payload, long diskStorage, int consumers) {
    /// For the hub's own accounts.
    public static final AccountLimits NONE = new AccountLimits(-1, -1, -1, 0, 0);

    private static final int STREAMS = 8;

    SortedMap<String, Object> body() {
        SortedMap<String, Object> body = new TreeMap<>();
        body.put("conn", connections);
        body.put("subs", subscriptions);
        body.put("payload", payload);
        body.put("data", -1);
        body.put("imports", -1);
        body.put("exports", -1);
        body.put("leaf", diskStorage == 0 ? -1 : 0);
        body.put("wildcards", true);
        if (diskStorage != 0) {
            body.put("mem_storage", 0);
            body.put("disk_storage", diskStorage);
            body.put("streams", STREAMS);
            body.put("consumer", consumers);
        }
        return body;
    }
}
