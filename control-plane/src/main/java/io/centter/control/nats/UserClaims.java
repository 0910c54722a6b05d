package io.centter.control.nats;

import io.centter.model.role.SubjectGrants;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A user of an account.
///
/// @param subject the user's public key
/// @param name pasted into the subjects of a scoped key's template: an agent id, never a free text
/// @param account the public key of the account, where a signing key of it signs
/// @param grants absent under a scoped key, whose template then holds; the server refuses a scoped user with any of its
///     own
/// @param payload largest message in bytes; -1 for no limit
public record UserClaims(
        String subject,
        String name,
        String account,
        @Nullable SubjectGrants grants,
        long payload) implements Claims {
    public UserClaims {
        ClaimNames.requireKey('U', subject);
        ClaimNames.requireUserName(name);
        ClaimNames.requireKey('A', account);
    }

    /// A user that takes its rights from the scoped key that signs it.
    public static UserClaims scoped(String subject, String name, String account) {
        return new UserClaims(subject, name, account, null, -1);
    }

    /// A user of the hub itself.
    public static UserClaims ofHub(String subject, String name, String account, SubjectGrants grants) {
        return new UserClaims(subject, name, account, grants, -1);
    }

    @Override
    public SortedMap<String, Object> body() {
        SortedMap<String, Object> body = new TreeMap<>();
        body.put("issuer_account", account);
        if (grants != null) {
            body.put("pub", Grants.publish(grants));
            body.put("sub", Grants.subscribe(grants));
            body.put("subs", -1);
            body.put("data", -1);
            body.put("payload", payload);
            body.put("allowed_connection_types", List.of("STANDARD", "WEBSOCKET"));
        }
        return body;
    }

    @Override
    public String type() {
        return "user";
    }
}
