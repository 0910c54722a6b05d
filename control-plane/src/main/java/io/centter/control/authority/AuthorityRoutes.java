package io.centter.control.authority;

import io.centter.control.http.Access;
import io.centter.control.http.Reply;
import io.centter.control.http.Router;
import io.centter.model.api.MemberRole;
import io.centter.model.authority.AuthorityKey;
import io.centter.model.authority.IssuedToken;
import io.centter.model.authority.JwkSet;
import io.centter.model.authority.PresentedToken;
import io.centter.model.authority.RevokeToken;
import io.centter.model.authority.RevokedToken;
import io.centter.model.authority.RotateKeys;
import io.centter.model.authority.RotatedKeys;
import io.centter.model.authority.TokenRequest;
import io.centter.model.authority.TokenStatus;

/// The authority group.
final class AuthorityRoutes {
    private static final String CACHE = "public, max-age=" + Timeline.KEY_SET_AGE.toSeconds();

    private final KeyService keys;
    private final KeySets sets;
    private final TokenService tokens;
    private final Revocations revocations;

    AuthorityRoutes(KeyService keys, KeySets sets, TokenService tokens, Revocations revocations) {
        this.keys = keys;
        this.sets = sets;
        this.tokens = tokens;
        this.revocations = revocations;
    }

    void declare(Router router) {
        router.post("/networks/{network}/auth/token", "Issues a token to an agent, by its API key.")
                .by(Access.everyone())
                .takes(TokenRequest.class)
                .gives(IssuedToken.class)
                .inMemory()
                .limited()
                .handle(call -> issued(tokens.issue(call)));
        router.post("/networks/{network}/auth/introspect", "Tells whether a token is good, and for what.")
                .by(Access.memberOrAgent(MemberRole.VIEWER))
                .takes(PresentedToken.class)
                .gives(TokenStatus.class)
                .inMemory()
                .handle(call ->
                        Reply.of(tokens.status(call.network(), call.body().token())));
        router.post("/networks/{network}/auth/revoke", "Ends a token before its time, and those got with it.")
                .by(Access.memberOrAgent(MemberRole.OPERATOR))
                .takes(RevokeToken.class)
                .gives(RevokedToken.class)
                .handle(call -> Reply.of(revocations.revoke(call)));
        router.get("/networks/{network}/keys", "Lists the signing keys of a network, latest first.")
                .by(Access.member(MemberRole.VIEWER))
                .query("cursor", "limit")
                .givesPage(AuthorityKey.class)
                .handle(call -> Reply.of(keys.list(call)));
        router.post("/networks/{network}/keys/rotate", "Lets the next key sign; in an emergency ends every token.")
                .by(Access.member(MemberRole.ADMIN))
                .mayTake(RotateKeys.class)
                .idempotent()
                .gives(RotatedKeys.class)
                .handle(call -> Reply.of(keys.rotate(call)));
        router.get("/networks/{network}/jwks.json", "The public keys of a network.")
                .by(Access.everyone())
                .gives(JwkSet.class)
                .handle(call -> reply(sets.of(call.network())));
        router.get("//.well-known/jwks.json", "The public keys of all networks.")
                .by(Access.everyone())
                .gives(JwkSet.class)
                .handle(_ -> reply(sets.ofAllNetworks()));
    }

    private static Reply<JwkSet> reply(KeySets.Written set) {
        return Reply.<JwkSet>written(set.json()).with("ETag", set.etag()).with("Cache-Control", CACHE);
    }

    private static Reply<IssuedToken> issued(IssuedToken issued) {
        return issued.scopesDropped().isEmpty() ? Reply.written(TokenJson.whole(issued)) : Reply.of(issued);
    }
}
