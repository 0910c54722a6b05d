package io.centter.control.user;

import io.centter.model.identity.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

@RegisterConstructorMapper(UserRow.class)
interface UserSql {
    static UserSql of(Handle handle) {
        return handle.attach(UserSql.class);
    }

    @SqlUpdate("""
            INSERT INTO users (id, email, name, password_hash, sessions_valid_from, created_at, updated_at)
            VALUES (:id, :email, :name, :hash, :now, :now, :now) ON CONFLICT (email) DO NOTHING
            """)
    int insert(UserId id, String email, String name, String hash, Instant now);

    @SqlQuery("SELECT EXISTS (SELECT 1 FROM users)")
    boolean any();

    /// Makes registrations wait for each other until the transaction ends.
    @SqlQuery("SELECT 1 FROM pg_advisory_xact_lock(hashtextextended('centter.first-user', 0))")
    int lockRegistration();

    @SqlQuery("SELECT id, email, name, password_hash, status, created_at FROM users WHERE email = :email")
    Optional<UserRow> byEmail(String email);

    @SqlQuery("SELECT id, email, name, password_hash, status, created_at FROM users WHERE id = :id")
    Optional<UserRow> byId(UserId id);

    @SqlUpdate("UPDATE users SET last_login_at = :now WHERE id = :id")
    void signedIn(UserId id, Instant now);

    @SqlUpdate("""
            INSERT INTO revoked_tokens (jti, user_id, expires_at, revoked_at) VALUES (:session, :user, :ends, :now)
            ON CONFLICT DO NOTHING
            """)
    int revoke(UUID session, UserId user, Instant ends, Instant now);

    @SqlUpdate("""
            UPDATE users SET password_hash = :hash, sessions_valid_from = :now, kept_session = :session, updated_at = :now,
                version = version + 1
            WHERE id = :id
            """)
    void changePassword(UserId id, String hash, UUID session, Instant now);

    @SqlUpdate("UPDATE users SET name = :name, updated_at = :now, version = version + 1 WHERE id = :id")
    void rename(UserId id, String name, Instant now);

    @SqlUpdate("DELETE FROM revoked_tokens WHERE expires_at < :now")
    int forgetExpired(Instant now);
}
