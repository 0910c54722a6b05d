package io.centter.control.config;

import java.time.Duration;

/// Which PostgreSQL, and how long to wait for it.
///
/// @param url `jdbc:postgresql://host:port/name`
/// @param connectTimeout how long a request waits for a connection before it is answered with 503
/// @param startTimeout how long a start waits for the database before it gives up
public record DatabaseConfig(
        String url, String user, Secret password, int pool, Duration connectTimeout, Duration startTimeout) {
    static DatabaseConfig read(Section section) {
        String url = section.optional("url");
        if (url == null) {
            section.refuse("url", "is missing; it is jdbc:postgresql://host:port/name.", "");
        } else if (!url.startsWith("jdbc:postgresql:")) {
            section.refuse("url", "is jdbc:postgresql://host:port/name.", "");
        }
        Secret password = section.secret("password");
        return new DatabaseConfig(
                url == null ? "" : url,
                section.text("user", "centter"),
                password == null ? new Secret("") : password,
                section.number("pool", 10, 2, 200),
                section.duration("connect_timeout", Duration.ofSeconds(2)),
                section.duration("start_timeout", Duration.ofSeconds(60)));
    }
}
