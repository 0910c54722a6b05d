package io.centter.control.config;

import java.time.Duration;

/// Which PostgreSQL, and how long to wait for it.
///
/// @param url `jdbc:postgresql://host:port/name`
/// @param connectTimeout how long a request waits for a connection before it is answered with 503
/// @param startTimeout how long a start waits for the database before it gives up
/// @param role what the application's connections run as, once `user` has migrated; [#NO_ROLE] for `user` itself
public record DatabaseConfig(
        String url,
        String user,
        Secret password,
        int pool,
        Duration connectTimeout,
        Duration startTimeout,
        String role) {
    /// Turns the separation off.
    public static final String NO_ROLE = "none";

    public boolean hasRole() {
        return !role.equals(NO_ROLE);
    }

    static DatabaseConfig read(Section section) {
        String url = section.optional("url");
        if (url == null) {
            section.refuse("url", "is missing; it is jdbc:postgresql://host:port/name.", "");
        } else if (!url.startsWith("jdbc:postgresql:")) {
            section.refuse("url", "is jdbc:postgresql://host:port/name.", "");
        }
        Secret password = section.secret("password");
        String role = section.text("role", "centter_app");
        if (!role.matches("[a-z_][a-z0-9_]{0,62}")) {
            section.refuse("role", "is a name of lower-case letters, digits and underscores, or none.", "");
        }
        return new DatabaseConfig(
                url == null ? "" : url,
                section.text("user", "centter"),
                password == null ? new Secret("") : password,
                section.number("pool", 10, 2, 200),
                section.duration("connect_timeout", Duration.ofSeconds(2)),
                section.duration("start_timeout", Duration.ofSeconds(60)),
                role);
    }
}
