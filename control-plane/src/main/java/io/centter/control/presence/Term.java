package io.centter.control.presence;

/// One word by which agents are found, and how many have it. Written under the network's lock, read without it.
final class Term {
    private final int id;
    private final String name;
    private volatile int agents;
    private volatile boolean gone;

    Term(int id, String name) {
        this.id = id;
        this.name = name;
    }

    int id() {
        return id;
    }

    String name() {
        return name;
    }

    int agents() {
        return agents;
    }

    /// No agent has it any more, and its id may be another term's by now: what was found by it does not count.
    boolean isGone() {
        return gone;
    }

    void add(int more) {
        int now = agents + more;
        agents = now;
    }

    void end() {
        gone = true;
    }
}
