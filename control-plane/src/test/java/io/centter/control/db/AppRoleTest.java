package io.centter.control.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.centter.control.TestPlane;
import io.centter.control.config.Config;
import io.centter.control.config.ConfigRefused;
import io.centter.embedded.SharedServers;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AppRoleTest {
    private static io.centter.embedded.postgres.Database empty;
    private static Database database;

    @BeforeAll
    static void start() {
        empty = SharedServers.createDatabase();
        database = open(Map.of());
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @Test
    void theApplicationRunsAsItsRole() {
        assertThat(text(database, "SELECT current_user")).isEqualTo("centter_app");
        assertThat(text(database, "SELECT session_user")).isEqualTo(empty.user());
    }

    @Test
    void theApplicationMayNotChangeOrCutItsAuditLog() {
        for (String attempt : List.of(
                "UPDATE audit_log SET actor = 'somebody'",
                "DELETE FROM audit_log",
                "TRUNCATE audit_log",
                "ALTER TABLE audit_log DISABLE TRIGGER USER",
                "DROP TABLE audit_log",
                "DELETE FROM audit_chains",
                "TRUNCATE audit_chains",
                "DELETE FROM flyway_schema_history",
                "CREATE TABLE mine (id int)")) {
            UnableToExecuteStatementException refused = catchThrowableOfType(
                    UnableToExecuteStatementException.class,
                    () -> database.transaction(handle -> handle.execute(attempt)));
            assertThat(refused).as(attempt).isNotNull();
            assertThat(Database.sqlState(refused)).as(attempt).isEqualTo("42501");
            assertThat(refused).as(attempt).hasMessageNotContaining("append-only");
        }
    }

    @Test
    void theEndOfAChainOnlyMovesOnEvenForTheOwner() {
        Jdbi owner = Jdbi.create(empty.jdbcUrl(), empty.user(), empty.password());
        owner.useHandle(handle -> handle.execute("INSERT INTO audit_chains VALUES ('steps', 5, '')"));

        for (String attempt : List.of(
                "UPDATE audit_chains SET seq = 4 WHERE chain = 'steps'",
                "UPDATE audit_chains SET seq = 7, chain = 'other' WHERE chain = 'steps'",
                "UPDATE audit_chains SET head = 'x' WHERE chain = 'steps'",
                "DELETE FROM audit_chains WHERE chain = 'steps'",
                "TRUNCATE audit_chains")) {
            assertThatThrownBy(() -> owner.useHandle(handle -> handle.execute(attempt)))
                    .as(attempt)
                    .isInstanceOf(UnableToExecuteStatementException.class);
        }
    }

    @Test
    void aUserWhoMayNotMakeTheRoleIsToldWhatADbaRuns() {
        io.centter.embedded.postgres.Database theirs = ownedBy("plain_owner");
        Map<String, String> settings =
                Map.of("db.user", "plain_owner", "db.password", "plain password", "db.role", "app_of_plain");

        assertThatThrownBy(() -> open(theirs, settings))
                .isInstanceOf(ConfigRefused.class)
                .hasMessageContaining("CREATE ROLE \"app_of_plain\" NOLOGIN;")
                .hasMessageContaining("GRANT \"app_of_plain\" TO \"plain_owner\";")
                .hasMessageContaining("docs/operations.md")
                .hasMessageNotContaining("plain password");

        Jdbi dba = Jdbi.create(theirs.jdbcUrl(), theirs.user(), theirs.password());
        dba.useHandle(handle -> handle.execute("CREATE ROLE app_of_plain NOLOGIN"));
        assertThatThrownBy(() -> open(theirs, settings))
                .isInstanceOf(ConfigRefused.class)
                .hasMessageNotContaining("CREATE ROLE");
        dba.useHandle(handle -> handle.execute("GRANT app_of_plain TO plain_owner"));
        try (TestPlane plane = TestPlane.start(theirs, settings, InstantSource.system())) {
            assertThat(plane.person("a@example.com")
                            .post("/networks", Map.of("name", "Acme"))
                            .status())
                    .isEqualTo(201);
        }
        try (Database asPlain = open(theirs, settings)) {
            assertThat(text(asPlain, "SELECT current_user")).isEqualTo("app_of_plain");
        }
    }

    @Test
    void aUserWhoMayMakeRolesNeedsNoDba() {
        io.centter.embedded.postgres.Database theirs = ownedBy("role_maker");
        Jdbi.create(theirs.jdbcUrl(), theirs.user(), theirs.password())
                .useHandle(handle -> handle.execute("ALTER ROLE role_maker CREATEROLE"));

        try (Database made =
                open(theirs, Map.of("db.user", "role_maker", "db.password", "plain password", "db.role", "app_made"))) {
            assertThat(text(made, "SELECT current_user")).isEqualTo("app_made");
        }
    }

    @Test
    void aRoleThatGuardsNothingIsRefused() {
        assertThatThrownBy(() -> open(Map.of("db.role", empty.user())))
                .isInstanceOf(ConfigRefused.class)
                .hasMessageContaining("held back from nothing");
        assertThatThrownBy(() -> open(Map.of("db.role", "Robert'); --")))
                .isInstanceOf(ConfigRefused.class)
                .hasMessageContaining("db.role");
    }

    @Test
    void aGrantToEverybodyIsFoundAtTheStart() {
        io.centter.embedded.postgres.Database other = SharedServers.createDatabase();
        open(other, Map.of()).close();
        Jdbi.create(other.jdbcUrl(), other.user(), other.password())
                .useHandle(handle -> handle.execute("GRANT DELETE ON audit_log TO PUBLIC"));

        assertThatThrownBy(() -> open(other, Map.of()))
                .isInstanceOf(ConfigRefused.class)
                .hasMessageContaining("may DELETE audit_log");
    }

    @Test
    void withoutARoleTheUserItselfRuns() {
        try (Database without = open(SharedServers.createDatabase(), Map.of("db.role", "none"))) {
            assertThat(text(without, "SELECT current_user")).isEqualTo(empty.user());
        }
    }

    @Test
    void manyDatabasesOfOneServerMakeTheSameRoleAtOnce() throws Exception {
        List<io.centter.embedded.postgres.Database> databases = java.util.stream.Stream.generate(
                        SharedServers::createDatabase)
                .limit(6)
                .toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            List<Callable<String>> starts = databases.stream()
                    .map(one -> (Callable<String>) () -> {
                        try (Database opened = open(one, Map.of("db.role", "app_of_many"))) {
                            return text(opened, "SELECT current_user");
                        }
                    })
                    .toList();
            for (Future<String> started : threads.invokeAll(starts)) {
                assertThat(started.get()).isEqualTo("app_of_many");
            }
        }
    }

    private static Database open(Map<String, String> settings) {
        return open(empty, settings);
    }

    private static Database open(io.centter.embedded.postgres.Database where, Map<String, String> settings) {
        Database opened =
                new Database(Config.of(TestPlane.settings(where, settings)).db());
        try {
            opened.start();
            return opened;
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    /// A database whose owner is a plain user of the server.
    private static io.centter.embedded.postgres.Database ownedBy(String user) {
        io.centter.embedded.postgres.Database made = SharedServers.createDatabase();
        Jdbi.create(made.jdbcUrl(), made.user(), made.password()).useHandle(handle -> {
            handle.execute("CREATE ROLE " + user + " LOGIN PASSWORD 'plain password'");
            handle.execute("ALTER DATABASE " + made.name() + " OWNER TO " + user);
        });
        return made;
    }

    private static String text(Database database, String query) {
        return database.read(
                handle -> handle.createQuery(query).mapTo(String.class).one());
    }
}
