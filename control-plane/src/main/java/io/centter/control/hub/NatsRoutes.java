package io.centter.control.hub;

import io.centter.control.http.Access;
import io.centter.control.http.Reply;
import io.centter.control.http.Router;
import io.centter.model.api.BrokerCredential;
import io.centter.model.api.IssuedCredentials;
import io.centter.model.api.MemberRole;
import io.centter.model.api.NatsAccountView;
import io.centter.model.api.NatsHealth;
import io.centter.model.api.RevokeCredentials;
import io.centter.model.api.RevokedCredentials;
import java.util.function.Supplier;

/// The broker over HTTP: is it there, and credentials for it.
final class NatsRoutes {
    private final Credentials credentials;
    private final AccountService accounts;
    private final Supplier<NatsHealth> health;

    NatsRoutes(Credentials credentials, AccountService accounts, Supplier<NatsHealth> health) {
        this.credentials = credentials;
        this.accounts = accounts;
        this.health = health;
    }

    void declare(Router router) {
        router.get("/nats/health", "Whether the control plane and the broker hear each other")
                .by(Access.everyone())
                .gives(NatsHealth.class)
                .handle(_ -> Reply.of(health.get()));
        router.get("/networks/{network}/nats/account", "What the broker should have of a network, and what it has")
                .by(Access.member(MemberRole.VIEWER))
                .gives(NatsAccountView.class)
                .handle(call -> Reply.of(accounts.get(call.network())));
        router.post(
                        "/networks/{network}/nats/account/sync",
                        "Ask the broker what it has of a network, and put it right")
                .by(Access.member(MemberRole.OPERATOR))
                .gives(NatsAccountView.class)
                .handle(call -> Reply.of(accounts.sync(call)));
        router.get("/agents/{agent}/nats/credentials", "Lists the broker credentials of an agent, latest first")
                .by(Access.member(MemberRole.VIEWER))
                .query("cursor", "limit")
                .givesPage(BrokerCredential.class)
                .handle(call -> Reply.of(credentials.list(call)));
        router.post("/agents/{agent}/nats/credentials", "Issue broker credentials for an agent; shown once")
                .by(Access.memberOrAgent(MemberRole.OPERATOR))
                .gives(201, IssuedCredentials.class)
                .handle(call -> Reply.of(credentials.issue(call.network(), call.agent(), call.caller())));
        router.delete("/agents/{agent}/nats/credentials", "Revoke all broker credentials of an agent")
                .by(Access.member(MemberRole.OPERATOR))
                .mayTake(RevokeCredentials.class)
                .gives(RevokedCredentials.class)
                .handle(call -> Reply.of(credentials.revoke(
                        call.network(), call.agent(), call.body().reason(), call.caller())));
        router.post("/networks/{network}/nats/console-credentials", "Issue short-lived, read-only credentials")
                .by(Access.member(MemberRole.VIEWER))
                .gives(201, IssuedCredentials.class)
                .handle(call -> Reply.of(credentials.issueConsole(call.network(), call.user())));
    }
}
