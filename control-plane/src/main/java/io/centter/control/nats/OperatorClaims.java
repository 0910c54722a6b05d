package io.centter.control.nats;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// The root of trust: its signing keys may sign accounts, so that its identity key can be kept offline.
public record OperatorClaims(String subject, String name, List<String> signingKeys, String systemAccount)
        implements Claims {
    public OperatorClaims {
        ClaimNames.requireKey('O', subject);
        ClaimNames.requireAccountName(name);
        signingKeys.forEach(key -> ClaimNames.requireKey('O', key));
        ClaimNames.requireKey('A', systemAccount);
        signingKeys = signingKeys.stream().sorted().toList();
    }

    @Override
    public SortedMap<String, Object> body() {
        SortedMap<String, Object> body = new TreeMap<>();
        body.put("signing_keys", signingKeys);
        body.put("system_account", systemAccount);
        return body;
    }

    @Override
    public String type() {
        return "operator";
    }
}
