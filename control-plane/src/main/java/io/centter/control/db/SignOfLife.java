package io.centter.control.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;

/// Shows the others on the same database that this process lives, by a lock that ends with a connection: when the
/// process
/// is killed, they know at once. One that is stopped or cut off still seems to live, and is waited for.
public final class SignOfLife {
    private final String name;
    private final RandomGenerator random;

    /// @param name of this process among all
    public SignOfLife(String name, RandomGenerator random) {
        this.name = name;
        this.random = random;
    }

    /// Shown for as long as this connection lives. The lock is another one each time, since the connection before may
    /// seem to live on for a while.
    void show(Connection connection) throws SQLException {
        long alive = random.nextLong();
        try (PreparedStatement lock = connection.prepareStatement("SELECT pg_advisory_lock(?)");
                PreparedStatement note = connection.prepareStatement("""
                        INSERT INTO planes (name, alive, since) VALUES (?, ?, now())
                        ON CONFLICT (name) DO UPDATE SET alive = excluded.alive, since = excluded.since
                        """)) {
            lock.setLong(1, alive);
            lock.execute();
            note.setString(1, name);
            note.setLong(2, alive);
            note.execute();
        }
    }

    /// Forgets processes that ended.
    public static int forgetGone(Handle handle) {
        return handle.execute("DELETE FROM planes WHERE since < now() - interval '1 hour' AND plane_is_gone(name)");
    }
}
