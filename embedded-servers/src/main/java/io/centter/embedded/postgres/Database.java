package io.centter.embedded.postgres;

/// How to reach one database.
public record Database(String name, String jdbcUrl, String user, String password) {
    @Override
    public String toString() {
        return "Database[" + jdbcUrl + ", user=" + user + ", password=***]";
    }
}
