package io.centter.control.user;

import io.centter.control.audit.Actor;
import io.centter.control.audit.AuditEntry;
import io.centter.control.audit.AuditLog;
import io.centter.control.audit.Refusals;
import io.centter.control.config.SessionConfig;
import io.centter.control.db.Transactions;
import io.centter.control.http.Call;
import io.centter.control.http.Caller;
import io.centter.control.http.Origin;
import io.centter.control.http.RateLimits;
import io.centter.control.refusal.Refused;
import io.centter.model.api.Login;
import io.centter.model.api.PasswordChange;
import io.centter.model.api.Register;
import io.centter.model.api.Session;
import io.centter.model.api.UpdateMe;
import io.centter.model.api.UserView;
import io.centter.model.identity.IdSource;
import io.centter.model.identity.UserId;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The rules of registration and sign-in.
public final class UserService {
    private static final Logger LOG = LoggerFactory.getLogger(UserService.class);
    /// Many people may share one address.
    private static final int ACCOUNTS_PER_ADDRESS = 10;

    private final Transactions transactions;
    private final Sessions sessions;
    private final AuditLog audit;
    private final Refusals refusals;
    private final IdSource ids;
    private final InstantSource clock;
    private final boolean openRegistration;
    private final Passwords passwords;
    private final RateLimits perAccount;
    private final RateLimits perAddress;
    private final RateLimits perPassword;

    /// What [UserService] needs of the rest.
    public record Parts(
            Transactions transactions,
            Sessions sessions,
            AuditLog audit,
            Refusals refusals,
            IdSource ids,
            InstantSource clock) {}

    public UserService(Parts parts, SessionConfig config, boolean openRegistration, SecureRandom random) {
        this.transactions = parts.transactions();
        this.sessions = parts.sessions();
        this.audit = parts.audit();
        this.refusals = parts.refusals();
        this.ids = parts.ids();
        this.clock = parts.clock();
        this.openRegistration = openRegistration;
        this.passwords = new Passwords(config.bcryptCost(), random);
        this.perAddress = RateLimits.of("address", config.loginsPerMinute() * ACCOUNTS_PER_ADDRESS);
        this.perAccount = perAddress.then("account", config.loginsPerMinute());
        this.perPassword = RateLimits.of("account", config.loginsPerMinute());
    }

    Session register(Call<Register> call) {
        Register register = call.body();
        Origin origin = call.origin();
        perAddress.require(origin.holder(), call);
        Passwords.requireGood("/password", register.password());
        requireOpen();
        String hash = passwords.hash(register.password());
        UserId id = new UserId(ids.uuid());
        return transactions.write(handle -> {
            UserSql sql = UserSql.of(handle);
            sql.lockRegistration();
            if (!openRegistration && sql.any()) {
                throw closed();
            }
            if (sql.insert(id, register.email(), register.name(), hash, now()) == 0) {
                throw new Refused.Conflict("email-taken", "Somebody is registered with this e-mail address. Sign in.");
            }
            audit.write(
                    handle,
                    AuditEntry.ofUser(actor(id, origin), "user.register", "user:" + id)
                            .change(null, Map.of("email", register.email(), "name", register.name())));
            return sessions.begin(sql.byId(id).orElseThrow());
        });
    }

    Session login(Call<Login> call) {
        Login login = call.body();
        Origin origin = call.origin();
        perAddress.require(origin.holder(), call);
        perAccount.require(login.email(), call);
        Optional<UserRow> found = transactions.read(handle -> UserSql.of(handle).byEmail(login.email()));
        if (found.isEmpty()) {
            passwords.pretend(login.password());
            throw wrong(origin, "email:" + login.email(), "unknown address");
        }
        UserRow user = found.get();
        if (!passwords.matches(login.password(), user.passwordHash())) {
            throw wrong(origin, "user:" + user.id(), "wrong password");
        }
        if (!user.active()) {
            throw wrong(origin, "user:" + user.id(), "suspended");
        }
        return transactions.write(handle -> {
            UserSql.of(handle).signedIn(user.id(), now());
            audit.write(handle, AuditEntry.ofUser(actor(user.id(), origin), "user.login", "user:" + user.id()));
            return sessions.begin(user);
        });
    }

    void logout(Caller.UserCaller caller) {
        transactions.write(handle -> {
            int revoked = UserSql.of(handle).revoke(caller.session(), caller.user(), caller.sessionEnds(), now());
            audit.write(handle, AuditEntry.ofUser(Actor.of(caller), "user.logout", "user:" + caller.user()));
            return revoked;
        });
        sessions.changed(caller.user());
    }

    void changePassword(Call<PasswordChange> call) {
        Caller.UserCaller caller = call.user();
        PasswordChange change = call.body();
        perPassword.require(caller.user().toString(), call);
        Passwords.requireGood("/new_password", change.newPassword());
        UserRow user = row(caller);
        if (!passwords.matches(change.currentPassword(), user.passwordHash())) {
            refusals.note(AuditEntry.ofUser(Actor.of(caller), "user.password-refused", "user:" + caller.user())
                    .because("wrong password"));
            throw Refused.Invalid.field(
                    "wrong-password", "/current_password", "This is not your current password; nothing was changed.");
        }
        String hash = passwords.hash(change.newPassword());
        transactions.write(handle -> {
            UserSql.of(handle).changePassword(caller.user(), hash, caller.session(), now());
            audit.write(handle, AuditEntry.ofUser(Actor.of(caller), "user.password-change", "user:" + caller.user()));
            return true;
        });
        sessions.changed(caller.user());
    }

    UserView me(Caller.UserCaller caller) {
        return sessions.view(row(caller));
    }

    UserView rename(Caller.UserCaller caller, UpdateMe update) {
        return transactions.write(handle -> {
            UserSql sql = UserSql.of(handle);
            UserRow before = sql.byId(caller.user()).orElseThrow(SessionTokens::invalid);
            sql.rename(caller.user(), update.name(), now());
            audit.write(
                    handle,
                    AuditEntry.ofUser(Actor.of(caller), "user.update", "user:" + caller.user())
                            .change(Map.of("name", before.name()), Map.of("name", update.name())));
            return sessions.view(sql.byId(caller.user()).orElseThrow());
        });
    }

    /// Asked before the costly hash; asked again under the lock.
    private void requireOpen() {
        if (!openRegistration && transactions.read(handle -> UserSql.of(handle).any())) {
            throw closed();
        }
    }

    private static Refused closed() {
        return new Refused.Forbidden(
                "registration-closed",
                "Registration is closed here. Whoever runs this server can open it (http.open_registration).");
    }

    private UserRow row(Caller.UserCaller caller) {
        return transactions.read(
                handle -> UserSql.of(handle).byId(caller.user()).orElseThrow(SessionTokens::invalid));
    }

    /// The same answer for every cause; the audit log has the cause.
    private Refused wrong(Origin origin, String target, String cause) {
        LOG.info("login refused ip={}", origin.ip());
        Actor nobody = new Actor("nobody", origin.ip(), origin.traceId());
        refusals.note(AuditEntry.ofUser(nobody, "user.login-refused", target).because(cause));
        return Refused.Unauthenticated.missing("wrong-credentials", "The e-mail address or the password is wrong.");
    }

    private static Actor actor(UserId user, Origin origin) {
        return new Actor("user:" + user, origin.ip(), origin.traceId());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
