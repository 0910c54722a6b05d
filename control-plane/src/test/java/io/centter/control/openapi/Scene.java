package io.centter.control.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.centter.control.Api;
import io.centter.control.http.Access;
import io.centter.control.http.Route;
import io.centter.model.api.MemberRole;
import java.math.BigInteger;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One tenant with one of everything. Each object is made when something first asks for it, by the example that says it
/// keeps it; `other_agent` is a second one of what `agent` is.
final class Scene {
    static final String PASSWORD = "correct horse battery";

    private static final AtomicInteger NEXT = new AtomicInteger();
    private static final Pattern SECOND = Pattern.compile("(other|gone)_(\\w+)");
    private static final Pattern IN_PATH = Pattern.compile("\\{(\\w+)}");

    private final WholePlane plane;
    private final Map<String, String> values = new LinkedHashMap<>();
    private boolean shared;
    private final Set<String> words = new HashSet<>();
    private final Map<String, Person> people = new HashMap<>();

    /// Somebody with a session.
    record Person(Api api, String email, String id, String token) {}

    Scene(WholePlane plane) {
        this.plane = plane;
    }

    /// The owner, a member by the name of its role, a `colleague` who is another viewer, the `curator`, or somebody who
    /// is
    /// none.
    Person person(String who) {
        Person known = people.get(who);
        if (known != null) {
            return known;
        }
        Person made = who.equals("curator") ? plane.curator() : register(who);
        people.put(who, made);
        if ((isRole(who) && !who.equals("owner")) || who.equals("colleague")) {
            Api.Answer added = person("owner")
                    .api()
                    .post(
                            "/networks/" + value("network") + "/members",
                            Map.of("email", made.email(), "role", isRole(who) ? who : "viewer"));
            assertThat(added.status()).as(who + ": " + added.json()).isEqualTo(201);
        }
        return made;
    }

    Person register(String who) {
        return registered(who + NEXT.incrementAndGet() + "@example.com");
    }

    Person registered(String email) {
        Api.Answer session =
                plane.nobody().post("/auth/register", Map.of("email", email, "password", PASSWORD, "name", "A person"));
        assertThat(session.status()).as(session.json().toString()).isEqualTo(201);
        String token = session.text("token");
        return new Person(
                plane.nobody().as(token), email, session.json().at("/user/id").asText(), token);
    }

    /// A scene that many use, in which nothing is done that would shut its agents out.
    Scene shared() {
        shared = true;
        return this;
    }

    private void prepare(String what) {
        if (!what.contains(" ")) {
            value(what);
        } else if (!shared) {
            Route<?, ?> before = plane.routes().stream()
                    .filter(route -> Examples.key(route).equals(what))
                    .findFirst()
                    .orElseThrow();
            assertThat(send(before, usual(before)).status()).as(what).isLessThan(300);
        }
    }

    /// What stands for a placeholder here.
    String value(String placeholder) {
        String known = values.get(placeholder);
        if (known != null) {
            return known;
        }
        return switch (placeholder) {
            case "any" -> word();
            case "now" -> Instant.now().toString();
            case "later" -> Instant.now().plus(Duration.ofDays(1)).toString();
            case "role" -> Samples.of("role");
            case "password" -> PASSWORD;
            case "email" -> person("owner").email();
            case "stranger_email" -> person("stranger").email();
            case "user" -> person("colleague").id();
            default -> made(placeholder);
        };
    }

    /// A word that looks like no other, as look-alikes of names are refused.
    private String word() {
        String word = new BigInteger(130, new SecureRandom()).toString(26).replaceAll("[0-9]", "q");
        words.add(word);
        return word;
    }

    private String made(String placeholder) {
        var second = SECOND.matcher(placeholder);
        String prefix = second.matches() ? second.group(1) + "_" : "";
        String plain = second.matches() ? second.group(2) : placeholder;
        Route<?, ?> maker = plane.routes().stream()
                .filter(route -> plane.examples().get(route).keeps().containsKey(plain))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no example keeps {{" + placeholder + "}}"));
        plane.examples().get(maker).after().forEach(this::prepare);
        Api.Answer answer = send(
                maker,
                usual(maker),
                path(maker, name -> value(near(prefix, plain, name))),
                name -> value(near(prefix, plain, name)));
        assertThat(answer.status())
                .as("%s, to have {{%s}}: %s", Examples.key(maker), placeholder, answer.json())
                .isLessThan(300);
        plane.examples()
                .get(maker)
                .keeps()
                .forEach((name, pointer) ->
                        values.put(prefix + name, answer.json().at(pointer).asText()));
        return String.valueOf(values.get(placeholder));
    }

    /// A second agent's token is made with the second agent's key, but in the same network.
    private static String near(String prefix, String made, String name) {
        return made.startsWith(name.split("_", -1)[0]) && !made.equals(name) ? prefix + name : name;
    }

    /// Whether an example keeps this.
    boolean canMake(String placeholder) {
        return plane.routes().stream()
                .anyMatch(route -> plane.examples().get(route).keeps().containsKey(placeholder));
    }

    /// Sends the example of a route; objects of its path and body are made where they are not there yet.
    Api.Answer send(Route<?, ?> route, Api caller) {
        plane.examples().get(route).after().forEach(this::prepare);
        return send(route, caller, path(route));
    }

    Api.Answer send(Route<?, ?> route, Api caller, String path) {
        return send(route, caller, path, this::value);
    }

    private Api.Answer send(Route<?, ?> route, Api caller, String path, UnaryOperator<String> filling) {
        Api with = route.is(Route.Trait.VERSIONED) ? caller.with("If-Match", "*") : caller;
        JsonNode request = plane.examples().get(route).request();
        JsonNode body = request == null ? null : Samples.filled(request, filling);
        String method = route.endpoint().method();
        return body == null
                ? with.send(method, path, HttpRequest.BodyPublishers.noBody())
                : with.raw(method, path, body.toString());
    }

    /// The body of a route's example with real ids; null where it has none.
    @Nullable
    JsonNode body(Route<?, ?> route) {
        JsonNode request = plane.examples().get(route).request();
        return request == null ? null : Samples.filled(request, this::value);
    }

    /// The path of a route with real ids, and with the query of its example.
    String path(Route<?, ?> route) {
        return path(route, this::value);
    }

    private String path(Route<?, ?> route, UnaryOperator<String> filling) {
        String path = IN_PATH.matcher(route.endpoint().path()).replaceAll(found -> filling.apply(found.group(1)));
        StringBuilder query = new StringBuilder();
        plane.examples()
                .get(route)
                .query()
                .forEach((name, text) -> query.append(query.isEmpty() ? '?' : '&')
                        .append(name)
                        .append('=')
                        .append(URLEncoder.encode(Samples.filled(text, filling), StandardCharsets.UTF_8)));
        return path + query;
    }

    /// The caller that a route is meant for: a person who owns the network, else the agent itself.
    Api usual(Route<?, ?> route) {
        if (route.access().proofs().isEmpty()) {
            return plane.nobody();
        }
        String as = plane.examples().get(route).as();
        return route.access().proofs().contains(Access.Proof.SESSION)
                ? person(as == null ? "owner" : as).api()
                : plane.nobody().with("X-Agent-Key", value("agent_key"));
    }

    /// Ends the agent `gone_agent`, whose proofs are then good for nothing.
    void deleteTheGoneAgent() {
        if (values.putIfAbsent("gone", "yes") == null) {
            if (canMake("agent_token")) {
                value("gone_agent_token");
            }
            Api owner = person("owner").api();
            Api.Answer deleted = owner.with("If-Match", "*").delete("/agents/" + value("gone_agent"));
            assertThat(deleted.status()).isEqualTo(204);
        }
    }

    /// With everything made that an example keeps, and every agent heard of.
    Scene furnish() {
        for (Route<?, ?> route : plane.routes()) {
            plane.examples().get(route).keeps().keySet().forEach(this::value);
        }
        for (Route<?, ?> route : plane.routes()) {
            if (route.access().proofs().equals(Set.of(Access.Proof.AGENT_KEY))
                    && route.endpoint().method().equals("POST")) {
                send(route, usual(route));
            }
        }
        return this;
    }

    /// What is known here, from what it is to what the document shows for it.
    ///
    /// @param answer to the example, which names what it made
    Map<String, String> samples(Example example, JsonNode answer) {
        Map<String, String> samples = new HashMap<>();
        values.forEach((name, value) -> samples.putIfAbsent(value, Samples.of(name)));
        example.keeps()
                .forEach((name, pointer) ->
                        samples.putIfAbsent(answer.at(pointer).asText(), Samples.of(name)));
        words.forEach(word -> samples.put(word, Samples.of("any")));
        people.forEach((who, person) -> {
            samples.put(person.email(), Samples.of(who.equals("owner") ? "email" : who + "_email"));
            samples.put(person.id(), Samples.of("user"));
            samples.put(person.token(), "eyJhbGciOiJIUzI1NiJ9.e30.c2lnbmF0dXJl");
        });
        return samples;
    }

    private static boolean isRole(String who) {
        for (MemberRole role : MemberRole.values()) {
            if (role.name().toLowerCase(Locale.ROOT).equals(who)) {
                return true;
            }
        }
        return false;
    }
}
