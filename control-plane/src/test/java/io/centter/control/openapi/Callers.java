package io.centter.control.openapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.centter.control.Api;
import io.centter.control.http.Access;
import io.centter.control.http.Route;
import io.centter.model.api.MemberRole;
import io.centter.model.wire.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Everybody who may stand at the door: what they are, what they show, and what the declaration of a route makes of
/// them.
final class Callers {
    /// What a caller has to do with the object of the path.
    enum Relation {
        /// It is the agent itself.
        SELF,
        /// It belongs to the same network.
        SAME_NETWORK,
        /// It belongs to another network, or to none.
        FOREIGN
    }

    /// What becomes of a request before anything is done.
    enum Verdict {
        ADMITTED,
        UNAUTHENTICATED,
        FORBIDDEN,
        NOT_FOUND
    }

    /// One kind of caller.
    ///
    /// @param proof what it shows; null for nothing
    /// @param good whether that proof holds
    /// @param role in the network; null for none
    record Caller(
            String name,
            Access.@Nullable Proof proof,
            boolean good,
            @Nullable MemberRole role,
            Relation relation,
            Credential credential) {}

    /// How a caller shows who it is.
    @FunctionalInterface
    interface Credential {
        Api in(Scene scene, Scene other);
    }

    private final WholePlane plane;

    Callers(WholePlane plane) {
        this.plane = plane;
    }

    List<Caller> all() {
        List<Caller> all = new ArrayList<>();
        for (MemberRole role : MemberRole.values()) {
            String name = role.name().toLowerCase(Locale.ROOT);
            all.add(person(name, true, role, (scene, _) -> scene.person(name).api()));
        }
        all.add(person(
                "stranger", true, null, (scene, _) -> scene.person("stranger").api()));
        all.add(person(
                "other owner", true, null, (_, other) -> other.person("owner").api()));
        for (Access.Proof proof : Access.Proof.values()) {
            if (proof != Access.Proof.SESSION
                    && plane.scene().canMake(proof.name().toLowerCase(Locale.ROOT))) {
                all.addAll(agents(proof));
            }
        }
        all.add(new Caller("nobody", null, false, null, Relation.FOREIGN, (_, _) -> plane.nobody()));
        all.add(person("ended", false, null, (scene, _) -> ended(scene)));
        all.add(person(
                "expired",
                false,
                null,
                (scene, _) -> plane.nobody().as(expired(scene.person("owner").token()))));
        all.add(person("garbled", false, null, (_, _) -> plane.nobody().as("e30.e30.x")));
        return all;
    }

    /// What a route's declaration, and nothing else, makes of a caller.
    ///
    /// @param needs the role that this very request takes; null for the declared one
    static Verdict verdict(Route<?, ?> route, Caller caller, @Nullable MemberRole needs) {
        Access access = route.access();
        if (access.proofs().isEmpty() || (access.open() && (caller.proof() == null || caller.good()))) {
            return Verdict.ADMITTED;
        }
        if (caller.proof() == null || !caller.good() || !access.proofs().contains(caller.proof())) {
            return Verdict.UNAUTHENTICATED;
        }
        if (caller.proof() != Access.Proof.SESSION) {
            boolean near = route.endpoint().names("agent")
                    ? caller.relation() == Relation.SELF
                            || (access.peers() && caller.relation() == Relation.SAME_NETWORK)
                    : !route.endpoint().path().contains("{") || caller.relation() != Relation.FOREIGN;
            return near ? Verdict.ADMITTED : Verdict.NOT_FOUND;
        }
        MemberRole declared = access.role();
        if (declared == null) {
            return Verdict.ADMITTED;
        }
        if (caller.role() == null) {
            return Verdict.NOT_FOUND;
        }
        MemberRole needed = needs == null ? declared : needs;
        return caller.role().covers(needed) ? Verdict.ADMITTED : Verdict.FORBIDDEN;
    }

    /// The challenge of a 401: an error where the route reads what the caller shows, none where it sees nothing.
    static String challenge(Route<?, ?> route, Caller caller) {
        boolean read = caller.proof() != null
                && route.access()
                        .proofs()
                        .contains(
                                caller.proof() == Access.Proof.AGENT_KEY
                                        ? Access.Proof.AGENT_KEY
                                        : Access.Proof.SESSION);
        return "Bearer realm=\"centter\"" + (read ? ", error=\"invalid_token\"" : "");
    }

    private static Caller person(String name, boolean good, @Nullable MemberRole role, Credential credential) {
        return new Caller(
                name,
                Access.Proof.SESSION,
                good,
                role,
                role == null ? Relation.FOREIGN : Relation.SAME_NETWORK,
                credential);
    }

    private List<Caller> agents(Access.Proof proof) {
        String word = proof.name().toLowerCase(Locale.ROOT).replace("agent_", "");
        return List.of(
                new Caller("own " + word, proof, true, null, Relation.SELF, (scene, _) -> shown(proof, scene, "")),
                new Caller(
                        "sibling's " + word,
                        proof,
                        true,
                        null,
                        Relation.SAME_NETWORK,
                        (scene, _) -> shown(proof, scene, "other_")),
                new Caller(
                        "foreign " + word, proof, true, null, Relation.FOREIGN, (_, other) -> shown(proof, other, "")),
                new Caller(
                        "deleted agent's " + word,
                        proof,
                        false,
                        null,
                        Relation.SELF,
                        (scene, _) -> deleted(proof, scene)));
    }

    /// A new proof says here what its callers show.
    private Api shown(Access.Proof proof, Scene scene, String which) {
        return switch (proof) {
            case SESSION -> throw new IllegalArgumentException("people have sessions");
            case AGENT_KEY -> plane.nobody().with("X-Agent-Key", scene.value(which + "agent_key"));
            case AGENT_TOKEN -> plane.nobody().as(scene.value(which + "agent_token"));
        };
    }

    private Api deleted(Access.Proof proof, Scene scene) {
        Api api = shown(proof, scene, "gone_");
        scene.deleteTheGoneAgent();
        return api;
    }

    private Api ended(Scene scene) {
        Scene.Person person = scene.register("ended");
        person.api().post("/auth/logout");
        return person.api();
    }

    /// A session that was good, signed as the server signs, but whose time is over.
    private static String expired(String token) {
        String[] parts = token.split("\\.", -1);
        try {
            ObjectNode claims =
                    (ObjectNode) Wire.tolerant().readTree(Base64.getUrlDecoder().decode(parts[1]));
            claims.put("exp", claims.path("iat").asLong() - 60);
            String signed = parts[0] + "."
                    + Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(claims.toString().getBytes(StandardCharsets.UTF_8));
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(WholePlane.SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] signature = mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
