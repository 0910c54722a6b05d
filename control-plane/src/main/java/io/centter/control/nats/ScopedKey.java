package io.centter.control.nats;

import io.centter.model.role.SubjectGrants;
import java.util.SortedMap;
import java.util.TreeMap;

/// A signing key whose users all have the same rights. Changing the template changes them at once, on their old
/// credentials; the server disconnects them for it, and they come back by themselves.
///
/// @param payload largest message in bytes
public record ScopedKey(String key, String role, SubjectGrants grants, long payload) {
    public ScopedKey {
        ClaimNames.requireKey('A', key);
        ClaimNames.requireRole(role);
    }

    SortedMap<String, Object> body() {
        SortedMap<String, Object> template = new TreeMap<>();
        template.put("pub", Grants.publish(grants));
        template.put("sub", Grants.subscribe(grants));
        template.put("subs", -1);
        template.put("data", -1);
        template.put("payload", payload);
        SortedMap<String, Object> body = new TreeMap<>();
        body.put("kind", "user_scope");
        body.put("key", key);
        body.put("role", role);
        body.put("template", template);
        return body;
    }
}
