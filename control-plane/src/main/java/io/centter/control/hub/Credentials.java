package io.centter.control.hub;

import io.centter.control.audit.Actor;
import io.centter.control.audit.AuditEntry;
import io.centter.control.config.NatsConfig;
import io.centter.control.ground.Ground;
import io.centter.control.http.Call;
import io.centter.control.http.Caller;
import io.centter.control.http.Paging;
import io.centter.control.nats.ClaimsSigner;
import io.centter.control.nats.CredsFile;
import io.centter.control.nats.NatsKey;
import io.centter.control.nats.UserClaims;
import io.centter.control.network.Rights;
import io.centter.control.refusal.Refused;
import io.centter.model.api.BrokerCredential;
import io.centter.model.api.IssuedCredentials;
import io.centter.model.api.MemberRole;
import io.centter.model.api.Page;
import io.centter.model.api.RevokedCredentials;
import io.centter.model.event.EventData;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.identity.UserId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Credentials of agents and consoles: short-lived, with a new key each time, recorded, revocable.
final class Credentials {
    private static final Logger LOG = LoggerFactory.getLogger(Credentials.class);
    private static final Duration RETRY = Duration.ofSeconds(2);
    // The broker reads no longer line when a client connects, and the rest of that line needs room too.
    private static final int MOST_OF_A_LINE = 3_700;
    // A clock that was set back further than this would issue what a revocation already covers.
    private static final long CLOCK_SLACK_SECONDS = 5;
    private static final List<String> BEFORE_ALL = List.of(Long.toString(Long.MAX_VALUE), "");

    /// What [Credentials] needs of the rest.
    record Parts(Ground ground, Accounts accounts, Inboxes inboxes, HubLink link) {}

    private final Parts parts;
    private final NatsConfig config;
    private final Ground ground;

    Credentials(Parts parts, NatsConfig config) {
        this.parts = parts;
        this.config = config;
        this.ground = parts.ground();
    }

    /// For an agent, which can connect with them at once: its account and its inbox are there when this returns.
    IssuedCredentials issue(NetworkId network, AgentId agent, Caller caller) {
        // Before anything is made for it: an inbox of nobody would stay.
        AgentGrants _ = ground.transactions().read(handle -> requireAgent(handle, network, agent));
        prepare(network, List.of(agent));
        try {
            return issueIn(network, agent, caller);
        } catch (Refused.NotFound e) {
            removeOrphan(network, agent);
            throw e;
        }
    }

    /// What an agent has, and what it had until a while ago, the latest first.
    Page<BrokerCredential> list(Call<?> call) {
        NetworkId network = call.network();
        AgentId agent = call.agent();
        Paging paging = ground.cursors().paging("credentials:" + agent, call, 50, 200);
        List<String> after = paging.after().isEmpty() ? BEFORE_ALL : paging.after();
        List<CredentialSql.Line> found = ground.transactions()
                .read(handle -> CredentialSql.of(handle)
                        .list(network, agent, Long.parseLong(after.getFirst()), after.getLast(), paging.wanted()));
        Instant now = ground.clock().instant();
        return paging.pageBy(found, line -> List.of(Long.toString(line.iat()), line.userKey()))
                .map(line -> line.at(now));
    }

    /// Takes the inbox away that was made while the agent was being deleted.
    private void removeOrphan(NetworkId network, AgentId agent) {
        if (!ground.transactions().read(handle -> CredentialSql.of(handle).lives(network, agent))) {
            try {
                parts.inboxes().remove(network, agent);
            } catch (BrokerAway e) {
                LOG.warn("inbox=left network={} agent={} reason={}", network, agent, e.getMessage());
            }
        }
    }

    private AgentGrants requireAgent(Handle handle, NetworkId network, AgentId agent) {
        Instant now = ground.clock().instant();
        AgentGrants grants = AgentGrants.of(handle, network, agent, now).orElseThrow(Refused.NotFound::new);
        if (CredentialSql.of(handle).isLocked(network, agent, now)) {
            throw new Refused.Forbidden(
                    "agent-locked", "This agent is locked; somebody who runs its network can unlock it.");
        }
        return grants;
    }

    private IssuedCredentials issueIn(NetworkId network, AgentId agent, Caller caller) {
        NatsKey user = NatsKey.newUser(ground.random());
        Instant now = now();
        return ground.transactions().inNetwork(network, handle -> {
            requireOperator(handle, caller, network, agent);
            CredentialSql sql = CredentialSql.of(handle);
            AgentGrants grants = requireAgent(handle, network, agent);
            if (now.getEpochSecond() + CLOCK_SLACK_SECONDS < sql.lastIssue(network, agent)) {
                throw new Refused.Unavailable(
                        "clock-went-back", "The server's clock went back; nothing was issued. Set it right.", RETRY);
            }
            Minted minted = new Minted(network, agent.value(), grants.name(), now, end(now, grants.until()));
            sql.insert(minted.issued(user, grants));
            ground.audit()
                    .write(
                            handle,
                            AuditEntry.of(network, Actor.of(caller), "credentials.issue", "agent:" + agent)
                                    .change(null, Map.of("user", user.publicKey(), "expires_at", minted.expiresAt())));
            ground.outbox()
                    .event(
                            handle,
                            network,
                            new EventData.CredentialsIssued(agent, user.publicKey(), minted.expiresAt()));
            return answer(minted, user, ofAgent(minted, user, grants));
        });
    }

    /// For a console of this person: it may listen and ask, and nothing else.
    IssuedCredentials issueConsole(NetworkId network, Caller.UserCaller caller) {
        prepare(network, List.of());
        NatsKey user = NatsKey.newUser(ground.random());
        byte[] token = new byte[6];
        ground.random().nextBytes(token);
        String name = "console-" + HexFormat.of().formatHex(token);
        Instant now = now();
        Instant full = now.plus(config.consoleLifetime());
        Instant ends = full.isBefore(caller.sessionEnds())
                ? full
                : caller.sessionEnds().truncatedTo(ChronoUnit.SECONDS);
        Minted minted = new Minted(network, name, NetworkAccount.CONSOLE, now, ends);
        return ground.transactions().inNetwork(network, handle -> {
            Rights.require(handle, caller, network, MemberRole.VIEWER);
            CredentialSql.of(handle).insert(minted.issued(user, caller.user()));
            ground.audit()
                    .write(
                            handle,
                            AuditEntry.of(
                                            network,
                                            Actor.of(caller),
                                            "console-credentials.issue",
                                            "user:" + caller.user())
                                    .change(null, Map.of("user", user.publicKey(), "expires_at", ends)));
            AccountKeys keys = parts.accounts().keys(network);
            String jwt = sign(
                    keys.roleSigner(NetworkAccount.CONSOLE),
                    minted,
                    UserClaims.scoped(user.publicKey(), name, keys.account()));
            return answer(minted, user, jwt);
        });
    }

    /// Revokes all that an agent has. The database denies at once; the broker is told before this returns, or, where it
    /// is away, when it is back.
    RevokedCredentials revoke(NetworkId network, AgentId agent, @Nullable String reason, Caller caller) {
        int revoked =
                ground.transactions().inNetwork(network, handle -> revokeIn(handle, network, agent, reason, caller));
        try {
            if (parts.link().isUp()) {
                return new RevokedCredentials(
                        revoked, "applied", parts.accounts().sync(network));
            }
        } catch (BrokerAway _) {
            // The outbox goes on with it.
        }
        return new RevokedCredentials(revoked, "pending", List.of());
    }

    private int revokeIn(Handle handle, NetworkId network, AgentId agent, @Nullable String reason, Caller caller) {
        requireOperator(handle, caller, network, agent);
        List<String> users = CredentialSql.of(handle)
                .revokeAll(network, agent, reason, ground.clock().instant());
        if (users.isEmpty()) {
            return 0;
        }
        handle.createUpdate("UPDATE networks SET authz_version = authz_version + 1 WHERE id = :network")
                .bind("network", network)
                .execute();
        ground.audit()
                .write(
                        handle,
                        AuditEntry.of(network, Actor.of(caller), "credentials.revoke", "agent:" + agent)
                                .change(Map.of("users", users), null)
                                .because(reason));
        for (String user : users) {
            ground.outbox().event(handle, network, new EventData.CredentialsRevoked(agent, user, reason));
        }
        ground.outbox().work(handle, network, MeshCarrier.SYNC_ACCOUNT, Map.of());
        return users.size();
    }

    /// Asks again under the network's lock: since the request came in, the person may have been removed.
    private static void requireOperator(Handle handle, Caller caller, NetworkId network, AgentId agent) {
        switch (caller) {
            case Caller.UserCaller user -> Rights.require(handle, user, network, MemberRole.OPERATOR);
            case Caller.AgentCaller own -> {
                if (!own.agent().equals(agent) || !own.network().equals(network)) {
                    throw new Refused.NotFound();
                }
            }
            case Caller.Nobody _ -> throw new Refused.NotFound();
        }
    }

    private void prepare(NetworkId network, List<AgentId> agents) {
        if (!parts.link().isUp()) {
            throw away();
        }
        if (parts.accounts().isSuspended(network)) {
            throw new Refused.Forbidden(
                    "network-suspended", "This network is suspended: nobody may connect to it until it is resumed.");
        }
        try {
            parts.accounts().sync(network);
            if (!agents.isEmpty()) {
                parts.inboxes().ensure(network, agents);
            }
        } catch (TooFewServers e) {
            throw new Refused.Unavailable("too-few-servers", e.getMessage(), RETRY);
        } catch (BrokerAway _) {
            throw away();
        }
    }

    private static Refused.Unavailable away() {
        return new Refused.Unavailable(
                "hub-unavailable",
                "The broker is away, so nothing was issued. Everything else works; try again.",
                RETRY);
    }

    /// Rights that follow from roles are the template of the roles' signing key; rights of its own are written into the
    /// JWT itself, which the account's own signing key signs.
    private String ofAgent(Minted minted, NatsKey user, AgentGrants grants) {
        AccountKeys keys = parts.accounts().keys(minted.network());
        if (!grants.rights().own()) {
            return sign(
                    keys.roleSigner(minted.rights()),
                    minted,
                    UserClaims.scoped(user.publicKey(), minted.name(), keys.account()));
        }
        UserClaims own = new UserClaims(
                user.publicKey(),
                minted.name(),
                keys.account(),
                grants.rights().grants().of(minted.name()),
                NetworkAccount.AGENT_PAYLOAD);
        String jwt = sign(keys.signer(), minted, own);
        if (jwt.length() > MOST_OF_A_LINE) {
            throw new Refused.Limit(
                    "too-many-subjects",
                    "What this agent was given by hand is more subjects than the broker takes in one credential;"
                            + " end some grants, or use a wider one, or a role.",
                    null);
        }
        return jwt;
    }

    private static String sign(NatsKey signer, Minted minted, UserClaims claims) {
        return new ClaimsSigner(signer).sign(claims, minted.issuedAt(), minted.expiresAt());
    }

    private IssuedCredentials answer(Minted minted, NatsKey user, String jwt) {
        return new IssuedCredentials(
                CredsFile.text(jwt, user),
                user.publicKey(),
                minted.name(),
                minted.expiresAt(),
                config.publicUrls(),
                config.websocketUrls());
    }

    private Instant end(Instant now, @Nullable Instant until) {
        Instant full = now.plus(config.userLifetime());
        return until == null || until.isAfter(full) ? full : until;
    }

    private Instant now() {
        return ground.clock().instant().truncatedTo(ChronoUnit.SECONDS);
    }

    private record Minted(NetworkId network, String name, String rights, Instant issuedAt, Instant expiresAt) {
        CredentialSql.Issued issued(NatsKey user, UserId person) {
            return issued(user, null, person, null);
        }

        CredentialSql.Issued issued(NatsKey user, AgentGrants grants) {
            @Nullable
            String own = grants.rights().own()
                    ? StaleCredentials.text(grants.rights().grants())
                    : null;
            return issued(user, grants.agent(), null, own);
        }

        private CredentialSql.Issued issued(
                NatsKey user, @Nullable AgentId agent, @Nullable UserId person, @Nullable String grants) {
            return new CredentialSql.Issued(
                    user.publicKey(),
                    network,
                    name,
                    rights,
                    agent,
                    person,
                    grants,
                    issuedAt.getEpochSecond(),
                    issuedAt,
                    expiresAt);
        }
    }
}
