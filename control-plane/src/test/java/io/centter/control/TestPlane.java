package io.centter.control;

import io.centter.control.config.Config;
import io.centter.embedded.SharedServers;
import io.centter.embedded.postgres.Database;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/// A started control plane on a database of its own, without a broker.
public final class TestPlane implements AutoCloseable {
    private final Database database;
    private final ControlPlane plane;

    private TestPlane(Database database, ControlPlane plane) {
        this.database = database;
        this.plane = plane;
    }

    public static TestPlane start() {
        return start(Map.of());
    }

    /// With settings that differ from those of a test.
    public static TestPlane start(Map<String, String> settings) {
        return start(SharedServers.createDatabase(), settings, InstantSource.system());
    }

    public static TestPlane start(Database database, Map<String, String> settings, InstantSource clock) {
        ControlPlane plane = ControlPlane.open(Config.of(settings(database, settings)), clock, new SecureRandom());
        plane.start();
        return new TestPlane(database, plane);
    }

    public static Map<String, String> settings(Database database, Map<String, String> others) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "http.port", "0",
                "http.open_registration", "true",
                "db.url", database.jdbcUrl(),
                "db.user", database.user(),
                "db.password", database.password(),
                "db.pool", "4",
                "session.secret", "a secret for tests, longer than 32 characters",
                "session.bcrypt_cost", "4",
                "session.logins_per_minute", "1000",
                "seal.key", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="));
        settings.putAll(others);
        return settings;
    }

    public ControlPlane plane() {
        return plane;
    }

    public Api api() {
        return new Api(plane.url(), Map.of());
    }

    /// Registers a person and gives the API as that person.
    public Api person(String email) {
        Api.Answer session = api().post(
                        "/auth/register",
                        Map.of("email", email, "password", "correct horse battery", "name", "Somebody"));
        return api().as(session.text("token"));
    }

    /// The database itself, to look behind the API.
    public Jdbi sql() {
        return Jdbi.create(database.jdbcUrl(), database.user(), database.password());
    }

    public Database database() {
        return database;
    }

    @Override
    public void close() {
        plane.close();
    }
}
