package io.centter.control.hub;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends those away who came in while their account was being changed. A server looks up what a client may when it
/// knocks, and looks for the clients of an account when the account changes; who is in between is let in by the old
/// rules, and keeps them for as long as it stays. Whoever is sent away comes back, and is let in by those that hold.
final class Doorkeeper {
    private static final Logger LOG = LoggerFactory.getLogger(Doorkeeper.class);
    /// How long a server may take with a client that it has begun to let in.
    private static final Duration LATEST = Duration.ofSeconds(10);

    private final Kick kick;
    private final Map<String, List<Watch>> watches = new HashMap<>();

    Doorkeeper(Kick kick) {
        this.kick = kick;
    }

    /// Ends a connection, and does not wait.
    interface Kick {
        void out(String server, long cid);
    }

    /// Somebody whom a server has let in.
    ///
    /// @param start when the server accepted its connection, by the server's clock
    /// @param signer who signed its JWT
    record Entry(String server, long cid, Instant start, String signer, String user, long iat) {}

    /// What became less, or other, for those who are in.
    ///
    /// @param signers the keys whose users may something else now
    /// @param revoked user key to the issue time up to which it is refused
    /// @param shut whether nobody may be in
    private record Change(Set<String> signers, Map<String, Long> revoked, boolean shut) {
        static final Change NONE = new Change(Set.of(), Map.of(), false);

        static Change between(JsonNode before, JsonNode after) {
            Map<String, JsonNode> old = templates(before);
            Set<String> signers = new HashSet<>(old.keySet());
            Map<String, JsonNode> now = templates(after);
            signers.removeIf(key -> Objects.equals(old.get(key), now.get(key)));
            Map<String, Long> revoked = new HashMap<>();
            after.at("/nats/revocations").properties().forEach(one -> {
                if (!one.getValue().equals(before.at("/nats/revocations").get(one.getKey()))) {
                    revoked.put(one.getKey(), one.getValue().asLong());
                }
            });
            return new Change(signers, revoked, connections(after) == 0 && connections(before) != 0);
        }

        private static Map<String, JsonNode> templates(JsonNode account) {
            Map<String, JsonNode> templates = new HashMap<>();
            for (JsonNode key : account.at("/nats/signing_keys")) {
                templates.put(key.isTextual() ? key.asText() : key.path("key").asText(), key);
            }
            return templates;
        }

        private static long connections(JsonNode account) {
            return account.at("/nats/limits/conn").asLong(-1);
        }

        Change and(Change other) {
            Set<String> all = new HashSet<>(signers);
            all.addAll(other.signers);
            Map<String, Long> refused = new HashMap<>(other.revoked);
            refused.putAll(revoked);
            return new Change(all, refused, shut || other.shut);
        }

        boolean isNothing() {
            return signers.isEmpty() && revoked.isEmpty() && !shut;
        }

        boolean refuses(Entry entry) {
            return entry.iat() <= revoked.getOrDefault(entry.user(), Long.MIN_VALUE);
        }

        boolean concerns(Entry entry) {
            return shut || signers.contains(entry.signer()) || refuses(entry);
        }
    }

    /// One change of an account, from before it is sent.
    final class Watch {
        private final Change change;
        private final List<Entry> entered = new ArrayList<>();
        private Map<String, Instant> applied = Map.of();
        private long end = Long.MAX_VALUE;

        private Watch(Change change) {
            this.change = change;
        }

        /// Every server has made the change.
        ///
        /// @param times server id to when it had, by its clock
        void applied(Map<String, Instant> times) {
            synchronized (watches) {
                applied = Map.copyOf(times);
                end = System.nanoTime() + LATEST.toNanos();
                entered.forEach(this::judge);
                entered.clear();
            }
        }

        /// Whether it has sent this one away.
        private boolean entered(Entry entry) {
            if (!change.concerns(entry)) {
                return false;
            }
            return applied.isEmpty() ? !entered.add(entry) : judge(entry);
        }

        /// A connection that began after the change was made knows no other rules.
        private boolean judge(Entry entry) {
            Instant since = applied.get(entry.server());
            boolean out =
                    change.refuses(entry) || since == null || !entry.start().isAfter(since);
            if (out) {
                LOG.info("connection=came_in_by_old_rules server={} cid={}", entry.server(), entry.cid());
                kick.out(entry.server(), entry.cid());
            }
            return out;
        }

        private boolean isOver() {
            return end != Long.MAX_VALUE && System.nanoTime() - end > 0;
        }
    }

    /// Watches from now on who comes in. What an earlier change left undone is part of this one.
    ///
    /// @param before the claims that the broker has; none where it has no such account
    Watch watch(String account, Optional<JsonNode> before, JsonNode after) {
        Change change = before.map(old -> Change.between(old, after)).orElse(Change.NONE);
        synchronized (watches) {
            List<Watch> all = watches.computeIfAbsent(account, _ -> new ArrayList<>());
            for (Watch earlier : all) {
                if (earlier.applied.isEmpty()) {
                    change = change.and(earlier.change);
                }
            }
            Watch watch = new Watch(change);
            all.removeIf(earlier -> {
                if (earlier.applied.isEmpty()) {
                    watch.entered.addAll(earlier.entered);
                    return true;
                }
                return earlier.isOver();
            });
            if (change.isNothing()) {
                watches.computeIfPresent(account, (_, left) -> left.isEmpty() ? null : left);
            } else {
                all.add(watch);
            }
            return watch;
        }
    }

    /// Says who came in; on a thread that must not wait.
    void entered(String account, Entry entry) {
        synchronized (watches) {
            List<Watch> all = watches.get(account);
            if (all == null) {
                return;
            }
            all.removeIf(Watch::isOver);
            boolean _ = all.stream().anyMatch(watch -> watch.entered(entry));
            if (all.isEmpty()) {
                watches.remove(account);
            }
        }
    }
}
