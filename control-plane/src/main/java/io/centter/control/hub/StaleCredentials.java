package io.centter.control.hub;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.centter.control.audit.Actor;
import io.centter.control.audit.AuditEntry;
import io.centter.control.ground.Ground;
import io.centter.control.refusal.Refused;
import io.centter.model.event.EventData;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.permission.BrokerRights;
import io.centter.model.permission.Scope;
import io.centter.model.role.Role;
import io.centter.model.role.SubjectGrants;
import io.centter.model.wire.Wire;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/// Ends credentials that say more than their agent may now, or anything of which that is not known. The agent fetches
/// new
/// ones by its key. Those that say less are left: who has no key goes on with them, who has one is told to fetch better
/// ones.
final class StaleCredentials {
    private static final String WHY = "its rights changed";

    private final Ground ground;

    StaleCredentials(Ground ground) {
        this.ground = ground;
    }

    /// What became of credentials that say something else than what holds.
    ///
    /// @param ended how many say too much
    /// @param outgrown agents with some that say too little
    record Outcome(int ended, List<AgentId> outgrown) {
        static final Outcome NOTHING = new Outcome(0, List.of());
    }

    /// Those of one agent.
    Outcome end(NetworkId network, AgentId agent) {
        return end(
                network,
                handle -> AgentGrants.of(handle, network, agent, now()).stream().toList());
    }

    /// Those of all agents of a network.
    Outcome endAll(NetworkId network) {
        return end(network, handle -> AgentGrants.ofHolders(handle, network, now()));
    }

    /// What credentials say, in the words in which they are kept.
    static String text(SubjectGrants grants) {
        try {
            return Wire.strict().writeValueAsString(grants);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("grants are plain texts", e);
        }
    }

    private Outcome end(NetworkId network, Function<Handle, List<AgentGrants>> current) {
        // Mostly there are none, and then nobody's lock is needed.
        Outcome seen = ground.transactions().read(handle -> look(handle, network, current.apply(handle)));
        if (seen.ended() == 0) {
            return seen;
        }
        try {
            return ground.transactions().inNetwork(network, handle -> {
                List<AgentGrants> all = current.apply(handle);
                all.forEach(one -> end(handle, network, one));
                return new Outcome(seen.ended(), look(handle, network, all).outgrown());
            });
        } catch (Refused.NotFound _) {
            // The network is being deleted, and its account with it.
            return Outcome.NOTHING;
        }
    }

    private Outcome look(Handle handle, NetworkId network, List<AgentGrants> all) {
        int tooMuch = 0;
        List<AgentId> outgrown = new ArrayList<>();
        for (AgentGrants one : all) {
            List<CredentialSql.Said> others = CredentialSql.of(handle).others(network, one.agent(), one.name(), now());
            int ends =
                    others.isEmpty() ? 0 : tooMuch(handle, network, one, others).size();
            tooMuch += ends;
            if (others.size() > ends) {
                outgrown.add(one.agent());
            }
        }
        return new Outcome(tooMuch, outgrown);
    }

    private static List<String> tooMuch(
            Handle handle, NetworkId network, AgentGrants now, List<CredentialSql.Said> others) {
        Map<Role, List<Scope>> scopes = AgentGrants.scopesOf(RightsSql.of(handle), network);
        return others.stream()
                .filter(one -> !said(one, scopes)
                        .map(grants -> now.rights().grants().cover(grants))
                        .orElse(false))
                .map(CredentialSql.Said::userKey)
                .toList();
    }

    /// Credentials of roles say what the template of these roles says now; all others what was written into them.
    private static Optional<SubjectGrants> said(CredentialSql.Said one, Map<Role, List<Scope>> scopes) {
        if (one.grants() != null) {
            try {
                return Optional.of(Wire.tolerant().readValue(one.grants(), SubjectGrants.class));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("the grants of " + one.userKey() + " cannot be read", e);
            }
        }
        if (one.role().contains("#")) {
            return Optional.empty();
        }
        EnumSet<Role> roles = EnumSet.noneOf(Role.class);
        for (String word : one.role().split("\\+", -1)) {
            roles.add(Role.valueOf(word.toUpperCase(Locale.ROOT)));
        }
        return Optional.of(BrokerRights.ofRoles(roles, scopes));
    }

    private void end(Handle handle, NetworkId network, AgentGrants grants) {
        CredentialSql sql = CredentialSql.of(handle);
        List<String> users =
                tooMuch(handle, network, grants, sql.others(network, grants.agent(), grants.name(), now()));
        if (users.isEmpty()) {
            return;
        }
        sql.revoke(network, users.toArray(String[]::new), WHY, now());
        for (String user : users) {
            ground.outbox().event(handle, network, new EventData.CredentialsRevoked(grants.agent(), user, WHY));
        }
        ground.audit()
                .write(
                        handle,
                        AuditEntry.of(network, Actor.hub(), "credentials.revoke", "agent:" + grants.agent())
                                .change(Map.of("users", users), Map.of("rights", grants.name()))
                                .because(WHY));
    }

    private Instant now() {
        return ground.now();
    }
}
