package io.centter.control.nats;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// An account: what it offers, what it takes from others, its limits, and who may sign its users. Everything is sorted,
/// so that the same state gives the same claims.
///
/// @param signingKeys may sign users with rights of their own
/// @param scopedKeys may sign users of one role
/// @param revocations user public key to the second up to which its JWTs are refused
public record AccountClaims(
        String subject,
        String name,
        List<Export> exports,
        List<Import> imports,
        AccountLimits limits,
        List<String> signingKeys,
        List<ScopedKey> scopedKeys,
        Map<String, Long> revocations)
        implements Claims {
    public AccountClaims {
        ClaimNames.requireKey('A', subject);
        ClaimNames.requireAccountName(name);
        signingKeys.forEach(key -> ClaimNames.requireKey('A', key));
        revocations.keySet().forEach(key -> ClaimNames.requireKey('U', key));
        exports = exports.stream().sorted(Comparator.comparing(Export::name)).toList();
        imports = imports.stream().sorted(Comparator.comparing(Import::name)).toList();
        signingKeys = Grants.sorted(signingKeys);
        scopedKeys =
                scopedKeys.stream().sorted(Comparator.comparing(ScopedKey::key)).toList();
        revocations = Map.copyOf(revocations);
    }

    @Override
    public SortedMap<String, Object> body() {
        SortedMap<String, Object> body = new TreeMap<>();
        if (!exports.isEmpty()) {
            body.put("exports", exports.stream().map(Export::body).toList());
        }
        if (!imports.isEmpty()) {
            body.put("imports", imports.stream().map(Import::body).toList());
        }
        body.put("limits", limits.body());
        List<Object> keys = new ArrayList<>(signingKeys);
        scopedKeys.forEach(key -> keys.add(key.body()));
        if (!keys.isEmpty()) {
            body.put("signing_keys", keys);
        }
        if (!revocations.isEmpty()) {
            body.put("revocations", new TreeMap<>(revocations));
        }
        return body;
    }

    @Override
    public String type() {
        return "account";
    }
}
