package io.centter.control.hub;

import io.centter.model.identity.AgentId;
import io.centter.model.identity.InvalidValue;
import io.centter.model.identity.NetworkId;
import io.centter.model.permission.BrokerRights;
import io.centter.model.permission.Scope;
import io.centter.model.role.Role;
import io.centter.model.role.SubjectGrants;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What one agent may at the broker now, as the database says.
///
/// @param until when the first of its grants ends; credentials end no later, so that the broker needs nobody to end it
record AgentGrants(
        AgentId agent, BrokerRights rights, @Nullable Instant until) {
    private static final Logger LOG = LoggerFactory.getLogger(AgentGrants.class);
    private static final int DIGEST = 12;

    /// One agent; empty where there is none.
    static Optional<AgentGrants> of(Handle handle, NetworkId network, AgentId agent, Instant now) {
        RightsSql sql = RightsSql.of(handle);
        return sql.agent(network, agent, now).stream().findFirst().map(facts -> of(facts, scopesOf(sql, network)));
    }

    /// All agents with credentials that are good.
    static List<AgentGrants> ofHolders(Handle handle, NetworkId network, Instant now) {
        RightsSql sql = RightsSql.of(handle);
        Map<Role, List<Scope>> scopes = scopesOf(sql, network);
        return sql.holders(network, now).stream()
                .map(facts -> of(facts, scopes))
                .toList();
    }

    /// What each role brings in a network.
    static Map<Role, List<Scope>> scopesOf(RightsSql sql, NetworkId network) {
        Map<Role, List<Scope>> scopes = new EnumMap<>(Role.class);
        for (RightsSql.RoleScope row : sql.roleScopes(network)) {
            scope(row.scope())
                    .ifPresent(scope -> scopes.computeIfAbsent(row.role(), _ -> new ArrayList<>())
                            .add(scope));
        }
        return scopes;
    }

    /// The sets of several roles that agents of a network have, or have credentials of.
    static Set<Set<Role>> roleSets(RightsSql sql, NetworkId network, Instant now) {
        Set<Set<Role>> sets = new HashSet<>();
        List<String> all = new ArrayList<>(sql.roleSets(network));
        all.addAll(sql.roleSetsIssued(network, now));
        for (String names : all) {
            EnumSet<Role> roles = EnumSet.noneOf(Role.class);
            for (String name : names.split(",", -1)) {
                roles.add(role(name));
            }
            sets.add(roles);
        }
        return sets;
    }

    /// Names these rights in the record of credentials: those of another name say something else than holds now.
    /// What agents share by their roles changes at the broker without new credentials, so the roles name it.
    /// Rights of its own are in the credentials, and so in the name.
    String name() {
        String roles = BrokerRights.name(rights.roles());
        return rights.own() ? roles + "#" + digest(rights.grants()) : roles;
    }

    private static AgentGrants of(RightsSql.AgentFacts facts, Map<Role, List<Scope>> scopes) {
        EnumSet<Role> roles = EnumSet.of(facts.role());
        facts.teamRoles().forEach(name -> roles.add(role(name)));
        List<Scope> granted = new ArrayList<>();
        facts.skillScopes().forEach(text -> scope(text).ifPresent(granted::add));
        List<Scope> revoked = new ArrayList<>();
        Instant until = null;
        for (String text : facts.manual()) {
            String[] words = text.split(" ", 3);
            Scope scope = scope(words[2]).orElse(null);
            if (scope == null) {
                continue;
            }
            boolean grant = words[0].equals("grant");
            (grant ? granted : revoked).add(scope);
            long ends = Long.parseLong(words[1]);
            if (grant && ends > 0 && BrokerRights.brings(scope)) {
                Instant end = Instant.ofEpochSecond(ends);
                until = until == null || end.isBefore(until) ? end : until;
            }
        }
        return new AgentGrants(facts.id(), BrokerRights.of(roles, scopes, granted, revoked), until);
    }

    private static Role role(String name) {
        return Role.valueOf(name.toUpperCase(Locale.ROOT));
    }

    // What cannot be read grants nothing; who holds more by it is not let in with it.
    private static Optional<Scope> scope(String text) {
        try {
            return Optional.of(Scope.parse(text));
        } catch (InvalidValue e) {
            LOG.error("scope=unreadable text=\"{}\"", text);
            return Optional.empty();
        }
    }

    private static String digest(SubjectGrants grants) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(grants.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, DIGEST);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }
}
