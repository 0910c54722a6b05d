package io.centter.control.authority;

import io.centter.control.http.Authenticator;
import io.centter.control.http.Caller;
import io.centter.control.http.Origin;
import io.centter.control.refusal.Refused;
import io.centter.model.authority.Audience;

/// Proves agents by tokens for this API. Here a token says who its agent is and nothing of what it may; so one that is
/// used for another proves nothing.
public final class AgentTokens implements Authenticator<Caller.AgentCaller> {
    private final TokenReader reader;

    AgentTokens(TokenReader reader) {
        this.reader = reader;
    }

    @Override
    public Caller.AgentCaller authenticate(String credential, Origin origin) {
        return reader.good(credential)
                .filter(good -> good.claims().actor() == null)
                .filter(good -> good.claims()
                        .audience()
                        .equals(new Audience.Api(good.network().id())))
                .map(good -> new Caller.AgentCaller(
                        good.claims().subject(), good.network().id(), origin))
                .orElseThrow(() -> Refused.Unauthenticated.invalid(
                        "token-invalid",
                        "This token is over or not valid here. Get one whose audience is the network, such as"
                                + " urn:centter:network:<id>."));
    }
}
