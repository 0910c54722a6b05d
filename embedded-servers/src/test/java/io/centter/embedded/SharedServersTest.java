package io.centter.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.centter.embedded.postgres.Database;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class SharedServersTest {
    @Test
    void givesEachAskerItsOwnCopyOfATemplate() throws Exception {
        Database template = SharedServers.createDatabase();
        execute(template, "CREATE TABLE notes (text TEXT)");
        Database first = SharedServers.createDatabase(template);
        Database second = SharedServers.createDatabase(template);

        execute(first, "INSERT INTO notes VALUES ('only here')");

        assertThat(first).isNotEqualTo(second);
        assertThat(count(first)).isEqualTo(1);
        assertThat(count(second)).isZero();
        SharedServers.postgres().dropDatabase(second.name());
        SharedServers.postgres().dropDatabase(second.name());
    }

    private static void execute(Database database, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int count(Database database) throws SQLException {
        try (var connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT count(*) FROM notes")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
