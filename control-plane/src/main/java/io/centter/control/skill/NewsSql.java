package io.centter.control.skill;

import io.centter.model.identity.NetworkId;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

interface NewsSql {
    /// What is still to be told.
    record Untold(Instant at, String event) {}

    static NewsSql of(Handle handle) {
        return handle.attach(NewsSql.class);
    }

    @SqlBatch("INSERT INTO skill_news (network_id, at, event) VALUES (:network, :at, CAST(:event AS jsonb))")
    void leave(List<NetworkId> network, List<String> event, Instant at);

    /// Networks that are still to be told of something.
    @SqlQuery("SELECT DISTINCT network_id FROM skill_news ORDER BY network_id")
    List<NetworkId> waiting();

    /// What a network is to be told, in the order in which it happened. It is gone with the transaction.
    @SqlQuery("""
            WITH taken AS (DELETE FROM skill_news WHERE network_id = :network RETURNING id, at, event)
            SELECT at, CAST(event AS text) AS event FROM taken ORDER BY id
            """)
    @RegisterConstructorMapper(Untold.class)
    List<Untold> take(NetworkId network);

    /// Lets go of what is for a network that is gone.
    @SqlUpdate("DELETE FROM skill_news WHERE network_id = :network")
    void forget(NetworkId network);
}
