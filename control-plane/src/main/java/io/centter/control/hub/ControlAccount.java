package io.centter.control.hub;

import io.centter.control.nats.AccountClaims;
import io.centter.control.nats.AccountLimits;
import io.centter.control.nats.Export;
import io.centter.control.nats.Import;
import java.util.List;
import java.util.Map;

/// The one account through which the hub speaks with all networks. It is constant: a new network changes nothing in it.
/// The token that proves a network is its account key, put there by the broker.
final class ControlAccount {
    static final String NAME = "CONTROL";
    static final String SYSTEM_NAME = "SYS";

    /// What every network can ask the registry for.
    static final List<String> REGISTRY = List.of("discover", "get", "routes", "whoami", "events");

    /// Where the broker notes each message that it stored, before the subject of the message; the hub alone hears it.
    static final String STORED_NOTES = "mesh.stored.";

    // What the broker says in the network's account of a message that was answered, or was delivered too often.
    private static final String HANDLED = "$JS.EVENT.METRIC.CONSUMER.ACK.AGENT_MESSAGES.*";
    private static final String UNDELIVERED = "$JS.EVENT.ADVISORY.CONSUMER.MAX_DELIVERIES.AGENT_MESSAGES.*";

    private ControlAccount() {}

    static AccountClaims claims(String account) {
        List<Export> exports = new java.util.ArrayList<>();
        for (String question : REGISTRY) {
            exports.add(new Export(question, "*.mesh.registry." + question, Export.Kind.SERVICE, 1));
        }
        exports.add(new Export("heartbeat", "*.mesh.heartbeat.*", Export.Kind.SERVICE, 1));
        exports.add(new Export("relayack", "*.relayack.*", Export.Kind.SERVICE, 1));
        exports.add(new Export("undelivered", "*.undelivered.*", Export.Kind.SERVICE, 1));
        exports.add(new Export("handled", "*.handled.*", Export.Kind.SERVICE, 1));
        exports.add(new Export("stored", "*.stored.>", Export.Kind.SERVICE, 1));
        exports.add(new Export("relay", "relay.*.>", Export.Kind.STREAM, 2));
        return new AccountClaims(account, NAME, exports, List.of(), AccountLimits.NONE, List.of(), List.of(), Map.of());
    }

    static AccountClaims systemClaims(String account) {
        List<Export> exports = List.of(
                new Export("account-monitoring-services", "$SYS.REQ.ACCOUNT.*.*", Export.Kind.SERVICE, 4),
                new Export("account-monitoring-streams", "$SYS.ACCOUNT.*.>", Export.Kind.STREAM, 3));
        return new AccountClaims(
                account, SYSTEM_NAME, exports, List.of(), AccountLimits.NONE, List.of(), List.of(), Map.of());
    }

    /// What an account of a network takes from CONTROL.
    static List<Import> imports(String account, String control) {
        List<Import> imports = new java.util.ArrayList<>();
        for (String question : REGISTRY) {
            String local = "mesh.registry." + question;
            Import one = Import.service(question, account + "." + local, control, local);
            // Who asks is told for the one question that is about it: it costs 1.5 KB a message.
            imports.add(question.equals("whoami") ? one.shared() : one);
        }
        imports.add(Import.service("heartbeat", account + ".mesh.heartbeat.*", control, "mesh.heartbeat.*"));
        imports.add(Import.service("relayack", account + ".relayack.*", control, "relayack.*"));
        imports.add(Import.service("undelivered", account + ".undelivered.*", control, UNDELIVERED));
        imports.add(Import.service("handled", account + ".handled.*", control, HANDLED));
        imports.add(Import.service("stored", account + ".stored.>", control, STORED_NOTES + ">"));
        String relay = "relay." + account + ".";
        imports.add(Import.stream("relay-event", relay + "mesh.event.>", control, "mesh.event.>"));
        imports.add(Import.stream("relay-presence", relay + "mesh.presence.*", control, "mesh.presence.$1"));
        imports.add(Import.stream("relay-control", relay + "mesh.control.*", control, "mesh.control.$1"));
        imports.add(Import.stream("relay-unproven", relay + "mesh.agent.*.inbox", control, "mesh.agent.$1.inbox"));
        imports.add(Import.stream("relay-inbox", relay + "mesh.agent.*.inbox.*", control, "mesh.agent.$1.inbox.$2"));
        return imports;
    }
}
