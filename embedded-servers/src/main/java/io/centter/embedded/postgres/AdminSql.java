package io.centter.embedded.postgres;

import io.centter.embedded.host.ServerFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.regex.Pattern;

/// The few statements an owner of a server needs: databases come and go.
final class AdminSql {
    private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]{0,62}");
    private static final String DUPLICATE_DATABASE = "42P04";
    private static final String WRONG_PASSWORD = "28P01";

    private final Connection connection;

    private AdminSql(Connection connection) {
        this.connection = connection;
    }

    /// Some statements over one connection.
    @FunctionalInterface
    interface Work {
        void on(AdminSql sql) throws SQLException, IOException;
    }

    static void run(Database admin, Work work) {
        var properties = new Properties();
        properties.setProperty("user", admin.user());
        properties.setProperty("password", admin.password());
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("loginTimeout", "20");
        try (Connection connection = DriverManager.getConnection(admin.jdbcUrl(), properties)) {
            work.on(new AdminSql(connection));
        } catch (SQLException e) {
            if (WRONG_PASSWORD.equals(e.getSQLState())) {
                throw new ServerFailure(
                        "The embedded PostgreSQL refuses the password in its password file; was the file or the cluster replaced?",
                        e);
            }
            throw new ServerFailure("The embedded PostgreSQL refuses: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new ServerFailure("The embedded PostgreSQL cannot be checked: " + e, e);
        }
    }

    /// That we talk to the server on our own data and not to somebody else's on the same port.
    void checkServes(Path data) throws SQLException, IOException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SHOW data_directory")) {
            rows.next();
            Path served = Path.of(rows.getString(1));
            if (!served.toRealPath().equals(data.toRealPath())) {
                throw new ServerFailure("Another PostgreSQL answers on our port; it serves " + served + ".");
            }
        }
    }

    void ensure(String name) throws SQLException {
        boolean exists;
        try (var statement = connection.prepareStatement("SELECT 1 FROM pg_database WHERE datname = ?")) {
            statement.setString(1, checked(name));
            try (var rows = statement.executeQuery()) {
                exists = rows.next();
            }
        }
        if (!exists) {
            try {
                create(name, "template1");
            } catch (SQLException e) {
                if (!DUPLICATE_DATABASE.equals(e.getSQLState())) {
                    throw e;
                }
            }
        }
    }

    void create(String name, String template) throws SQLException {
        execute("CREATE DATABASE " + checked(name) + " TEMPLATE " + checked(template));
    }

    void drop(String name) throws SQLException {
        execute("DROP DATABASE IF EXISTS " + checked(name) + " WITH (FORCE)");
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String checked(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a plain database name: " + name);
        }
        return name;
    }
}
