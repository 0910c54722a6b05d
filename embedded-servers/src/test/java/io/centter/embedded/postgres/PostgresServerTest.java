package io.centter.embedded.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centter.embedded.host.FreePorts;
import io.centter.embedded.host.ServerFailure;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerTest {
    @TempDir
    Path directory;

    @Test
    void keepsItsDataPasswordAndPortOverARestart() throws Exception {
        Database first;
        try (var server = PostgresServer.start(PostgresOptions.in(directory))) {
            first = server.ensureDatabase("centter");
            execute(first, "CREATE TABLE notes (text TEXT)");
            execute(first, "INSERT INTO notes VALUES ('kept')");
        }
        try (var server = PostgresServer.start(PostgresOptions.in(directory))) {
            assertThat(server.ensureDatabase("centter")).isEqualTo(first);
            assertThat(value(first, "SELECT text FROM notes")).isEqualTo("kept");
        }
    }

    @Test
    void keepsCommittedRowsOverAKillAndARestartOnTheSamePort() throws Exception {
        try (var server = PostgresServer.start(PostgresOptions.in(directory))) {
            Database database = server.ensureDatabase("centter");
            execute(database, "CREATE TABLE notes (text TEXT)");
            execute(database, "INSERT INTO notes VALUES ('kept')");
            long killed = server.pid();

            server.killForcibly();
            assertThat(server.isAlive()).isFalse();
            server.restart();

            assertThat(server.pid()).isNotEqualTo(killed);
            assertThat(value(database, "SELECT text FROM notes")).isEqualTo("kept");
        }
    }

    @Test
    void runsDurablyForOneHostOnly() throws Exception {
        try (var server = PostgresServer.start(PostgresOptions.in(directory))) {
            Database admin = server.admin();
            assertThat(value(admin, "SHOW fsync")).isEqualTo("on");
            assertThat(value(admin, "SHOW synchronous_commit")).isEqualTo("on");
            assertThat(value(admin, "SHOW full_page_writes")).isEqualTo("on");
            assertThat(value(admin, "SHOW data_checksums")).isEqualTo("on");
            assertThat(value(admin, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(value(admin, "SHOW unix_socket_directories")).isEmpty();
            assertThat(value(admin, "SHOW max_connections")).isEqualTo("60");
            assertThat(value(admin, "SHOW server_encoding")).isEqualTo("UTF8");
            assertThat(value(admin, "SELECT count(*) FROM pg_hba_file_rules WHERE auth_method <> 'scram-sha-256'"))
                    .isEqualTo("0");
            assertThat(admin.toString()).doesNotContain(admin.password());
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("password"))))
                .isEqualTo("rw-------");
    }

    @Test
    void refusesAWrongPassword() {
        try (var server = PostgresServer.start(fast())) {
            assertThatThrownBy(() -> DriverManager.getConnection(server.admin().jdbcUrl(), server.user(), "guess")
                            .close())
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void refusesASecondStartOnTheSameDirectory() {
        try (var server = PostgresServer.start(fast())) {
            assertThatThrownBy(() -> PostgresServer.start(fast()))
                    .isInstanceOf(ServerFailure.class)
                    .hasMessageContaining(directory.toString())
                    .hasMessageContaining("already open in this process");
            assertThat(server.isAlive()).isTrue();
        }
    }

    @Test
    void saysWhichPortIsTakenAndTakesAnotherWhenNoneWasAsked() throws Exception {
        try (var taken = new ServerSocket(FreePorts.any(), 1, InetAddress.getLoopbackAddress())) {
            Files.writeString(directory.resolve("port"), Integer.toString(taken.getLocalPort()));
            assertThatThrownBy(() -> PostgresServer.start(fast().withPort(taken.getLocalPort())))
                    .isInstanceOf(ServerFailure.class)
                    .hasMessageContaining("Port " + taken.getLocalPort());
            try (var server = PostgresServer.start(fast())) {
                assertThat(server.port()).isNotEqualTo(taken.getLocalPort()).isBetween(20_000, 32_767);
            }
        }
    }

    @Test
    void closesTwiceWithoutHarm() {
        var server = PostgresServer.start(fast());
        server.close();
        server.close();
        assertThat(server.isAlive()).isFalse();
        assertThatThrownBy(server::restart).isInstanceOf(ServerFailure.class);
    }

    private PostgresOptions fast() {
        return PostgresOptions.in(directory).fastButLosingDataOnCrash();
    }

    private static void execute(Database database, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String value(Database database, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
