package io.centter.control.presence;

import org.jspecify.annotations.Nullable;

/// The connections of one agent, as a chain: nearly always one.
record Link(String server, long cid, long start, @Nullable Link next) {
    static Link with(@Nullable Link links, String server, long cid, long start) {
        return new Link(server, cid, start, without(links, server, cid));
    }

    static @Nullable Link without(@Nullable Link links, String server, long cid) {
        if (links == null) {
            return null;
        }
        if (links.cid == cid && links.server.equals(server)) {
            return links.next;
        }
        return new Link(links.server, links.cid, links.start, without(links.next, server, cid));
    }

    /// Only those that began after a moment.
    static @Nullable Link after(@Nullable Link links, long moment) {
        if (links == null) {
            return null;
        }
        Link rest = after(links.next, moment);
        return links.start > moment ? new Link(links.server, links.cid, links.start, rest) : rest;
    }

    static long latestStart(@Nullable Link links) {
        long latest = 0;
        for (Link link = links; link != null; link = link.next) {
            latest = Math.max(latest, link.start);
        }
        return latest;
    }
}
