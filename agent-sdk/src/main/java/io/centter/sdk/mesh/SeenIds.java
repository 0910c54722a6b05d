package io.centter.sdk.mesh;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/// The message ids of late: at least once becomes once, as far back as the window reaches.
final class SeenIds {
    /// What is known of an id.
    enum Sight {
        NEW,
        IN_HAND,
        DONE
    }

    private final Map<UUID, Boolean> doneById;

    SeenIds(int window) {
        doneById = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<UUID, Boolean> eldest) {
                return size() > window;
            }
        };
    }

    synchronized Sight begin(UUID id) {
        Boolean done = doneById.putIfAbsent(id, false);
        if (done == null) {
            return Sight.NEW;
        }
        return done ? Sight.DONE : Sight.IN_HAND;
    }

    synchronized void done(UUID id) {
        doneById.put(id, true);
    }

    /// It will come again.
    synchronized void forget(UUID id) {
        doneById.remove(id);
    }
}
