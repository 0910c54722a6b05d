package io.centter.control.http;

import io.centter.control.refusal.Refused;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.InvalidValue;
import io.centter.model.identity.NetworkId;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Proves the caller by what the route takes, then asks the gate about the network or the agent of the path.
public final class Admission {
    private final Authenticator<Caller.UserCaller> sessions;
    private final Authenticator<Caller.AgentCaller> agentKeys;
    private final Authenticator<Caller.AgentCaller> agentTokens;
    private final Gate gate;

    public Admission(
            Authenticator<Caller.UserCaller> sessions,
            Authenticator<Caller.AgentCaller> agentKeys,
            Authenticator<Caller.AgentCaller> agentTokens,
            Gate gate) {
        this.sessions = sessions;
        this.agentKeys = agentKeys;
        this.agentTokens = agentTokens;
        this.gate = gate;
    }

    Caller caller(Access access, Incoming http, Origin origin) {
        if (access.proofs().isEmpty()) {
            return new Caller.Nobody(origin);
        }
        String authorization = http.header("Authorization");
        if (authorization != null && access.proofs().contains(Access.Proof.SESSION)) {
            if (!authorization.toLowerCase(Locale.ROOT).startsWith("bearer ")) {
                throw Refused.Unauthenticated.missing("session-invalid", "Send the session as Authorization: Bearer.");
            }
            String token = authorization.substring(7).strip();
            return access.proofs().contains(Access.Proof.AGENT_TOKEN) && TokenType.isAgentToken(token)
                    ? agentTokens.authenticate(token, origin)
                    : sessions.authenticate(token, origin);
        }
        String key = http.header("X-Agent-Key");
        if (key != null && access.proofs().contains(Access.Proof.AGENT_KEY)) {
            return agentKeys.authenticate(key.strip(), origin);
        }
        if (access.open()) {
            return new Caller.Nobody(origin);
        }
        throw Refused.Unauthenticated.missing("unauthenticated", wanted(access));
    }

    Call.Target target(Route.Endpoint endpoint, Access access, Caller caller, Incoming http) {
        if (endpoint.names("network")) {
            NetworkId network = network(http.pathParam("network"));
            gate.toNetwork(caller, network, access);
            return new Call.Target(network, null, null);
        }
        if (endpoint.names("agent")) {
            AgentId agent = agent(http.pathParam("agent"));
            if (!endpoint.names("team")) {
                return new Call.Target(gate.toAgent(caller, agent, access), agent, null);
            }
            // An agent in a team: the team decides, and the service looks whether the agent is in it.
            UUID team = Call.id(http.pathParam("team"));
            return new Call.Target(gate.toTeam(caller, team, access), agent, team);
        }
        if (endpoint.names("team")) {
            UUID team = Call.id(http.pathParam("team"));
            return new Call.Target(gate.toTeam(caller, team, access), null, team);
        }
        return new Call.Target(null, null, null);
    }

    private static String wanted(Access access) {
        boolean session = access.proofs().contains(Access.Proof.SESSION);
        boolean key = access.proofs().contains(Access.Proof.AGENT_KEY);
        String how = session && key
                ? "a session (Authorization: Bearer) or an agent's key (X-Agent-Key)"
                : session ? "a session (Authorization: Bearer); sign in first" : "the agent's key (X-Agent-Key)";
        return "This needs " + how + ".";
    }

    /// What cannot be an id names nothing.
    private static NetworkId network(String text) {
        try {
            return NetworkId.parse(text);
        } catch (InvalidValue _) {
            throw new Refused.NotFound();
        }
    }

    private static AgentId agent(String text) {
        try {
            return new AgentId(text);
        } catch (InvalidValue _) {
            throw new Refused.NotFound();
        }
    }

    /// The name under which a caller's idempotency keys are kept.
    static @Nullable String tenant(Caller caller) {
        return switch (caller) {
            case Caller.UserCaller user -> "user:" + user.user();
            case Caller.AgentCaller agent -> "agent:" + agent.agent();
            case Caller.Nobody _ -> null;
        };
    }
}
