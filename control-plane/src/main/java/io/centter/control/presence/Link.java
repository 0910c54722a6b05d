package io.centter.control.presence;

import org.jspecify.annotations.Nullable;

/// The connections of one agent, as a chain: nearly always one.
///
/// @param start when it began, by the server's clock: before its handshake
/// @param heard when the hub last knew of it, by its own clock
record Link(
        String server,
        long cid,
        long start,
        long heard,
        @Nullable Link next) {
    static Link with(@Nullable Link links, String server, long cid, long start, long heard) {
        return new Link(server, cid, start, heard, without(links, server, cid));
    }

    static @Nullable Link without(@Nullable Link links, String server, long cid) {
        if (links == null) {
            return null;
        }
        if (links.cid == cid && links.server.equals(server)) {
            return links.next;
        }
        return new Link(links.server, links.cid, links.start, links.heard, without(links.next, server, cid));
    }

    /// Only those that the hub heard of at a moment or later.
    static @Nullable Link after(@Nullable Link links, long moment) {
        if (links == null) {
            return null;
        }
        Link rest = after(links.next, moment);
        return links.heard >= moment ? new Link(links.server, links.cid, links.start, links.heard, rest) : rest;
    }

    static long latestStart(@Nullable Link links) {
        long latest = 0;
        for (Link link = links; link != null; link = link.next) {
            latest = Math.max(latest, link.start);
        }
        return latest;
    }
}
