package io.centter.control.hub;

import com.fasterxml.jackson.databind.JsonNode;
import io.centter.control.nats.Import;
import io.centter.control.nats.NatsKey;
import io.centter.control.openapi.AsyncApi;
import io.centter.model.identity.AgentId;
import io.centter.model.role.Role;
import io.centter.model.role.RoleTemplate;
import io.centter.model.role.SubjectGrants;
import io.centter.model.role.SubjectPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/// Every subject that anybody might try inside the account of a network: those of `/asyncapi.json`, those that come
/// from the hub's account, those that a template grants, and the broker's own. `SELF` stands for who tries, `V` for
/// another agent.
final class TriedSubjects {
    /// The broker's own, and what nobody is ever to reach; by hand.
    private static final List<String> BROKER = List.of(
            "$JS.API.INFO",
            "$JS.API.ACCOUNT.PURGE.A",
            "$JS.API.STREAM.NAMES",
            "$JS.API.STREAM.LIST",
            "$JS.API.STREAM.CREATE.mine",
            "$JS.API.STREAM.UPDATE.AGENT_MESSAGES",
            "$JS.API.STREAM.INFO.AGENT_EVENTS",
            "$JS.API.STREAM.DELETE.AGENT_MESSAGES",
            "$JS.API.STREAM.PURGE.AGENT_MESSAGES",
            "$JS.API.STREAM.MSG.GET.AGENT_MESSAGES",
            "$JS.API.STREAM.MSG.DELETE.AGENT_MESSAGES",
            "$JS.API.STREAM.SNAPSHOT.AGENT_MESSAGES",
            "$JS.API.STREAM.RESTORE.AGENT_MESSAGES",
            "$JS.API.STREAM.PEER.REMOVE.AGENT_MESSAGES",
            "$JS.API.STREAM.LEADER.STEPDOWN.AGENT_MESSAGES",
            "$JS.API.DIRECT.GET.AGENT_MESSAGES",
            "$JS.API.DIRECT.GET.AGENT_MESSAGES.mesh.agent.V.inbox.V",
            "$JS.API.DIRECT.GET.AGENT_EVENTS",
            "$JS.API.CONSUMER.NAMES.AGENT_MESSAGES",
            "$JS.API.CONSUMER.LIST.AGENT_MESSAGES",
            "$JS.API.CONSUMER.CREATE.AGENT_MESSAGES",
            "$JS.API.CONSUMER.CREATE.AGENT_MESSAGES.SELF",
            "$JS.API.CONSUMER.CREATE.AGENT_MESSAGES.SELF.mesh.agent.V.inbox",
            "$JS.API.CONSUMER.CREATE.AGENT_EVENTS",
            "$JS.API.CONSUMER.DURABLE.CREATE.AGENT_MESSAGES.SELF",
            "$JS.API.CONSUMER.INFO.AGENT_MESSAGES.V",
            "$JS.API.CONSUMER.DELETE.AGENT_MESSAGES.V",
            "$JS.API.CONSUMER.PAUSE.AGENT_MESSAGES.V",
            "$JS.API.CONSUMER.RESET.AGENT_MESSAGES.V",
            "$JS.API.CONSUMER.UNPIN.AGENT_MESSAGES.V",
            "$JS.API.CONSUMER.MSG.NEXT.AGENT_MESSAGES.V",
            "$JS.API.CONSUMER.MSG.NEXT.AGENT_EVENTS.x",
            "$JS.API.CONSUMER.MSG.NEXT.AGENT_UNDELIVERED.x",
            "$JS.ACK.AGENT_MESSAGES.V.1.1.1.1.0",
            "$JS.FC.AGENT_MESSAGES.V.x",
            "$JS.EVENT.ADVISORY.CONSUMER.MAX_DELIVERIES.AGENT_MESSAGES.V",
            "$JS.SNAPSHOT.RESTORE.AGENT_MESSAGES.x",
            "$KV.any.key",
            "$O.any.C.x",
            "$MQTT.sub.x",
            "$SYS.REQ.CLAIMS.UPDATE",
            "$SYS.REQ.CLAIMS.DELETE",
            "$SYS.REQ.CLAIMS.LIST",
            "$SYS.REQ.ACCOUNT.A.CLAIMS.LOOKUP",
            "$SYS.REQ.ACCOUNT.PING.CONNZ",
            "$SYS.REQ.ACCOUNT.PING.STATZ",
            "$SYS.REQ.SERVER.PING",
            "$SYS.REQ.SERVER.PING.KICK",
            "$SYS.REQ.USER.INFO",
            "$SYS.ACCOUNT.A.CONNECT",
            "$SYS.DEBUG.SUBSCRIBERS",
            "$NRG.P.x",
            "hub.beat.x.y",
            "A.mesh.heartbeat.V",
            "A.mesh.registry.discover",
            "relay.A.mesh.event.hub.agent.created",
            "relay.A.mesh.control.V",
            "relay.A.mesh.agent.V.inbox.V",
            "mesh.registry.other",
            "mesh.other",
            "other");

    /// What takes in many at once, to hear.
    private static final List<String> WIDE = List.of(
            ">",
            "*.>",
            "mesh.>",
            "mesh.agent.>",
            "mesh.registry.>",
            "_INBOX.>",
            "relay.>",
            "relayack.*",
            "$SYS.>",
            "$JS.>",
            "$KV.>",
            "$O.>",
            "$SRV.>");

    private TriedSubjects() {}

    /// What to publish, in order and once each.
    static List<String> publishes() {
        Set<String> all = new TreeSet<>(BROKER);
        channels().forEach(all::add);
        imported().flatMap(TriedSubjects::concrete).forEach(all::add);
        granted(SubjectGrants::publish).flatMap(TriedSubjects::concrete).forEach(all::add);
        all.addAll(
                List.of("_INBOX.V.x", "_INBOX.V", "mesh.event.other.x", "mesh.event.hub", "mesh.agent.V.inbox.SELF"));
        return List.copyOf(all);
    }

    /// What to subscribe to, in order and once each.
    static List<String> subscriptions() {
        Set<String> all = new TreeSet<>(publishes());
        all.addAll(WIDE);
        imported().map(subject -> subject.replace("$1", "*").replace("$2", "*")).forEach(all::add);
        granted(SubjectGrants::subscribe)
                .map(subject -> subject.replace(SubjectGrants.SELF, "SELF"))
                .forEach(all::add);
        granted(SubjectGrants::subscribe).flatMap(TriedSubjects::concrete).forEach(all::add);
        return List.copyOf(all);
    }

    static String of(String tried, AgentId self, AgentId victim, String account) {
        StringBuilder subject = new StringBuilder();
        for (String token : tried.split("\\.", -1)) {
            String real = Map.of("SELF", self.value(), "V", victim.value(), "A", account)
                    .getOrDefault(token, token);
            subject.append(subject.isEmpty() ? "" : ".").append(real);
        }
        return subject.toString();
    }

    /// Grants of templates that no row is about.
    static List<String> uncovered(List<String> rows, Function<SubjectGrants, List<String>> side) {
        return granted(side)
                .map(grant -> grant.replace(SubjectGrants.SELF, "SELF"))
                .filter(grant -> rows.stream().noneMatch(row -> SubjectPattern.covers(grant, row)))
                .toList();
    }

    private static Stream<String> channels() {
        List<String> subjects = new ArrayList<>();
        for (JsonNode channel : AsyncApi.document().path("channels")) {
            String address = channel.path("address").asText();
            for (String agent : List.of("SELF", "V")) {
                for (String from : List.of("SELF", "V", "user-V")) {
                    for (String topic : List.of("deploy.x", "infra.x", "newsletter.x", "support.x")) {
                        subjects.add(address.replace("{agent}", agent)
                                .replace("{from}", from)
                                .replace("{topic}", topic)
                                .replace("{type}", "agent.created")
                                .replace("{verb}", "PING"));
                    }
                }
            }
        }
        return subjects.stream();
    }

    // What an account of a network takes from the hub's, under its own names.
    private static Stream<String> imported() {
        String key = NatsKey.newAccount(HubFixture.RANDOM).publicKey();
        return ControlAccount.imports(key, key).stream().map(Import::localSubject);
    }

    private static Stream<String> granted(Function<SubjectGrants, List<String>> side) {
        Stream<SubjectGrants> roles =
                Stream.of(Role.values()).map(role -> RoleTemplate.of(role).subjects());
        return Stream.concat(roles, Stream.of(RoleTemplate.console()))
                .flatMap(grants -> side.apply(grants).stream())
                .distinct();
    }

    private static Stream<String> concrete(String pattern) {
        String filled = pattern.replace(SubjectGrants.SELF, "SELF")
                .replace("$1", "V")
                .replace("$2", "V")
                .replace(">", "x")
                .replace("*", "V");
        return filled.contains("{") ? Stream.empty() : Stream.of(filled);
    }
}
