package io.centter.control.lease;

import org.jdbi.v3.core.Handle;

/// A duty that at most one process has at a time.
public final class Duty {
    private static final long NOT_HELD = Long.MIN_VALUE;

    private final String name;
    private volatile Term term = new Term(0, NOT_HELD);

    Duty(String name) {
        this.name = name;
    }

    /// @param epoch who has had it, counted over all processes
    /// @param until on this process's own steady clock, by which it is over before the database says so
    private record Term(long epoch, long until) {}

    /// Whether this process has it now. A process that slept knows by its own clock that its time may be over.
    public boolean isMine() {
        long until = term.until();
        return until != NOT_HELD && System.nanoTime() - until < 0;
    }

    /// Inside a transaction: makes sure that nobody has taken the duty over until the transaction ends.
    ///
    /// @throws DutyLost where somebody has
    public void require(Handle handle) {
        if (LeaseSql.of(handle).isOf(name, term.epoch()).isEmpty()) {
            term = new Term(0, NOT_HELD);
            throw new DutyLost(name);
        }
    }

    /// Which holder this is, counted over all processes.
    public long epoch() {
        return term.epoch();
    }

    String name() {
        return name;
    }

    void held(long epoch, long until) {
        term = new Term(epoch, until);
    }

    void lost() {
        term = new Term(0, NOT_HELD);
    }

    @Override
    public String toString() {
        return name;
    }
}
