package io.centter.control.http;

import io.centter.model.api.MemberRole;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who may use a route. There is no route without one.
///
/// @param proofs by what a caller may prove who it is; empty for everyone
/// @param role what a person must at least be in the network of the path; null where the path names no network
/// @param open whether who proves nothing is let in too, and sees what everyone sees
/// @param peers whether on a path of an agent any agent of the same network counts, not that one alone
public record Access(Set<Proof> proofs, @Nullable MemberRole role, boolean open, boolean peers) {
    /// How a caller proves who it is.
    public enum Proof {
        /// `Authorization: Bearer` with a session.
        SESSION,
        /// `X-Agent-Key`. On a path of an agent only that agent's own key counts, on a path of a network the key of any
        /// agent in it.
        AGENT_KEY,
        /// `Authorization: Bearer` with a token that the network's authority issued to an agent; counts like that
        /// agent's key.
        AGENT_TOKEN
    }

    public Access {
        proofs = Set.copyOf(proofs);
    }

    private Access(Set<Proof> proofs, @Nullable MemberRole role) {
        this(proofs, role, proofs.isEmpty(), false);
    }

    public static Access everyone() {
        return new Access(Set.of(), null);
    }

    /// Everyone; a person or an agent who says so is known, and may see more.
    public static Access everyoneKnown() {
        return new Access(Set.of(Proof.SESSION, Proof.AGENT_KEY, Proof.AGENT_TOKEN), null, true, false);
    }

    /// Any signed-in person.
    public static Access user() {
        return new Access(Set.of(Proof.SESSION), null);
    }

    /// A member of the path's network with this role or more.
    public static Access member(MemberRole role) {
        return new Access(Set.of(Proof.SESSION), role);
    }

    /// A member with this role or more, or an agent with its key or a token.
    public static Access memberOrAgent(MemberRole role) {
        return new Access(Set.of(Proof.SESSION, Proof.AGENT_KEY, Proof.AGENT_TOKEN), role);
    }

    /// A member with this role or more, or any agent of the network of the path's agent, with its key or a token.
    public static Access memberOrPeer(MemberRole role) {
        return new Access(Set.of(Proof.SESSION, Proof.AGENT_KEY, Proof.AGENT_TOKEN), role, false, true);
    }

    /// The path's agent itself, with its key.
    public static Access agentKey() {
        return new Access(Set.of(Proof.AGENT_KEY), null);
    }
}
