package io.centter.console.session;

import io.centter.model.api.Login;
import io.centter.model.api.Session;
import io.centter.model.api.UserView;
import io.centter.sdk.rest.CentterApi;
import java.net.URI;
import java.time.Duration;

/// A person signed in at a control plane.
public final class SignedIn implements AutoCloseable {
    private final CentterApi api;
    private final UserView user;
    private final String token;

    private SignedIn(CentterApi api, UserView user, String token) {
        this.api = api;
        this.user = user;
        this.token = token;
    }

    /// Blocks; throws what the client throws.
    public static SignedIn byPassword(URI server, String email, String password) {
        CentterApi anonymous = CentterApi.at(server);
        try {
            Session session = anonymous.within(Duration.ofSeconds(10)).login(new Login(email, password));
            return new SignedIn(anonymous.signedIn(session.token()), session.user(), session.token());
        } catch (RuntimeException e) {
            anonymous.close();
            throw e;
        }
    }

    /// With the token of a session that was begun elsewhere.
    public static SignedIn byToken(URI server, String token) {
        CentterApi api = CentterApi.at(server).signedIn(token);
        try {
            return new SignedIn(api, api.within(Duration.ofSeconds(10)).me(), token);
        } catch (RuntimeException e) {
            api.close();
            throw e;
        }
    }

    /// As it was when the console was last here; nobody is asked.
    public static SignedIn again(URI server, String token, UserView user) {
        return new SignedIn(CentterApi.at(server).signedIn(token), user, token);
    }

    /// For keeping; it is as good as a password until it ends.
    public String token() {
        return token;
    }

    public CentterApi api() {
        return api;
    }

    public UserView user() {
        return user;
    }

    public URI server() {
        return api.base();
    }

    @Override
    public void close() {
        api.close();
    }
}
