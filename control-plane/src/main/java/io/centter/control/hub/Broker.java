package io.centter.control.hub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.centter.model.api.RevokedCredentials.ServerReceipt;
import io.centter.model.wire.Wire;
import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.Subscription;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// What the system account can ask of all servers. Every server answers; an answer counts only when all that are known
/// have given it.
final class Broker {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration GATHERING = Duration.ofMillis(300);
    /// For a list of many thousand connections, as long as the servers answer at all.
    private static final Duration PATIENCE_WITH_LISTS = Duration.ofSeconds(20);
    // A server goes through all its connections for each page, however few it shows: of 10,000 a page of 500 takes it
    // nearly as long as one of all.
    private static final int PAGE = 10_000;

    private final Supplier<Optional<Connection>> system;
    private final Doorkeeper door = new Doorkeeper(this::kick);
    private volatile int servers = 1;

    Broker(Supplier<Optional<Connection>> system) {
        this.system = system;
    }

    /// A connection that some server holds; `userName` is the name in the JWT that the server has checked.
    ///
    /// @param host from where the server sees it
    record Held(String server, long cid, String account, String userName, Instant start, String host) {}

    /// The ids of the servers that answer now; later answers are awaited from as many.
    Set<String> countServers() {
        Set<String> ids = ping(Integer.MAX_VALUE, GATHERING);
        int before = servers;
        if (ids.size() < before) {
            // Perhaps one was only slow: to believe that it is gone means not to wait for its answers.
            ids.addAll(ping(before, PATIENCE));
        }
        if (ids.isEmpty()) {
            throw new BrokerAway("no server answers");
        }
        servers = ids.size();
        return ids;
    }

    private Set<String> ping(int count, Duration patience) {
        Set<String> ids = new TreeSet<>();
        for (Message answer : gather("$SYS.REQ.SERVER.PING", "", count, patience)) {
            ids.add(json(answer).path("server").path("id").asText());
        }
        return ids;
    }

    /// Gives all servers the JWT of an account. Who comes in meanwhile by what held before is sent away again.
    ///
    /// @return one receipt a server
    List<ServerReceipt> push(String jwt) {
        JsonNode after = unverified(jwt);
        String account = after.path("sub").asText();
        Doorkeeper.Watch watch = door.watch(account, lookup(account).map(Broker::unverified), after);
        List<Taken> all = claims("$SYS.REQ.CLAIMS.UPDATE", jwt);
        watch.applied(all.stream().collect(Collectors.toMap(Taken::server, Taken::at, (_, later) -> later)));
        return all.stream().map(Taken::receipt).toList();
    }

    void delete(String deletionJwt) {
        List<Taken> _ = claims("$SYS.REQ.CLAIMS.DELETE", deletionJwt);
    }

    /// Who must hear of everybody that comes in.
    Doorkeeper door() {
        return door;
    }

    /// A server took over what it was given.
    ///
    /// @param at when it said so, by its clock
    private record Taken(String server, Instant at, ServerReceipt receipt) {}

    /// The JWT of an account as the server has it that answers first; empty where that has none.
    Optional<String> lookup(String account) {
        return lookup(account, 1).getFirst();
    }

    /// The same of every server: one that was away may have an older one.
    List<Optional<String>> lookupAll(String account) {
        return lookup(account, servers);
    }

    private List<Optional<String>> lookup(String account, int count) {
        List<Message> answers = gather("$SYS.REQ.ACCOUNT." + account + ".CLAIMS.LOOKUP", "", count, PATIENCE);
        if (answers.isEmpty()) {
            throw new BrokerAway("the broker does not answer about an account");
        }
        return answers.stream()
                .map(answer -> new String(answer.getData(), StandardCharsets.UTF_8))
                .map(jwt -> jwt.isBlank() ? Optional.<String>empty() : Optional.of(jwt))
                .toList();
    }

    /// How many servers keep streams together, those that are away counted too; 1 for one that is alone.
    int clusterSize() {
        int size = 1;
        for (Message answer : gather("$SYS.REQ.SERVER.PING.JSZ", "", servers, PATIENCE)) {
            size = Math.max(
                    size, json(answer).at("/data/meta_cluster/cluster_size").asInt());
        }
        return size;
    }

    /// The public keys of all accounts that any server has.
    Set<String> accounts() {
        Set<String> keys = new TreeSet<>();
        List<Message> answers = gather("$SYS.REQ.CLAIMS.LIST", "", servers, PATIENCE);
        if (answers.isEmpty()) {
            throw new BrokerAway("the broker does not list its accounts");
        }
        for (Message answer : answers) {
            json(answer).path("data").forEach(key -> keys.add(key.asText()));
        }
        return keys;
    }

    /// Removes all streams of an account, before the account itself goes.
    void purgeStreams(String account) {
        gather("$JS.API.ACCOUNT.PURGE." + account, "", 1, PATIENCE);
    }

    /// Every connection of every account.
    List<Held> connections() {
        List<Held> all = new ArrayList<>();
        int offset = 0;
        int most = 1;
        while (offset < most) {
            ObjectNode ask = Wire.tolerant().createObjectNode();
            ask.put("auth", true).put("limit", PAGE).put("offset", offset);
            long end = System.nanoTime() + PATIENCE_WITH_LISTS.toNanos();
            List<Message> answers = gather(
                    "$SYS.REQ.SERVER.PING.CONNZ",
                    ask.toString(),
                    servers,
                    PATIENCE,
                    () -> System.nanoTime() < end && ping(servers, PATIENCE).size() >= servers);
            if (answers.size() < servers) {
                throw new BrokerAway("not every server lists its connections");
            }
            for (Message answer : answers) {
                JsonNode page = json(answer);
                most = Math.max(most, page.path("data").path("total").asInt());
                addConnections(all, page);
            }
            offset += PAGE;
        }
        return all;
    }

    /// What each server says of its JetStream.
    List<JsonNode> stores(ObjectNode ask) {
        List<Message> answers = gather("$SYS.REQ.SERVER.PING.JSZ", ask.toString(), servers, PATIENCE);
        if (answers.isEmpty()) {
            throw new BrokerAway("the broker does not list its streams");
        }
        return answers.stream().map(answer -> json(answer).path("data")).toList();
    }

    /// Takes up a page of connections; an answer without a list, such as an error, is none of no connections.
    static void addConnections(List<Held> all, JsonNode page) {
        String server = page.path("server").path("id").asText();
        JsonNode connections = page.path("data").path("connections");
        if (!connections.isArray()) {
            throw new BrokerAway("a server does not list its connections: "
                    + page.path("error").path("description").asText("no list"));
        }
        for (JsonNode one : connections) {
            all.add(new Held(
                    server,
                    one.path("cid").asLong(),
                    one.path("account").asText(),
                    unverified(one.path("jwt").asText()).path("name").asText(),
                    Instant.parse(one.path("start").asText("1970-01-01T00:00:00Z")),
                    one.path("ip").asText()));
        }
    }

    private List<Taken> claims(String subject, String jwt) {
        long begin = System.nanoTime();
        List<Taken> receipts = new ArrayList<>();
        for (Message answer : gather(subject, jwt, servers, PATIENCE)) {
            JsonNode text = json(answer);
            if (text.has("error")) {
                throw new IllegalStateException("the broker refuses: "
                        + text.path("error").path("description").asText());
            }
            JsonNode server = text.path("server");
            receipts.add(new Taken(
                    server.path("id").asText(),
                    Instant.parse(server.path("time").asText()),
                    new ServerReceipt(server.path("name").asText(), (System.nanoTime() - begin) / 1_000_000)));
        }
        if (receipts.size() < servers) {
            // Those that are gone cannot answer; when they are back, they are looked at.
            countServers();
        }
        if (receipts.size() < servers) {
            throw new BrokerAway(receipts.size() + " of " + servers + " servers answered");
        }
        return receipts;
    }

    private void kick(String server, long cid) {
        // A server does nothing for whoever names nowhere to answer to.
        system.get()
                .ifPresent(connection -> connection.publish(
                        "$SYS.REQ.SERVER." + server + ".KICK",
                        connection.createInbox(),
                        ("{\"cid\":" + cid + "}").getBytes(StandardCharsets.UTF_8)));
    }

    private List<Message> gather(String subject, String text, int count, Duration patience) {
        return gather(subject, text, count, patience, () -> false);
    }

    /// @param worthWaiting whether to go on for as long again, asked when the patience has ended
    private List<Message> gather(
            String subject, String text, int count, Duration patience, BooleanSupplier worthWaiting) {
        Connection connection = system.get().orElseThrow(() -> new BrokerAway("the broker is away"));
        String inbox = connection.createInbox();
        List<Message> answers = new ArrayList<>();
        Subscription replies = null;
        try {
            replies = connection.subscribe(inbox);
            connection.publish(subject, inbox, text.getBytes(StandardCharsets.UTF_8));
            long end = System.nanoTime() + patience.toNanos();
            while (answers.size() < count) {
                Message answer = replies.nextMessage(Duration.ofNanos(Math.max(1_000_000, end - System.nanoTime())));
                if (answer != null && answer.isStatusMessage()) {
                    break;
                }
                if (answer != null) {
                    answers.add(answer);
                } else if (System.nanoTime() >= end) {
                    if (!worthWaiting.getAsBoolean()) {
                        break;
                    }
                    end = System.nanoTime() + patience.toNanos();
                }
            }
        } catch (IllegalStateException e) {
            throw new BrokerAway("the broker is away: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerAway("stopping");
        } finally {
            if (replies != null && connection.getStatus() == Connection.Status.CONNECTED) {
                replies.unsubscribe();
            }
        }
        return answers;
    }

    /// What a JWT says, whoever signed it; nothing where it is none.
    static JsonNode unverified(String jwt) {
        String[] parts = jwt.split("\\.", -1);
        if (parts.length != 3) {
            return MissingNode.getInstance();
        }
        try {
            return Wire.tolerant().readTree(Base64.getUrlDecoder().decode(parts[1]));
        } catch (IOException | IllegalArgumentException _) {
            return MissingNode.getInstance();
        }
    }

    private static JsonNode json(Message message) {
        try {
            return Wire.tolerant().readTree(message.getData());
        } catch (IOException e) {
            throw new IllegalStateException("the broker answers what is no JSON", e);
        }
    }
}
