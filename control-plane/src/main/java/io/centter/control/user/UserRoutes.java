package io.centter.control.user;

import io.centter.control.http.Access;
import io.centter.control.http.Reply;
import io.centter.control.http.Router;
import io.centter.model.api.Login;
import io.centter.model.api.PasswordChange;
import io.centter.model.api.Register;
import io.centter.model.api.Session;
import io.centter.model.api.UpdateMe;
import io.centter.model.api.UserView;

/// The auth group.
public final class UserRoutes {
    private final UserService users;

    public UserRoutes(UserService users) {
        this.users = users;
    }

    public void declare(Router router) {
        router.post("/auth/register", "Registers a person and signs in.")
                .by(Access.everyone())
                .takes(Register.class)
                .gives(201, Session.class)
                .limited()
                .handle(call -> Reply.of(users.register(call)));
        router.post("/auth/login", "Signs in.")
                .by(Access.everyone())
                .takes(Login.class)
                .gives(Session.class)
                .limited()
                .handle(call -> Reply.of(users.login(call)));
        router.post("/auth/logout", "Ends this session.").by(Access.user()).handle(call -> {
            users.logout(call.user());
            return Reply.none();
        });
        router.post("/auth/password", "Changes your password and ends all your other sessions.")
                .by(Access.user())
                .takes(PasswordChange.class)
                .limited()
                .handle(call -> {
                    users.changePassword(call);
                    return Reply.none();
                });
        router.get("/auth/me", "Tells who you are.")
                .by(Access.user())
                .gives(UserView.class)
                .handle(call -> Reply.of(users.me(call.user())));
        router.patch("/auth/me", "Changes your name.")
                .by(Access.user())
                .takes(UpdateMe.class)
                .gives(UserView.class)
                .handle(call -> Reply.of(users.rename(call.user(), call.body())));
    }
}
