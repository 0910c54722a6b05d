package io.centter.control.access;

import io.centter.control.db.Transactions;
import io.centter.control.refusal.Refused;
import io.centter.model.api.MemberRole;
import io.centter.model.api.NetworkStatus;
import io.centter.model.api.Plan;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.identity.UserId;
import io.centter.model.permission.Scope;
import io.centter.model.role.Role;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// Everything that rights in one network follow from. Ask [AccessSnapshots] for it anew in every request.
public final class NetworkAccess {
    /// With more changes than this, all is read again.
    private static final int MOST_CHANGES = 1_000;

    private final NetworkId id;
    private final AgentReader reader;
    private final Map<AgentId, AgentAccess> agents = new ConcurrentHashMap<>();
    private volatile NetworkFacts facts;
    private volatile long version;

    private NetworkAccess(NetworkId id, AgentReader reader, NetworkFacts facts, long version) {
        this.id = id;
        this.reader = reader;
        this.facts = facts;
        this.version = version;
    }

    /// Reads all of a network; refused as not found where there is none.
    static NetworkAccess read(Transactions transactions, NetworkId id, AgentReader reader) {
        return transactions.read(handle -> {
            // The version is read first: what changes meanwhile is read again by the next renewal.
            AccessSql.NetworkRow row = AccessSql.of(handle).network(id).orElseThrow(Refused.NotFound::new);
            NetworkAccess access = new NetworkAccess(id, reader, facts(handle, id, row, reader), row.accessVersion());
            reader.read(handle, id, null).forEach(access::put);
            return access;
        });
    }

    /// Reads what changed since.
    void renew(Transactions transactions) {
        transactions.read(handle -> {
            AccessSql sql = AccessSql.of(handle);
            AccessSql.NetworkRow row = sql.network(id).orElseThrow(Refused.NotFound::new);
            if (row.accessVersion() == version) {
                return false;
            }
            List<AccessSql.ChangeRow> changes = sql.changes(id, version, MOST_CHANGES);
            boolean whole = changes.isEmpty()
                    || changes.size() == MOST_CHANGES
                    || changes.getFirst().version() != version + 1;
            if (whole || changes.stream().anyMatch(change -> change.agentId() == null)) {
                facts = facts(handle, id, row, reader);
            }
            if (whole) {
                List<AgentAccess> all = reader.read(handle, id, null);
                agents.keySet()
                        .retainAll(all.stream()
                                .map(agent -> agent.rights().id())
                                .collect(Collectors.toCollection(HashSet::new)));
                all.forEach(this::put);
                version = row.accessVersion();
            } else {
                renew(handle, changes);
                version = changes.getLast().version();
            }
            return true;
        });
    }

    public NetworkId id() {
        return id;
    }

    public NetworkStatus status() {
        return facts.status();
    }

    public Plan plan() {
        return facts.plan();
    }

    public Optional<MemberRole> member(UserId user) {
        return Optional.ofNullable(facts.members().get(user));
    }

    public Optional<AgentAccess> agent(AgentId agent) {
        return Optional.ofNullable(agents.get(agent));
    }

    public Collection<AgentAccess> agents() {
        return Collections.unmodifiableCollection(agents.values());
    }

    /// The scopes of each role in this network.
    public Map<Role, List<Scope>> roles() {
        return facts.roles();
    }

    /// The names of the teams.
    public Map<UUID, String> teams() {
        return facts.teams();
    }

    /// All signing keys, oldest first.
    public List<AuthorityKey> keys() {
        return facts.keys();
    }

    public boolean isTokenRevoked(UUID jti) {
        return facts.revokedTokens().contains(jti);
    }

    private void renew(Handle handle, List<AccessSql.ChangeRow> changes) {
        Set<String> changed = new HashSet<>();
        for (AccessSql.ChangeRow change : changes) {
            String agent = change.agentId();
            if (agent != null) {
                changed.add(agent);
            }
        }
        if (changed.isEmpty()) {
            return;
        }
        List<AgentAccess> read = reader.read(handle, id, changed.toArray(String[]::new));
        read.forEach(this::put);
        read.forEach(agent -> changed.remove(agent.rights().id().value()));
        changed.forEach(gone -> agents.remove(new AgentId(gone)));
    }

    private void put(AgentAccess agent) {
        agents.put(agent.rights().id(), agent);
    }

    private static NetworkFacts facts(Handle handle, NetworkId id, AccessSql.NetworkRow network, AgentReader reader) {
        AccessSql sql = AccessSql.of(handle);
        Map<Role, List<Scope>> roles = new EnumMap<>(Role.class);
        for (AccessSql.RoleRow row : sql.roles(id)) {
            reader.scope(row.scope())
                    .ifPresent(scope -> roles.computeIfAbsent(row.role(), _ -> new ArrayList<>())
                            .add(scope));
        }
        return new NetworkFacts(
                NetworkStatus.valueOf(network.status().toUpperCase(Locale.ROOT)),
                Plan.valueOf(network.plan().toUpperCase(Locale.ROOT)),
                sql.members(id).stream()
                        .collect(Collectors.toMap(AccessSql.MemberRow::userId, AccessSql.MemberRow::role)),
                roles,
                sql.teams(id).stream().collect(Collectors.toMap(AccessSql.TeamRow::id, AccessSql.TeamRow::name)),
                sql.keys(id),
                Set.copyOf(sql.revokedTokens(id)));
    }
}
