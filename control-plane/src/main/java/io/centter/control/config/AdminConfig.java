package io.centter.control.config;

/// Where metrics are read: loopback by default; port -1 turns it off, 0 takes a free one.
public record AdminConfig(String host, int port) {
    static AdminConfig read(Section section) {
        return new AdminConfig(section.text("host", "127.0.0.1"), section.number("port", -1, -1, 65_535));
    }

    public boolean enabled() {
        return port >= 0;
    }
}
