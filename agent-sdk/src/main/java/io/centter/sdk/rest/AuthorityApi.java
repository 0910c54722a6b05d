package io.centter.sdk.rest;

import io.centter.model.api.Page;
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
import io.centter.model.identity.NetworkId;
import org.jspecify.annotations.Nullable;

/// The part of the API that deals with tokens and the keys that sign them. It fails as [CentterApi] does.
public final class AuthorityApi {
    private final CentterApi api;

    private AuthorityApi(CentterApi api) {
        this.api = api;
    }

    /// Over the same connections, as the same caller.
    public static AuthorityApi of(CentterApi api) {
        return new AuthorityApi(api);
    }

    /// As anyone: the request proves who asks.
    public IssuedToken issue(NetworkId network, TokenRequest request) {
        return ask(Call.post(path(network) + "/auth/token").body(request), IssuedToken.class);
    }

    /// Whether a token is good, and what is left of it.
    public TokenStatus introspect(NetworkId network, String token) {
        return ask(Call.post(path(network) + "/auth/introspect").body(new PresentedToken(token)), TokenStatus.class);
    }

    public RevokedToken revoke(NetworkId network, RevokeToken revoke) {
        return ask(Call.post(path(network) + "/auth/revoke").body(revoke), RevokedToken.class);
    }

    /// Latest first.
    public Page<AuthorityKey> keys(NetworkId network, @Nullable String cursor, int limit) {
        Call call = Call.get(path(network) + "/keys").query("cursor", cursor).query("limit", limit);
        return api.http.askPage(call, api.credential, AuthorityKey.class);
    }

    public RotatedKeys rotateKeys(NetworkId network, RotateKeys rotate) {
        return ask(
                Call.post(path(network) + "/keys/rotate")
                        .body(rotate)
                        .idempotent(api.ids.uuid().toString()),
                RotatedKeys.class);
    }

    /// As anyone.
    public JwkSet keySet(NetworkId network) {
        return ask(Call.get(path(network) + "/jwks.json"), JwkSet.class);
    }

    private <T> T ask(Call call, Class<T> type) {
        return api.http.ask(call, api.credential, type);
    }

    private static String path(NetworkId network) {
        return "/api/v1/networks/" + network;
    }
}
