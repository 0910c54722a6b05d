package io.centter.control.hub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.centter.model.message.Subjects;
import io.centter.model.wire.Wire;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What the streams of accounts are and hold, as the servers tell.
final class Stores {
    // Each takes about 4 KB of an answer.
    private static final int ACCOUNTS_PAGE = 250;

    private final Broker broker;
    private final int page;

    Stores(Broker broker) {
        this(broker, ACCOUNTS_PAGE);
    }

    /// @param page of how many accounts one answer tells
    Stores(Broker broker, int page) {
        this.broker = broker;
        this.page = page;
    }

    /// The streams an account has on disk, each with how many servers keep it; empty where it has no JetStream yet.
    Map<String, Integer> copies(String account) {
        Map<String, Integer> copies = new TreeMap<>();
        details(account, ask().put("config", true)).forEach(stream -> add(copies, stream));
        return copies;
    }

    /// The same of all accounts that have JetStream. A server that is asked about one account goes through all, so that
    /// asking about each costs it the square of their number.
    Map<String, Map<String, Integer>> copies() {
        Map<String, Map<String, Integer>> all = new HashMap<>();
        boolean more = true;
        for (int offset = 0; more; offset += page) {
            more = false;
            ObjectNode ask = ask().put("config", true).put("limit", page).put("offset", offset);
            for (JsonNode store : broker.stores(ask)) {
                JsonNode accounts = store.path("account_details");
                more |= accounts.size() == page;
                for (JsonNode account : accounts) {
                    Map<String, Integer> copies =
                            all.computeIfAbsent(account.path("id").asText(), _ -> new TreeMap<>());
                    account.path("stream_detail").forEach(stream -> add(copies, stream));
                }
            }
        }
        return all;
    }

    Holdings holdings(String account) {
        long notes = 0;
        long messages = 0;
        long known = 0;
        for (JsonNode stream : details(account, ask().put("consumer", true))) {
            long held = stream.path("state").path("messages").asLong();
            // Of a stream on several servers each tells; they hold the same.
            if (stream.path("name").asText().equals(Subjects.UNDELIVERED_STREAM)) {
                notes = Math.max(notes, held);
            } else if (stream.path("name").asText().equals(Subjects.MESSAGES_STREAM)) {
                messages = Math.max(messages, held);
                long here = 0;
                for (JsonNode durable : stream.path("consumer_detail")) {
                    here += durable.path("num_pending").asLong()
                            + durable.path("num_ack_pending").asLong();
                }
                known = Math.max(known, here);
            }
        }
        return new Holdings(notes, messages, known);
    }

    private List<JsonNode> details(String account, ObjectNode ask) {
        List<JsonNode> streams = new ArrayList<>();
        for (JsonNode store : broker.stores(ask.put("account", account))) {
            for (JsonNode detail : store.path("account_details")) {
                if (detail.path("name").asText().equals(account)
                        || detail.path("id").asText().equals(account)) {
                    detail.path("stream_detail").forEach(streams::add);
                }
            }
        }
        return streams;
    }

    private static ObjectNode ask() {
        return Wire.tolerant().createObjectNode().put("streams", true);
    }

    private static void add(Map<String, Integer> copies, JsonNode stream) {
        copies.put(
                stream.path("name").asText(),
                stream.path("config").path("num_replicas").asInt());
    }
}
