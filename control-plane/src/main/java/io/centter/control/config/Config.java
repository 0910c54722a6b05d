package io.centter.control.config;

import java.util.Base64;
import java.util.Map;

/// Every setting of the control plane, checked.
public record Config(Serving serving, DatabaseConfig db, Secrets secrets, NatsConfig nats, Rules rules, LogConfig log) {

    /// In the place of what embedded servers will say.
    private static final Map<String, String> STAND_INS = Map.of(
            "db.url", "jdbc:postgresql:embedded",
            "session.secret", "-".repeat(32),
            "seal.key", Base64.getEncoder().encodeToString(new byte[32]));

    /// Where it listens.
    public record Serving(HttpConfig http, AdminConfig admin) {}

    /// What it signs and seals with.
    public record Secrets(SessionConfig session, SealConfig seal, AuthorityConfig authority) {}

    /// What holds for whom and when.
    public record Rules(PresenceConfig presence, MarketConfig market, AuditConfig audit) {}

    public HttpConfig http() {
        return serving.http();
    }

    public AdminConfig admin() {
        return serving.admin();
    }

    public SessionConfig session() {
        return secrets.session();
    }

    public SealConfig seal() {
        return secrets.seal();
    }

    public AuthorityConfig authority() {
        return secrets.authority();
    }

    public PresenceConfig presence() {
        return rules.presence();
    }

    public MarketConfig market() {
        return rules.market();
    }

    public AuditConfig audit() {
        return rules.audit();
    }

    /// Reads all sections. All mistakes are named in one [ConfigRefused].
    public static Config read(Settings settings) {
        Config config = new Config(
                new Serving(HttpConfig.read(settings.section("http")), AdminConfig.read(settings.section("admin"))),
                DatabaseConfig.read(settings.section("db")),
                new Secrets(
                        SessionConfig.read(settings.section("session")),
                        SealConfig.read(settings.section("seal")),
                        AuthorityConfig.read(settings.section("authority"))),
                NatsConfig.read(settings.section("nats")),
                new Rules(
                        PresenceConfig.read(settings.section("presence")),
                        MarketConfig.read(settings.section("market")),
                        AuditConfig.read(settings.section("audit"))),
                LogConfig.read(settings.section("log")));
        EmbeddedConfig.read(settings.section("embedded"));
        settings.check();
        return config;
    }

    /// The embedded section. Everything else that is set is checked first, as if the servers were there already: a
    /// wrong
    /// setting must stop the start before anything is started.
    public static EmbeddedConfig embedded(Settings settings) {
        read(settings.over(STAND_INS));
        return EmbeddedConfig.read(settings.section("embedded"));
    }

    /// The log section alone: it is needed before anything is said.
    public static LogConfig log(Settings settings) {
        return LogConfig.read(settings.section("log"));
    }

    /// Settings that a program gives, as `section.key` → text.
    public static Config of(Map<String, String> values) {
        return read(Settings.given(values));
    }
}
