package io.centter.control.user;

import io.centter.control.access.AccessSnapshots;
import io.centter.control.config.SessionConfig;
import io.centter.control.http.Authenticator;
import io.centter.control.http.Caller;
import io.centter.control.http.Origin;
import io.centter.model.api.Session;
import io.centter.model.api.UserView;
import io.centter.model.identity.IdSource;
import io.centter.model.identity.UserId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;

/// Who is signed in. A token counts while it is unexpired, was not ended by its owner, and is not older than the
/// owner's last change of password.
public final class Sessions implements Authenticator<Caller.UserCaller> {
    private final AccessSnapshots access;
    private final SessionTokens tokens;
    private final IdSource ids;
    private final InstantSource clock;
    private final Predicate<String> curators;

    /// The sessions of everyone.
    ///
    /// @param curators who looks after the marketplace, by e-mail address
    public Sessions(
            AccessSnapshots access,
            SessionConfig config,
            IdSource ids,
            InstantSource clock,
            Predicate<String> curators) {
        this.access = access;
        this.tokens = new SessionTokens(config, clock);
        this.ids = ids;
        this.clock = clock;
        this.curators = curators;
    }

    @Override
    public Caller.UserCaller authenticate(String credential, Origin origin) {
        SessionTokens.Claims claims = tokens.verify(credential);
        boolean holds = access.user(claims.user())
                .filter(user -> user.holds(claims.id(), claims.issuedAt()))
                .isPresent();
        if (!holds) {
            throw SessionTokens.invalid();
        }
        return new Caller.UserCaller(claims.user(), claims.id(), claims.ends(), origin);
    }

    Session begin(UserRow user) {
        UUID id = ids.uuid();
        Instant ends = tokens.endOfOneIssuedNow();
        return new Session(tokens.issue(user.id(), id, ends), ends, view(user));
    }

    UserView view(UserRow user) {
        return user.view(curators.test(user.email()));
    }

    /// Which sessions of this person hold was changed by a commit.
    void changed(UserId user) {
        access.changed(user);
    }

    /// Forgets ended sessions that would have expired by now.
    public int forgetExpired(Handle handle) {
        return UserSql.of(handle).forgetExpired(clock.instant());
    }
}
