package io.centter.control.access;

import io.centter.control.db.Notifications;
import io.centter.control.db.Transactions;
import io.centter.control.refusal.Refused;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.InvalidValue;
import io.centter.model.identity.NetworkId;
import io.centter.model.identity.UserId;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The rights of all networks and people that were asked for, each current as of the question.
public final class AccessSnapshots implements Notifications.Listener {
    /// What the database tells changes on.
    public static final String CHANNEL = "centter_access";

    private static final int MOST_KEYS = 1_000_000;
    private static final Duration CHANGES_KEPT = Duration.ofHours(1);

    private final Transactions transactions;
    private final BooleanSupplier heard;
    private final InstantSource clock;
    private final AgentReader reader = new AgentReader();
    private final Map<NetworkId, Kept<NetworkAccess>> networks = new ConcurrentHashMap<>();
    private final Map<UserId, Kept<UserAccess>> users = new ConcurrentHashMap<>();
    // Where agents and teams live never changes, so a wrong entry is only one that is gone.
    private final Map<AgentId, NetworkId> homes = new ConcurrentHashMap<>();
    private final Map<UUID, NetworkId> teams = new ConcurrentHashMap<>();
    private final Map<ByteBuffer, AgentId> keys = new ConcurrentHashMap<>();

    /// One agent and its network.
    public record Found(NetworkAccess network, AgentAccess agent) {}

    /// Empty snapshots.
    ///
    /// @param heard whether changes by other processes are heard now
    public AccessSnapshots(Transactions transactions, BooleanSupplier heard, InstantSource clock) {
        this.transactions = transactions;
        this.heard = heard;
        this.clock = clock;
    }

    /// The network's rights; refused as not found where there is no such network.
    public NetworkAccess of(NetworkId network) {
        Kept<NetworkAccess> kept = networks.computeIfAbsent(network, this::keep);
        try {
            return kept.get();
        } catch (Refused.NotFound e) {
            networks.remove(network, kept);
            throw e;
        }
    }

    /// Whether [#of] answers without asking the database.
    public boolean isReady(NetworkId network) {
        Kept<NetworkAccess> kept = networks.get(network);
        return kept != null && kept.isReady();
    }

    /// The person's sessions, where there is such a person.
    public Optional<UserAccess> user(UserId user) {
        Kept<UserAccess> kept = users.computeIfAbsent(user, this::keep);
        try {
            return Optional.of(kept.get());
        } catch (Refused.NotFound _) {
            users.remove(user, kept);
            return Optional.empty();
        }
    }

    public boolean isReady(UserId user) {
        Kept<UserAccess> kept = users.get(user);
        return kept != null && kept.isReady();
    }

    /// An agent that is not deleted.
    public Optional<Found> agent(AgentId agent) {
        return home(agent).flatMap(home -> find(home, agent));
    }

    /// Whether [#agent] answers without asking the database.
    public boolean isReady(AgentId agent) {
        NetworkId home = homes.get(agent);
        return home != null && isReady(home);
    }

    /// The agent whose key has this hash and is good now.
    public Optional<Found> byKey(byte[] hash) {
        Instant now = clock.instant();
        ByteBuffer name = ByteBuffer.wrap(hash);
        AgentId known = keys.get(name);
        if (known != null) {
            Optional<Found> found = agent(known).filter(one -> one.agent().keyMatches(hash, now));
            if (found.isPresent()) {
                return found;
            }
            keys.remove(name, known);
        }
        for (AgentId owner : transactions.read(handle -> AccessSql.of(handle).byKey(hash))) {
            Optional<Found> found = agent(owner).filter(one -> one.agent().keyMatches(hash, now));
            if (found.isPresent()) {
                if (keys.size() >= MOST_KEYS) {
                    keys.clear();
                }
                keys.put(ByteBuffer.wrap(hash.clone()), owner);
                return found;
            }
        }
        return Optional.empty();
    }

    /// Whether [#byKey] answers without asking the database.
    public boolean isKeyReady(byte[] hash) {
        AgentId known = keys.get(ByteBuffer.wrap(hash));
        return known != null && isReady(known);
    }

    /// The network of a team.
    public Optional<NetworkAccess> ofTeam(UUID team) {
        NetworkId home = teams.get(team);
        if (home == null) {
            home = transactions
                    .read(handle -> AccessSql.of(handle).networkOfTeam(team))
                    .orElse(null);
        }
        if (home == null) {
            return Optional.empty();
        }
        Optional<NetworkAccess> network =
                existing(home).filter(one -> one.teams().containsKey(team));
        if (network.isPresent()) {
            teams.put(team, home);
        } else {
            teams.remove(team);
        }
        return network;
    }

    /// A change of this network was committed here.
    public void changed(NetworkId network) {
        Kept<NetworkAccess> kept = networks.get(network);
        if (kept != null) {
            kept.changed();
        }
    }

    /// A change of this person's sessions was committed here.
    public void changed(UserId user) {
        Kept<UserAccess> kept = users.get(user);
        if (kept != null) {
            kept.changed();
        }
    }

    @Override
    public void told(String payload) {
        int colon = payload.indexOf(':');
        try {
            String id = payload.substring(colon + 1);
            switch (payload.substring(0, Math.max(0, colon))) {
                case "network" -> changed(NetworkId.parse(id));
                case "user" -> changed(UserId.parse(id));
                default -> missed();
            }
        } catch (InvalidValue _) {
            missed();
        }
    }

    @Override
    public void missed() {
        networks.values().forEach(Kept::changed);
        users.values().forEach(Kept::changed);
    }

    /// Forgets which changes there were an hour ago.
    public int forgetOld(Handle handle) {
        return AccessSql.of(handle).forgetChanges(clock.instant().minus(CHANGES_KEPT));
    }

    private Optional<NetworkId> home(AgentId agent) {
        NetworkId home = homes.get(agent);
        return home != null
                ? Optional.of(home)
                : transactions.read(handle -> AccessSql.of(handle).networkOfAgent(agent));
    }

    private Optional<Found> find(NetworkId home, AgentId agent) {
        Optional<Found> found =
                existing(home).flatMap(network -> network.agent(agent).map(one -> new Found(network, one)));
        if (found.isPresent()) {
            homes.put(agent, home);
        } else {
            homes.remove(agent);
        }
        return found;
    }

    private Optional<NetworkAccess> existing(NetworkId network) {
        try {
            return Optional.of(of(network));
        } catch (Refused.NotFound _) {
            return Optional.empty();
        }
    }

    private Kept<NetworkAccess> keep(NetworkId network) {
        return new Kept<>(heard, last -> {
            if (last == null) {
                return NetworkAccess.read(transactions, network, reader);
            }
            last.renew(transactions);
            return last;
        });
    }

    private Kept<UserAccess> keep(UserId user) {
        return new Kept<>(
                heard,
                (@Nullable UserAccess _) -> transactions.read(handle -> {
                    AccessSql sql = AccessSql.of(handle);
                    AccessSql.UserRow row = sql.user(user).orElseThrow(Refused.NotFound::new);
                    return new UserAccess(
                            row.status().equals("active"),
                            row.sessionsValidFrom(),
                            row.keptSession(),
                            Set.copyOf(sql.endedSessions(user)));
                }));
    }
}
