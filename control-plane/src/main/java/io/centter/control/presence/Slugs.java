package io.centter.control.presence;

import io.centter.model.heartbeat.Transport;
import io.centter.model.role.Role;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// Agents by slug: a table with open addressing, since a map's entries would be half as large as what they point to.
/// Written by one at a time, read without a lock.
final class Slugs {
    private static final int LEAST = 16;
    // Holds the place of one that left, so that those behind it are still found; no key is negative.
    private static final Identity LEFT = new Identity(-1, "left", Role.ASSISTANT, Transport.NATS);

    private volatile AtomicReferenceArray<@Nullable Identity> table = new AtomicReferenceArray<>(LEAST);
    private int size;
    private int used;

    /// Who has this slug; of several, while one is being renamed, any.
    @Nullable
    Identity find(String slug) {
        AtomicReferenceArray<@Nullable Identity> now = table;
        int last = now.length() - 1;
        for (int i = spread(slug) & last; ; i = (i + 1) & last) {
            Identity one = now.getAcquire(i);
            if (one == null || (isHere(one) && one.hasSlug(slug))) {
                return one;
            }
        }
    }

    void add(Identity who) {
        if ((used + 1) * 3 > table.length() * 2) {
            rebuild();
        }
        place(table, who);
        size++;
        used++;
    }

    void remove(Identity who) {
        AtomicReferenceArray<@Nullable Identity> now = table;
        int last = now.length() - 1;
        for (int i = spread(who.label()) & last; ; i = (i + 1) & last) {
            Identity one = now.getAcquire(i);
            if (one == null) {
                return;
            }
            if (isHere(one) && one.key() == who.key() && one.hasSlugOf(who)) {
                now.setRelease(i, LEFT);
                size--;
                return;
            }
        }
    }

    private void rebuild() {
        AtomicReferenceArray<@Nullable Identity> old = table;
        AtomicReferenceArray<@Nullable Identity> next =
                new AtomicReferenceArray<>(Math.max(LEAST, Integer.highestOneBit(size + 1) * 4));
        for (int i = 0; i < old.length(); i++) {
            Identity one = old.getAcquire(i);
            if (one != null && isHere(one)) {
                place(next, one);
            }
        }
        used = size;
        table = next;
    }

    private static void place(AtomicReferenceArray<@Nullable Identity> table, Identity who) {
        int last = table.length() - 1;
        int i = spread(who.label()) & last;
        while (table.getAcquire(i) != null) {
            i = (i + 1) & last;
        }
        table.setRelease(i, who);
    }

    private static boolean isHere(Identity one) {
        return one.key() >= 0;
    }

    private static int spread(String slug) {
        int hash = slug.hashCode();
        return hash ^ (hash >>> 16);
    }
}
